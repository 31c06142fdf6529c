# Prints without end.
# input: 47
# expect: BAD_REQUEST|TIMEOUT
while True:
    print("x" * 100000)
