"""Spares programs the first touch of memory pages, which is a tenth of a small chart's time."""

import ctypes

HUGE = 2 << 20
MADV_COLLAPSE = 25
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
LARGEST = 32 << 20

libc = ctypes.CDLL(None)


def keep_freed():
    """Has large blocks come from the heap, and what is freed stay there for the next: both are handed back otherwise."""
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_MMAP_THRESHOLD, LARGEST)
        libc.mallopt(M_TRIM_THRESHOLD, 8 * LARGEST)


def join():
    """Joins small pages into huge ones as far as the kernel will (6.1 or newer): each fork has fewer entries to copy."""
    with open("/proc/self/maps") as file:
        lines = file.read().splitlines()
    for line in lines:
        fields = line.split()
        anonymous = len(fields) == 5 or fields[5] == "[heap]"
        if anonymous and fields[1].startswith("rw"):
            start, end = (int(bound, 16) for bound in fields[0].split("-"))
            for address in range(-(-start // HUGE) * HUGE, end // HUGE * HUGE, HUGE):
                libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(HUGE), MADV_COLLAPSE)
