# Fills its file system.
# input: 48
# expect: BAD_REQUEST OSError: \[Errno 28\]
for i in range(99):
    with open("/tmp/f%d" % i, "wb") as file:
        file.write(bytes(10 << 20))
