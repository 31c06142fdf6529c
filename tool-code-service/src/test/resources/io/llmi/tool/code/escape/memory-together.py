# Has several processes use what one may not.
# expect: BAD_REQUEST together use more than 1024 MiB
import os, time
for i in range(5):
    if os.fork() == 0:
        b = b"x" * (400 << 20)
        time.sleep(60)
time.sleep(60)
