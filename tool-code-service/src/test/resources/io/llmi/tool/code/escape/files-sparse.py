# Makes a file that claims a terabyte.
# expect: BAD_REQUEST OSError: \[Errno 27\]
import os
with open("/tmp/huge", "wb") as file:
    os.truncate(file.fileno(), 1 << 40)
