# Has a child loop in its place.
# input: 42
# expect: TIMEOUT|NO_OUTPUT
import os
if os.fork() == 0:
    while True:
        pass
os.waitpid(-1, 0)
