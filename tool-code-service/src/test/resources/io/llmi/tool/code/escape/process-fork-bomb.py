# Forks without end.
# input: 44
# expect: BAD_REQUEST RuntimeError: stopped at 1?\d$
import os, time
made = 0
try:
    while made < 1000:
        if os.fork() == 0:
            time.sleep(60)
        made += 1
except BlockingIOError:
    raise RuntimeError("stopped at %d" % made)
