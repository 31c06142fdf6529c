# Kills its process group, in which the process that watches it might be.
# input: 62
# expect: NO_OUTPUT was killed
import os, signal
os.kill(0, signal.SIGKILL)
plt.plot([1, 2])
