"""One call to the zygote: three processes.

The warden is forked from the zygote, talks to the service, shuts itself in, and starts the other two: the keeper, first
process of the new process namespace, whose end ends everything in there, and the program's own process. It kills the
keeper when the program has ended or the service hangs up. It stays outside the process namespace, and no program runs in it.
"""

import fcntl
import json
import os
import random
import select
import signal
import struct
import sys

from guest import confine, program, wire

TEMPLATE = "/job"
CHUNK = 64 * 1024
# What the kernel lets everybody have; a picture fits in a few.
ANSWER_PIPE = 1 << 20
# Sleeps for longer than any program runs, and does not outlive a warden for ever that something killed.
KEEPER = ("/usr/bin/sleep", "7200")
MAX_PRINTED = 64 * 1024
PRINT_FLOOD = 64 * 1024 * 1024
WARDEN, ANSWER, PRINTED, STOPPED, FAULT, EXIT = b"W", b"A", b"P", b"S", b"F", b"X"


class HungUp(Exception):
    pass


class Warden:
    """Relays between one program and the service in frames: a tag, a 4-byte length, bytes."""

    def __init__(self, connection):
        self.connection = connection
        self.printed = 0

    def run(self, jail):
        """@jail: shuts the calling process in, given the limits"""
        limits, source = self.request()
        try:
            jail(limits)
        except OSError as error:
            self.send(FAULT, ("a call cannot be shut in: %s" % error).encode())
            return
        answers, answer_end = os.pipe()
        prints, print_end = os.pipe()
        fcntl.fcntl(answers, fcntl.F_SETPIPE_SZ, ANSWER_PIPE)
        # Not forked: it would have all memory of the zygote's to be copied and given back.
        keeper = os.posix_spawn(KEEPER[0], KEEPER, {}, setpgroup=0)
        child = os.fork()
        if child == 0:
            become_program(limits, source, answer_end, print_end)
        os.close(answer_end)
        os.close(print_end)
        try:
            self.send(WARDEN, b"%d" % os.getpid())
            self.relay(answers, prints, os.pidfd_open(child))
        except HungUp:
            pass
        finally:
            os.kill(keeper, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        # Has ended when everything in the namespace has.
        os.waitpid(keeper, 0)
        self.rest(answers, prints)
        self.send(EXIT, b"%d" % (128 - status if status < 0 else status))

    def request(self):
        with self.connection.makefile("rb") as stream:
            return json.loads(wire.read_part(stream)), wire.read_part(stream).decode("utf-8")

    def send(self, tag, data):
        try:
            self.connection.sendall(tag + struct.pack(">I", len(data)) + data)
        except OSError as error:
            raise HungUp() from error

    def relay(self, answers, prints, child):
        """Until the program has ended, or must."""
        poll = select.poll()
        for descriptor in (answers, prints, child):
            poll.register(descriptor, select.POLLIN)
        # The service sends nothing after the request, so whatever happens on its side is its going.
        poll.register(self.connection, select.POLLIN | select.POLLRDHUP)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self.connection.fileno() in ready:
                raise HungUp()
            for descriptor, handle in ((answers, self.answered), (prints, self.print)):
                if descriptor in ready:
                    data = os.read(descriptor, CHUNK)
                    if data:
                        handle(data)
                    else:
                        poll.unregister(descriptor)
            if self.printed > PRINT_FLOOD:
                self.send(STOPPED, b"it prints more than %d MiB" % (PRINT_FLOOD >> 20))
                return
            if child in ready:
                return

    def rest(self, answers, prints):
        """Nobody who could write is left, so both have an end."""
        for descriptor, handle in ((answers, self.answered), (prints, self.print)):
            data = os.read(descriptor, CHUNK)
            while data:
                handle(data)
                data = os.read(descriptor, CHUNK)

    def answered(self, data):
        self.send(ANSWER, data)

    def print(self, data):
        kept = data[:max(0, MAX_PRINTED - self.printed)]
        self.printed += len(data)
        if kept:
            self.send(PRINTED, kept)


def jail(instructions, last_capability):
    """@instructions: the system call filter"""

    def shut_in(limits):
        confine.die_with_parent()
        os.setsid()
        confine.enter_namespaces()
        confine.forbid_user_namespaces()
        confine.enter_root(TEMPLATE, limits["file_size"], limits["files"])
        os.mkdir("/tmp/matplotlib")
        for cache in limits["font_caches"]:
            os.symlink(cache, "/tmp/matplotlib/" + os.path.basename(cache))
        confine.drop_privileges(last_capability)
        confine.filter_system_calls(instructions)

    return shut_in


def become_program(limits, source, answer_end, print_end):
    """Does not return. The program finds three descriptors as everywhere, and the one that its answer leaves by."""
    try:
        confine.die_with_parent()
        # A program that signals its group must not meet the warden there.
        os.setsid()
        os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
        os.dup2(print_end, 1)
        os.dup2(print_end, 2)
        control = os.dup2(answer_end, 3)
        os.closerange(4, 64)
        sys.stdout = sys.stderr
        signal.signal(signal.SIGINT, signal.default_int_handler)
        reseed()
        program.run_and_answer(source, limits, control)
    finally:
        os._exit(1)


def reseed():
    import numpy

    random.seed()
    numpy.random.seed()
