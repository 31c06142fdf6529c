# Kills every process that it can.
# input: 60
# expect: PICTURE
import os
try:
    os.kill(-1, 9)
except ProcessLookupError:
    pass
plt.plot([1, 2])
