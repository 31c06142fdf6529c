# Attaches to the process that forked it.
# input: 62
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def attach(request, pid):
    if libc.ptrace(request, pid, 0, 0) != 0:
        raise OSError(ctypes.get_errno())
attempts = {"%d %d" % (request, pid): lambda request=request, pid=pid: attach(request, pid)
            for request in (16, 0x4206) for pid in (os.getppid(), 1, 2, 3, 4, 5) if pid != os.getpid()}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
