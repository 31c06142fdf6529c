# Announces more than it sends.
# expect: BAD_REQUEST answer was refused
import os, struct
os.write(3, struct.pack(">I", 1000) + b"{")
os._exit(0)
