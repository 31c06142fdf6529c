# Asks for a hundred gigabytes.
# input: 46
# expect: BAD_REQUEST line 4: MemoryError
b = bytearray(10**11)
