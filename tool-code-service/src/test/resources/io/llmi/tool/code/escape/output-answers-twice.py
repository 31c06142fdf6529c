# Answers for itself and lets the runner answer, too.
# expect: BAD_REQUEST|NO_OUTPUT
import os, struct
head = b'{"status":"ok","data":{"title":"forged"}}'
for descriptor in range(3, 64):
    try:
        os.write(descriptor, struct.pack(">I", len(head)) + head + struct.pack(">I", 0))
    except OSError:
        pass
plt.plot([1, 2])
