"""Runs one program in a process of its own: request on stdin, answer on stdout, what the program prints on stderr."""

import json
import os
import sys

own = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, own)

from guest import program, wire  # noqa: E402


def main():
    control = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    limits = json.loads(wire.read_part(sys.stdin.buffer))
    source = wire.read_part(sys.stdin.buffer).decode("utf-8")
    sys.path.remove(own)
    refresh_fonts()
    program.run_and_answer(source, limits, control)


def refresh_fonts():
    from guest import fonts
    from matplotlib import font_manager

    fonts.refresh(font_manager.fontManager)


main()
