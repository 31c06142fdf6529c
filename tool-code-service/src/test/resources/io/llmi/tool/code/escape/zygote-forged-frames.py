# Writes the warden's own frames to whatever it finds open.
# input: 62
# expect: BAD_REQUEST|NO_OUTPUT
import os
for descriptor in range(3, 64):
    for frame in (b"X\0\0\0\x010", b"F\0\0\0\x04gone", b"W\0\0\0\x011"):
        try:
            os.write(descriptor, frame)
        except OSError:
            pass
os._exit(0)
