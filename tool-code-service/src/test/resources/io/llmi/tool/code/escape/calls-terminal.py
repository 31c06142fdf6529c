# Types into the service's terminal.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import fcntl, os, termios
attempts = {"TIOCSTI %d" % fd: lambda fd=fd: fcntl.ioctl(fd, termios.TIOCSTI, b"x") for fd in range(4)}
attempts["TIOCLINUX"] = lambda: fcntl.ioctl(0, 0x541C, b"\3")
attempts["tty"] = lambda: os.open("/dev/tty", os.O_RDWR)
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
