# Leaves a daemon behind.
# input: 61
# expect: PICTURE
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
plt.plot([1, 2])
