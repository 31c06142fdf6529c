# Mounts by every interface that there is.
# input: 59
# expect: BAD_REQUEST RuntimeError: wrong: \[\]$
import ctypes, platform
ARM = platform.machine() == "aarch64"
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
def denied(calls):
    wrong = []
    for name, x86, arm, argument, errno in calls:
        number = arm if ARM else x86
        if number is None:
            continue
        ctypes.set_errno(0)
        result = libc.syscall(ctypes.c_long(number), ctypes.c_long(argument), 0, 0, 0, 0, 0)
        if (result, ctypes.get_errno()) != (-1, errno):
            wrong.append((name, result, ctypes.get_errno()))
    raise RuntimeError("wrong: %s" % wrong)
# Name, number on x86_64 and on aarch64, first argument, errno.
denied([
    ('mount', 165, 40, 0, 1),
    ('umount2', 166, 39, 0, 1),
    ('fsopen', 430, 430, 0, 1),
    ('open_tree', 428, 428, 0, 1),
    ('move_mount', 429, 429, 0, 1),
    ('mount_setattr', 442, 442, 0, 1),
])
