# Answers with more than an answer can hold.
# expect: BAD_REQUEST|NO_OUTPUT
import os, struct
os.write(3, struct.pack(">I", 2) + b"{}" + struct.pack(">I", 2**31 - 1))
block = bytes(1 << 20)
while True:
    os.write(3, block)
