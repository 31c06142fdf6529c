# Sleeps for thirty years.
# input: 43
# expect: TIMEOUT
import time
time.sleep(1e9)
