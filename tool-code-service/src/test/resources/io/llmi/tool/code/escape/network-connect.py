# Connects to anything.
# input: 54
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import socket
attempts = {str(address): lambda address=address: socket.create_connection(address, 2) for address in (
    ("1.1.1.1", 80), ("127.0.0.1", 9092), ("127.0.0.1", 8080), ("169.254.169.254", 80), ("::1", 80), ("localhost", 22))}
attempts["dns"] = lambda: socket.getaddrinfo("example.com", 80)
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
