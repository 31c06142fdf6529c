# Takes its limits off.
# expect: BAD_REQUEST RuntimeError: reached: \[\]$
import os, resource
def unlimited(what):
    resource.setrlimit(what, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
attempts = {name: lambda name=name: unlimited(getattr(resource, name)) for name in
            ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_MEMLOCK")}
attempts["nice"] = lambda: os.nice(-5)
attempts["realtime"] = lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
reached = []
for name, attempt in attempts.items():
    try:
        attempt()
        reached.append(name)
    except (OSError, ValueError):
        pass
raise RuntimeError("reached: %s" % reached)
