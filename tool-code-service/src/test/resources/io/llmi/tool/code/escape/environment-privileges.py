# Asks what rights it has.
# expect: BAD_REQUEST RuntimeError: \[0, 0, 0, 0, 0, 0\], no new: 1, bounding: 0$
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
sets = (ctypes.c_uint32 * 6)()
assert libc.capget(header, sets) == 0
bounding = sum(libc.prctl(23, capability, 0, 0, 0) == 1 for capability in range(64))
raise RuntimeError("%s, no new: %d, bounding: %d" % (list(sets), libc.prctl(39, 0, 0, 0, 0), bounding))
