# Saves its picture over a hard link.
# input: 51
# expect: PICTURE
import os, sys
for target in ("/usr/bin/env", sys.executable, "/runner/strict.py"):
    try:
        os.link(target, "chart.png")
    except OSError:
        pass
plt.plot([1, 2])
plt.savefig("chart.png")
