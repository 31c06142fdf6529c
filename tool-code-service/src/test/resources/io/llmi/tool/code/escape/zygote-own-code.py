# Overwrites the code of libraries that all programs share.
# input: 62
# expect: NO_OUTPUT|BAD_REQUEST
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
address = ctypes.cast(libc.getpid, ctypes.c_void_p).value & ~4095
assert libc.mprotect(ctypes.c_void_p(address), 8192, 7) == 0
ctypes.memset(address, 0xCC, 8192)
libc.getpid()
