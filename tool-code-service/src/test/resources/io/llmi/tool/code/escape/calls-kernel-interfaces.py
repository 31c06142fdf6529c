# Opens kernel interfaces with a history of holes.
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
    ('io_uring_setup', 425, 425, 1, 1),
    ('bpf', 321, 280, 0, 1),
    ('perf_event_open', 298, 241, 0, 1),
    ('userfaultfd', 323, 282, 0, 1),
    ('keyctl', 250, 219, 0, 1),
    ('add_key', 248, 217, 0, 1),
    ('open_by_handle_at', 304, 265, 0, 1),
])
