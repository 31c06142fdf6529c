# Answers with five thousand brackets.
# expect: BAD_REQUEST answer was refused
import os, struct
head = b"[" * 5000
os.write(3, struct.pack(">I", len(head)) + head + struct.pack(">I", 0))
os._exit(0)
