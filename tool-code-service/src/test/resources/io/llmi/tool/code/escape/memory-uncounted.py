# Asks for memory that no limit counts.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno())
attempts = {
    "memfd": lambda: os.memfd_create("x"), "shmget": lambda: checked(libc.shmget(0, 1 << 30, 0o1600)),
    "msgget": lambda: checked(libc.msgget(0, 0o1600)), "mlock": lambda: checked(libc.mlockall(3)),
}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
