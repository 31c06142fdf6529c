"""Runs one program and answers with its chart or its error."""

import os
import sys
import textwrap
import warnings

from guest import wire
from guest.capture import Stage
from guest.limits import limit

PROGRAM = "<program>"


def line_of(error):
    if isinstance(error, SyntaxError) and error.filename == PROGRAM:
        return error.lineno
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == PROGRAM:
            line = step.tb_lineno
        step = step.tb_next
    return line


def failure(error):
    message = error.msg if isinstance(error, SyntaxError) else error
    try:
        message = " ".join(str(message).split())[:400]
    except BaseException:
        message = ""
    name = type(error).__name__
    return {"status": "error", "type": name[:100], "message": message, "line": line_of(error)}


def compiled(source):
    try:
        return compile(source, PROGRAM, "exec")
    except IndentationError:
        flat = textwrap.dedent(source)
        if flat == source:
            raise
        return compile(flat, PROGRAM, "exec")


def run(source, stage):
    code = compiled(source)
    import matplotlib.pyplot as plt
    import numpy as np
    from matplotlib.figure import Figure

    stage.install(plt, Figure)
    names = {"__name__": "__main__", "plt": plt, "np": np}
    # Half of the start-up time of a cold start; there only for programs that name them.
    if "pandas" in sys.modules or "pd" in source or "sns" in source:
        import pandas

        names["pd"] = pandas
    if "seaborn" in sys.modules or "sns" in source:
        import seaborn

        names["sns"] = seaborn
    warnings.simplefilter("ignore")
    try:
        exec(code, names)
    except SystemExit as end:
        if end.code not in (None, 0):
            raise RuntimeError("the program ended itself with exit code %s" % (end.code,)) from None
    if os.getpid() != stage.owner:
        os._exit(0)
    if stage.shown is None:
        figure = stage.current(plt)
        if figure is not None:
            stage.capture(figure, {})


def run_and_answer(source, limits, control):
    """Does not return: threads and exit handlers of the program must not hold the answer up."""
    os.makedirs(limits["work"], exist_ok=True)
    os.chdir(limits["work"])
    limit(limits)
    wire.write_all(control, wire.READY)
    stage = Stage(limits)
    try:
        run(source, stage)
        head, picture = outcome(stage)
    except BaseException as error:
        if os.getpid() != stage.owner:
            os._exit(1)
        head, picture = failure(error), b""
    wire.answer(control, head, picture)
    os._exit(0)


def outcome(stage):
    if stage.shown is None:
        return {"status": "no_output"}, b""
    picture, data = stage.shown
    notes = list(stage.notes)
    if stage.saves > 1:
        notes.append("The program saved %d pictures; the last one is shown" % stage.saves)
    head = {"status": "ok", "warnings": notes, "data": data}
    if picture.size is not None:
        head["pixels"] = {"width": int(picture.size[0]), "height": int(picture.size[1])}
    return head, picture.data
