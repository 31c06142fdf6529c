# Reads what only the machine's users may.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
attempts = {path: lambda path=path: open(path, 'rb').read(1) for path in (
    '/etc/shadow',
    '/etc/passwd',
    '/etc/hostname',
    '/root/.bashrc',
    '/root/.ssh/id_rsa',
    '/home/user/.bashrc',
    '/var/log/syslog',
    '/run/secrets/token',
    '/var/run/docker.sock',
)}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
