# Never ends.
# input: 42
# expect: TIMEOUT
while True:
    pass
