# Writes garbage to whatever it finds open.
# expect: BAD_REQUEST|NO_OUTPUT
import os
for descriptor in range(3, 64):
    try:
        os.write(descriptor, b"garbage" * 1000)
    except OSError:
        pass
os._exit(0)
