# Opens sockets of every kind.
# input: 54
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import socket
attempts = {str(family): lambda family=family: socket.socket(family, socket.SOCK_RAW, 0) for family in (2, 10, 16, 17, 38, 40, 44)}
attempts["datagram"] = lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
