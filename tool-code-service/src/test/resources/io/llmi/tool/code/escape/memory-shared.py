# Fills shared memory.
# expect: BAD_REQUEST OSError: \[Errno 28\]
for i in range(99):
    with open("/dev/shm/f%d" % i, "wb") as file:
        file.write(bytes(10 << 20))
