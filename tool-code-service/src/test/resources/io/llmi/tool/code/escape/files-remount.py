# Makes read-only mounts writable.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
def remount(path):
    if libc.mount(None, path.encode(), None, ctypes.c_ulong(32 | 4096), None) != 0:
        raise OSError(ctypes.get_errno(), path)
def unmount(path):
    if libc.umount2(path.encode(), 2) != 0:
        raise OSError(ctypes.get_errno(), path)
attempts = {path: lambda path=path: remount(path) for path in ("/", "/usr", "/runner", sys.prefix)}
attempts["umount"] = lambda: unmount("/tmp")
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
