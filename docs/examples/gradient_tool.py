"""A tool of LLM-I in Python: draws a gradient between two colours. See docs/third-party-tools.md.

    pip install confluent-kafka==2.16.1
    python gradient_tool.py localhost:9092 data/blobs
"""
import datetime, hashlib, json, os, struct, sys, tempfile, threading, time, zlib
from confluent_kafka import Consumer, KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic

NAME = "gradient"
MANIFEST = {
    "name": NAME,
    "when_to_use": "Draws a smooth gradient between two colours, for backgrounds and dividers.",
    "params_schema": {"type": "object", "required": ["from", "to"], "properties": {
        "from": {"type": "string", "description": "colour at the left, #rrggbb"},
        "to": {"type": "string", "description": "colour at the right, #rrggbb"}}},
    "examples": [{"source": NAME, "description": "Dusk", "params": {"from": "#ff8800", "to": "#112244"}}],
    "backends": ["pure-python"], "timeout_seconds": 10}


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gradient(left, right, width=256, height=64):
    ends = [bytes.fromhex(colour.removeprefix("#")) for colour in (left, right)]
    if any(len(end) != 3 for end in ends):
        raise ValueError("a colour is #rrggbb")
    row = b"".join(bytes((a * (width - 1 - x) + b * x) // (width - 1) for a, b in zip(*ends)) for x in range(width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress((b"\0" + row) * height)) + chunk(b"IEND", b"")


def store(directory, png):
    """Content first, name last: a name in the store never stands for half a picture."""
    name = hashlib.sha256(png).hexdigest()
    os.makedirs(os.path.join(directory, "blobs", name[:2]), exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=os.path.join(directory, "incoming"), delete=False) as file:
        file.write(png)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, os.path.join(directory, "blobs", name[:2], name))
    return {"sha256": name, "media_type": "image/png", "width": 256, "height": 64, "bytes": len(png)}


def answer(request, blobs):
    params = request["work"].get("params", {})
    try:
        image = store(blobs, gradient(params["from"], params["to"]))
    except (KeyError, ValueError, AttributeError) as problem:
        return {"type": "failure", "code": "bad_request", "message": f"The gradient tool cannot read its colours: {problem}."}
    return {"type": "success", "image": image, "alt": request["work"].get("description") or "A gradient",
            "provenance": {"backend": "pure-python", "params": params, "duration_ms": 0}, "warnings": []}


def main(bootstrap, blobs):
    kafka = {"bootstrap.servers": bootstrap}
    # The queue belongs to the tool: it exists before anyone is told of the tool.
    admin = AdminClient(kafka)
    for topic, created in admin.create_topics([NewTopic("llmi.tool-requests." + NAME, 4)]).items():
        try:
            created.result()
        except KafkaException as problem:
            if problem.args[0].name() != "TOPIC_ALREADY_EXISTS":
                raise
    # murmur2 is how Java clients choose partitions: a result on another partition would never meet its job.
    producer = Producer({**kafka, "enable.idempotence": True, "partitioner": "murmur2_random"})
    consumer = Consumer({**kafka, "group.id": "llmi-tool-" + NAME + "-python", "auto.offset.reset": "earliest",
                         "enable.auto.commit": False})
    consumer.subscribe(["llmi.tool-requests." + NAME])

    def announce():
        while True:
            producer.produce("llmi.tools", key=NAME, value=json.dumps({**MANIFEST, "published_at": now()}))
            producer.poll(0)
            time.sleep(5)

    threading.Thread(target=announce, daemon=True).start()
    while True:
        message = consumer.poll(1.0)
        if message is None or message.error():
            continue
        started = now()
        request = json.loads(message.value())
        result = {key: request[key] for key in ("call", "fingerprint", "requested_at")}
        result |= {"tool": NAME, "outcome": answer(request, blobs), "attempt": 1, "worker": NAME + "-python",
                   "started_at": started, "finished_at": now()}
        trace = [header for header in message.headers() or [] if header[0] == "traceparent"]
        producer.produce("llmi.tool-results", key=message.key(), value=json.dumps(result), headers=trace)
        producer.flush()
        # Only now: a worker that dies before repeats the call, and the repeated result is dropped.
        consumer.commit(message)


if __name__ == "__main__":
    main(*sys.argv[1:])
