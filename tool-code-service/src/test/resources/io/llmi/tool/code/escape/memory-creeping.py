# Asks for a little more, again and again.
# input: 46
# expect: BAD_REQUEST MemoryError
a = []
while True:
    a.append(bytearray(10**7))
