# Reads the memory of the process that forked it.
# input: 62
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import os
parents = (os.getppid(), 1, "self", "thread-self")
attempts = {"%s %s" % (pid, name): lambda pid=pid, name=name: open("/proc/%s/%s" % (pid, name), "rb")
            for pid in parents for name in ("mem", "maps", "environ", "fd/0", "root/etc/passwd", "cwd")}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
