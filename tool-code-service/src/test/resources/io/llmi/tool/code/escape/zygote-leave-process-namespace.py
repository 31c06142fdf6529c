# Looks for processes outside of its own namespace.
# input: 62
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import os
attempts = {"pidfd %d" % pid: lambda pid=pid: os.pidfd_open(pid) for pid in range(4, 400)}
attempts["getpgid"] = lambda: os.getpgid(400)
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
