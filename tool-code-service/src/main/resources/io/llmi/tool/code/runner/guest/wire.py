"""How a guest and the service talk.

Request: a 4-byte big-endian length and a JSON object of limits, a 4-byte length and the program in UTF-8.
Answer: the bytes of READY, then a 4-byte length and a JSON object, a 4-byte length and a picture (or 0): a PNG,
or where the object has "pixels", with width and height, 4 bytes a pixel (red, green, blue, opacity).
Whoever reads the answer must not trust it: the program runs in the process that writes it.
"""

import json
import os
import struct

READY = b"LLMI/1\n\x00"


def read_exactly(stream, count):
    data = stream.read(count)
    if data is None or len(data) != count:
        raise EOFError("the request is cut off")
    return data


def read_part(stream):
    return read_exactly(stream, struct.unpack(">I", read_exactly(stream, 4))[0])


def write_all(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view):]


def answer(descriptor, head, picture=b""):
    body = json.dumps(head, ensure_ascii=True, allow_nan=False).encode("ascii")
    write_all(descriptor, struct.pack(">I", len(body)) + body + struct.pack(">I", len(picture)))
    write_all(descriptor, picture)
