# Makes and enters namespaces by raw system calls.
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
    ('unshare user', 272, 97, 268435456, 1),
    ('unshare mount', 272, 97, 131072, 1),
    ('clone user', 56, 220, 268435473, 1),
    ('clone3', 435, 435, 0, 38),
    ('setns', 308, 268, 0, 1),
    ('chroot', 161, 51, 0, 1),
    ('pivot_root', 155, 41, 0, 1),
])
