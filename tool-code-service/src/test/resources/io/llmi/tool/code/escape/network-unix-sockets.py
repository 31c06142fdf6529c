# Connects to sockets of the service or of the machine.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import socket
def connect(path):
    with socket.socket(socket.AF_UNIX) as end:
        end.connect(path)
attempts = {repr(path): lambda path=path: connect(path) for path in (
    "/run/sockets/z1", "/run/zygote", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "\0dbus", "\0llmi", "/dev/log")}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
