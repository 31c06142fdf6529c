# Opens or makes devices.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import os, stat
attempts = {path: lambda path=path: open(path, "rb") for path in ("/dev/vda", "/dev/sda", "/dev/mem", "/dev/kmsg", "/dev/tty", "/dev/fuse", "/dev/kvm")}
attempts["mknod"] = lambda: os.mknod("/tmp/null", 0o600 | stat.S_IFBLK, os.makedev(8, 0))
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
