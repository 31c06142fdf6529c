# Makes a million empty files.
# input: 49
# expect: BAD_REQUEST OSError: \[Errno 28\]
for i in range(10**6):
    open("/tmp/f%d" % i, "w").close()
