# Runs commands that get rights from their owner.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import subprocess
def run(*command):
    if subprocess.run(command, capture_output=True).returncode != 0:
        raise OSError(command)
attempts = {" ".join(command): lambda command=command: run(*command) for command in (
    ("su", "-c", "id"), ("mount", "-t", "tmpfs", "none", "/mnt"), ("unshare", "-Ur", "id"), ("unshare", "-m", "id"),
    ("newgrp",), ("passwd", "-S"), ("nsenter", "-t", "1", "-m", "id"), ("chroot", "/", "id"))}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
