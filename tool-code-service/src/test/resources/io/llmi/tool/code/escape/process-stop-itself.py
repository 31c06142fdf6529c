# Stops itself for good.
# expect: TIMEOUT
import os, signal
os.kill(os.getpid(), signal.SIGSTOP)
