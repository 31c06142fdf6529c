# Forks in every child.
# input: 44
# expect: BAD_REQUEST|NO_OUTPUT|TIMEOUT
import os
while True:
    os.fork()
