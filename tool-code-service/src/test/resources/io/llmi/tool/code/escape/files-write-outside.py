# Writes where a later program or the service would read.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import os, sys
places = ["/", "/dev", "/usr", "/usr/lib", "/etc", "/runner", "/runner/guest", "/run", "/job", sys.prefix, sys.base_prefix]
attempts = {place: lambda place=place: open(os.path.join(place, "evil"), "w") for place in places}
attempts["runner"] = lambda: open("/runner/guest/program.py", "a")
attempts["site"] = lambda: open(os.path.join(os.path.dirname(os.__file__), "sitecustomize.py"), "w")
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
