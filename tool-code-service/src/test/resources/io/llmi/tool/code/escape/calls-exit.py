# Ends without a word.
# input: 64
# expect: NO_OUTPUT
import os
os._exit(0)
