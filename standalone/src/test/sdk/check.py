"""Uses the server at argv[1] through OpenAI's unmodified Python client; ends with exit code 0 if all is as it should be."""

import base64
import sys
import time

import openai

PIXEL = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
client = openai.OpenAI(base_url=sys.argv[1] + "/v1", api_key="none", max_retries=0)
MODEL = client.models.list().data[0].id


def pictures(response):
    return [item for item in response.output if item.type == "image_generation_call"]


def synchronous():
    response = client.responses.create(model=MODEL, input="the tides")
    assert response.status == "completed", response.status
    assert "tide" in response.output_text
    assert len(pictures(response)) == 2
    for picture in pictures(response):
        assert base64.b64decode(picture.result)[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1"), picture.id
        assert picture.llmi["provenance"]["backend"]
    return response


def streamed():
    with client.responses.stream(model=MODEL, input="the tides") as stream:
        types = [event.type for event in stream]
        final = stream.get_final_response()
    assert types[0] == "response.created" and types[-1] == "response.completed", types
    assert types.count("response.image_generation_call.completed") == 2
    assert len(final.output) == len(synchronous().output)


def background():
    response = client.responses.create(model=MODEL, input="the tides", background=True)
    assert response.status == "queued" and response.background
    while response.status in ("queued", "in_progress"):
        time.sleep(0.1)
        response = client.responses.retrieve(response.id)
    assert response.status == "completed"
    assert client.responses.delete(response.id) is None
    try:
        client.responses.retrieve(response.id)
        raise AssertionError("a deleted response is still there")
    except openai.NotFoundError:
        pass


def resumed():
    stream = client.responses.create(model=MODEL, input="the tides", background=True, stream=True)
    first = []
    for event in stream:
        first.append(event)
        if len(first) == 6:
            break
    stream.close()
    rest = list(client.responses.retrieve(
        first[0].response.id, stream=True, starting_after=first[-1].sequence_number))
    numbers = [event.sequence_number for event in first + rest]
    assert numbers == list(range(len(numbers))), numbers
    assert rest[-1].type == "response.completed"


def cancelled():
    response = client.responses.create(model=MODEL, input="the tides", background=True)
    response = client.responses.cancel(response.id)
    assert response.status in ("cancelled", "completed"), response.status
    assert client.responses.cancel(response.id).status == response.status


def continued():
    first = synchronous()
    second = client.responses.create(model=MODEL, input="again", previous_response_id=first.id)
    assert second.previous_response_id == first.id
    texts = [part.text for item in client.responses.input_items.list(second.id, order="asc").data
             for part in item.content if hasattr(part, "text")]
    assert texts[0] == "the tides" and texts[-1] == "again", texts


def chat():
    chunks = list(client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "the tides"}], stream=True,
        stream_options={"include_usage": True}))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text.count("![") == 2 and "/v1/blobs/" in text, text
    assert chunks[-1].usage is not None and not chunks[-1].choices
    whole = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "the tides"}])
    assert whole.choices[0].message.content == text
    assert whole.choices[0].finish_reason == "stop"


def picture_input():
    response = client.responses.create(model=MODEL, input=[{"role": "user", "content": [
        {"type": "input_text", "text": "the tides"},
        {"type": "input_image", "detail": "auto", "image_url": "data:image/png;base64," + PIXEL}]}])
    assert response.status == "completed"


def errors():
    for make, kind, param in (
            (lambda: client.responses.create(model="gpt-none", input="x"), openai.NotFoundError, "model"),
            (lambda: client.responses.create(model=MODEL, input="x", tools=[{"type": "function", "name": "f", "parameters": {}, "strict": True}]),
             openai.BadRequestError, "tools[0]"),
            (lambda: client.chat.completions.create(model=MODEL, messages=[]), openai.BadRequestError, "messages"),
            (lambda: client.responses.retrieve("resp_unknown"), openai.NotFoundError, "id")):
        try:
            make()
            raise AssertionError("no error")
        except kind as error:
            assert error.param == param, error
            assert error.request_id and error.request_id.startswith("req_")


for check in (synchronous, streamed, background, resumed, cancelled, continued, chat, picture_input, errors):
    check()
    print("ok", check.__name__)
