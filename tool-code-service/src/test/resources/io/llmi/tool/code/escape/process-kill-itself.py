# Kills itself.
# input: 64
# expect: NO_OUTPUT
import os
os.kill(os.getpid(), 9)
