# Becomes a shell.
# expect: NO_OUTPUT
import os
os.execv("/bin/sh", ["sh", "-c", "cat /etc/passwd; ls /; exit 0"])
