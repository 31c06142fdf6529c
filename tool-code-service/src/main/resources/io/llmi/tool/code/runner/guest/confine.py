"""Shuts the calling process in: namespaces, a root of its own, no rights, a system call filter.

Linux only. A call that fails raises OSError; nothing is skipped.
"""

import ctypes
import os
import platform

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC = 0x2, 0x4, 0x1000, 0x4000
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 24, 38, 47
PR_CAP_AMBIENT_CLEAR_ALL, SECCOMP_MODE_FILTER = 4, 2
CAPABILITY_VERSION_3 = 0x20080522
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

libc = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    """Calls into the C library; whole numbers go as long, texts as bytes."""
    native = [ctypes.c_long(a) if isinstance(a, int) else a.encode() if isinstance(a, str) else a for a in arguments]
    result = getattr(libc, function)(*native)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, "%s: %s" % (function, os.strerror(number)))
    return result


def enter_namespaces():
    """The caller keeps its process ID; the next process that it forks is the first of a process namespace."""
    uid, gid = os.getuid(), os.getgid()
    call("unshare", CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET)
    for name, line in (("setgroups", "deny"), ("uid_map", "%d %d 1" % (uid, uid)), ("gid_map", "%d %d 1" % (gid, gid))):
        with open("/proc/self/" + name, "w") as file:
            file.write(line)


def forbid_user_namespaces():
    """A second lock behind the system call filter; whether it could be closed."""
    try:
        with open("/run/limits/max_user_namespaces", "w") as file:
            file.write("0")
        return True
    except OSError:
        return False


def enter_root(template, size, files):
    """Makes the template the root, with an empty file system of limited size on /tmp."""
    call("mount", template, template, None, MS_BIND | MS_REC, None)
    tmp = template + "/tmp"
    call("mount", "llmi-job", tmp, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777,size=%d,nr_inodes=%d" % (size, files))
    os.mkdir(tmp + "/shm", 0o700)
    call("mount", tmp + "/shm", template + "/dev/shm", None, MS_BIND, None)
    os.chdir(template)
    # Stacks the old root on the new one, from where it is taken off.
    call("syscall", PIVOT_ROOT[platform.machine()], b".", b".")
    call("umount2", ".", MNT_DETACH)
    os.chdir("/")


class CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class CapabilitySets(ctypes.Structure):
    _fields_ = [("words", ctypes.c_uint32 * 6)]


class FilterProgram(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def last_capability():
    with open("/proc/sys/kernel/cap_last_cap") as file:
        return int(file.read())


def drop_privileges(last):
    """@last: the highest capability that this kernel knows"""
    call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)
    call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(last + 1):
        call("prctl", PR_CAPBSET_DROP, capability, 0, 0, 0)
    call("capset", ctypes.byref(CapabilityHeader(CAPABILITY_VERSION_3, 0)), ctypes.byref(CapabilitySets()))
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def filter_system_calls(instructions):
    """@instructions: struct sock_filter, 8 bytes each"""
    memory = ctypes.create_string_buffer(instructions, len(instructions))
    program = FilterProgram(len(instructions) // 8, ctypes.addressof(memory))
    call("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def die_with_parent():
    call("prctl", PR_SET_PDEATHSIG, 9, 0, 0, 0)
