"""Limits that the kernel keeps for one process and what it starts."""

import resource


def limit(limits):
    """Hard limits: nothing in here may raise them again."""

    def cap(what, soft, hard=None):
        resource.setrlimit(what, (soft, soft if hard is None else hard))

    cap(resource.RLIMIT_CORE, 0)
    cap(resource.RLIMIT_AS, limits["memory"])
    cap(resource.RLIMIT_FSIZE, limits["file_size"])
    cap(resource.RLIMIT_NOFILE, 64)
    cap(resource.RLIMIT_NPROC, limits["processes"])
    cap(resource.RLIMIT_MSGQUEUE, 0)
    cap(resource.RLIMIT_MEMLOCK, 0)
    # The soft limit ends the process by SIGXCPU, which tells a run-away loop from a crash.
    cap(resource.RLIMIT_CPU, limits["cpu_seconds"], limits["cpu_seconds"] + 1)
