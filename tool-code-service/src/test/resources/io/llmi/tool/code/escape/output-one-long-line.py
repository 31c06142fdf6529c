# Prints ten gigabytes at once.
# input: 47
# expect: BAD_REQUEST MemoryError
print("x" * 10**10)
