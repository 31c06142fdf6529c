# Answers with a picture that claims 60000 x 60000 pixels.
# expect: BAD_REQUEST picture was refused
import os, struct, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0))
head = b'{"status":"ok"}'
os.write(3, struct.pack(">I", len(head)) + head + struct.pack(">I", len(png)) + png)
os._exit(0)
