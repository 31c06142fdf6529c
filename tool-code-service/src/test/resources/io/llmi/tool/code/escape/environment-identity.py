# Finds out where it is.
# expect: BAD_REQUEST RuntimeError: \[65534, 65534, 65534, 65534, 'sandbox'\]$
import os
raise RuntimeError([os.getuid(), os.geteuid(), os.getgid(), os.getegid(), os.uname().nodename])
