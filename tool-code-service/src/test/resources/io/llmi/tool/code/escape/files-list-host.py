# Looks around for more than a program needs.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import os
attempts = {path: lambda path=path: os.listdir(path) for path in ("/proc", "/sys", "/home", "/run", "/job", "/mnt", "/var", "/boot")}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
