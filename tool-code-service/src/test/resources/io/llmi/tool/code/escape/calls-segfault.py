# Reads address zero.
# input: 64
# expect: NO_OUTPUT
import ctypes
ctypes.string_at(0)
