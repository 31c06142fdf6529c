"""Imports once what programs need, and forks for each call.

Listens on the socket that its argument names; one connection is one call (see guest/cell.py). Says "ready" on stdout when
it listens, and ends when its stdin does. Runs no program itself and holds nothing that a program may not see.
"""

import gc
import os
import select
import signal
import socket
import sys
import traceback

own = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, own)

from guest import cell, confine, memo, pages, warmup  # noqa: E402

BACKLOG = 64
REAP_SECONDS = 1.0


def main(path):
    # Whatever the service has open and did not mean to hand on.
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    with open(own + "/seccomp.bpf", "rb") as file:
        jail = cell.jail(file.read(), confine.last_capability())
    # A program that signals the first process of its namespace must not meet Python's handler there.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.path.remove(own)
    pages.keep_freed()
    memo.install()
    warmup.run()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(BACKLOG)
    gc.collect()
    gc.freeze()
    pages.join()
    refuse_open_files(listener)
    os.write(1, b"ready\n")
    serve(listener, jail)


def refuse_open_files(listener):
    """A descriptor opened by a library would be shared by all programs, with its position."""
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and int(name) != listener.fileno():
            try:
                raise SystemExit("a library keeps %s open" % os.readlink("/proc/self/fd/" + name))
            except FileNotFoundError:
                # The directory that was just listed.
                continue


def serve(listener, jail):
    while True:
        ready, _, _ = select.select([listener, 0], [], [], REAP_SECONDS)
        if 0 in ready:
            return
        if listener in ready:
            connection, _ = listener.accept()
            if os.fork() == 0:
                answer(listener, connection, jail)
            connection.close()
        reap()


def answer(listener, connection, jail):
    """Does not return."""
    try:
        listener.close()
        null = os.open("/dev/null", os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        os.close(null)
        cell.Warden(connection).run(jail)
    except cell.HungUp:
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        # None is left.
        return


main(sys.argv[1])
