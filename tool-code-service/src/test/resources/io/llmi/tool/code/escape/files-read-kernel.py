# Reads the kernel's and other processes' files.
# input: 53
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
attempts = {path: lambda path=path: open(path, 'rb').read(1) for path in (
    '/proc/1/environ',
    '/proc/1/maps',
    '/proc/self/environ',
    '/proc/self/maps',
    '/proc/meminfo',
    '/proc/cmdline',
    '/sys/kernel/notes',
    '/sys/class/net/lo/address',
)}
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
