# Reaches for other processes' memory by raw system calls.
# input: 62
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
    ('ptrace', 101, 117, 0, 1),
    ('process_vm_readv', 310, 270, 1, 1),
    ('process_vm_writev', 311, 271, 1, 1),
    ('pidfd_getfd', 438, 438, 0, 1),
    ('kcmp', 312, 272, 1, 1),
    ('process_madvise', 440, 440, 0, 1),
])
