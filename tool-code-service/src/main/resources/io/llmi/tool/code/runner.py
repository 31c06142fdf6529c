"""Runs one program in the sandbox and answers with its chart.

Request on stdin: a 4-byte big-endian length and a JSON object of limits, a 4-byte length and the program in UTF-8.
Answer on stdout: the bytes of READY, then a 4-byte length and a JSON object, a 4-byte length and a PNG (or 0).
What the program itself prints goes to stderr. Whoever reads the answer must not trust it: the program runs in this
process and can write whatever it likes to any descriptor it finds.
"""

import io
import json
import math
import os
import resource
import struct
import sys
import textwrap
import warnings

READY = b"LLMI/1\n\x00"
PROGRAM = "<program>"
DEFAULT_DPI = 150
MAX_AXES = 16
MAX_SERIES = 24
MAX_POINTS = 1000
MAX_POINTS_IN_ALL = 4000
MAX_TEXT = 200
# For texts in other scripts than Latin; only those that are installed are used.
FALLBACK_FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "SimHei",
    "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Symbols2",
)


class FigureTooLarge(Exception):
    pass


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


def read_exactly(stream, count):
    data = stream.read(count)
    if data is None or len(data) != count:
        raise EOFError("the request is cut off")
    return data


def read_part(stream):
    return read_exactly(stream, struct.unpack(">I", read_exactly(stream, 4))[0])


def write_all(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view):]


def answer(descriptor, head, png=b""):
    body = json.dumps(head, ensure_ascii=True, allow_nan=False).encode("ascii")
    write_all(descriptor, struct.pack(">I", len(body)) + body + struct.pack(">I", len(png)) + png)


def text(value):
    return " ".join(str(value).split())[:MAX_TEXT]


def plain(value):
    """A number or a short text for JSON."""
    import numpy as np

    if isinstance(value, (bool, np.bool_)):
        return int(value)
    if isinstance(value, (int, float, np.number)):
        number = float(value)
        if not math.isfinite(number):
            return None
        return int(number) if number.is_integer() and abs(number) < 1e15 else float("%.8g" % number)
    return text(value)


class Describer:
    """Reads the drawn data back from a figure."""

    def __init__(self):
        self.left = MAX_POINTS_IN_ALL

    def figure(self, fig):
        title = fig._suptitle.get_text() if getattr(fig, "_suptitle", None) else ""
        return {"title": text(title), "axes": [self.axes(ax) for ax in fig.axes[:MAX_AXES]]}

    def axes(self, ax):
        title = ax.get_title() or ax.get_title("left") or ax.get_title("right")
        series = []
        for read in (self.bars, self.wedges, self.lines, self.collections, self.images):
            try:
                series.extend(read(ax))
            except Exception:
                # A chart whose data cannot be read back is still a chart.
                continue
        return {
            "title": text(title),
            "x_label": text(ax.get_xlabel()),
            "y_label": text(ax.get_ylabel()),
            "series": series[:MAX_SERIES],
        }

    def series(self, kind, label, xs, ys):
        xs, ys = list(xs), list(ys)
        label = "" if str(label).startswith("_") else text(label)
        count = min(len(xs), len(ys))
        kept = max(0, min(count, MAX_POINTS, self.left))
        self.left -= kept
        return {
            "kind": kind, "label": label, "points": count,
            "x": [plain(x) for x in xs[:kept]], "y": [plain(y) for y in ys[:kept]],
        }

    def lines(self, ax):
        caps = {id(cap) for container in ax.containers if type(container).__name__ == "ErrorbarContainer"
                for cap in (container.lines[1] or ())}
        for line in ax.lines[:MAX_SERIES * 4]:
            if id(line) in caps or not line.get_transform().contains_branch(ax.transData):
                continue
            kind = "scatter" if line.get_linestyle() in ("None", " ", "") else "line"
            series = self.series(kind, line.get_label(), self.values(line.get_xdata(orig=True)),
                                 self.values(line.get_ydata(orig=True)))
            # Seaborn draws error bars of nothing.
            if any(y is not None for y in series["y"]):
                yield series

    @staticmethod
    def values(data):
        import numpy as np

        return np.ravel(np.ma.filled(np.ma.asarray(data, dtype=object), np.nan)) if np.ma.isMaskedArray(data) \
            else np.ravel(np.asarray(data))

    @staticmethod
    def tick_names(axis):
        labels = (label.get_text() for label in axis.get_ticklabels())
        return {round(float(at), 6): name for at, name in zip(axis.get_ticklocs(), labels) if name}

    def bars(self, ax):
        for container in ax.containers:
            if type(container).__name__ != "BarContainer" or not container.patches:
                continue
            patches = container.patches
            across = getattr(container, "orientation", "vertical") == "horizontal"
            if across:
                at = [p.get_y() + p.get_height() / 2 for p in patches]
                edges = [(p.get_y(), p.get_y() + p.get_height()) for p in patches]
                sizes = [p.get_width() for p in patches]
            else:
                at = [p.get_x() + p.get_width() / 2 for p in patches]
                edges = [(p.get_x(), p.get_x() + p.get_width()) for p in patches]
                sizes = [p.get_height() for p in patches]
            touching = len(edges) > 2 and all(math.isclose(a[1], b[0], abs_tol=1e-9) for a, b in zip(edges, edges[1:]))
            names = {} if touching else self.tick_names(ax.yaxis if across else ax.xaxis)
            kind = "histogram" if touching else "bar"
            yield self.series(kind, container.get_label(), [names.get(round(float(x), 6), x) for x in at], sizes)

    def wedges(self, ax):
        wedges = [p for p in ax.patches if type(p).__name__ == "Wedge"]
        if wedges:
            shares = [round((w.theta2 - w.theta1) / 3.6, 2) for w in wedges]
            names = ["" if w.get_label().startswith("_") else w.get_label() for w in wedges]
            yield self.series("pie", "", names, shares)

    def collections(self, ax):
        for collection in ax.collections[:MAX_SERIES * 4]:
            name = type(collection).__name__
            if name == "PathCollection":
                offsets = collection.get_offsets()
                yield self.series("scatter", collection.get_label(), offsets[:, 0], offsets[:, 1])
            elif name == "QuadMesh":
                yield self.series("heatmap", collection.get_label(), [], [])
            elif name in ("PolyCollection", "FillBetweenPolyCollection"):
                yield self.series("area", collection.get_label(), [], [])

    def images(self, ax):
        for image in ax.images:
            yield self.series("image", image.get_label(), [], [])


class Stage:
    """Remembers the picture that the program meant to show, even if it closes or clears the figure afterwards."""

    def __init__(self, limits):
        self.limits = limits
        self.shown = None
        self.saves = 0
        self.owner = os.getpid()
        self.warnings = []

    def install(self, plt, Figure):
        stage = self

        def savefig(figure, fname=None, *args, **kwargs):
            png = stage.capture(figure, kwargs)
            stage.saves += 1
            try:
                if hasattr(fname, "write"):
                    fname.write(png)
                elif fname is not None:
                    with open(os.path.basename(os.fspath(fname)), "wb") as file:
                        file.write(png)
            except (OSError, TypeError, ValueError):
                # Where the program wanted its file is of no interest; the picture leaves by another way.
                pass

        def show(*args, **kwargs):
            figure = stage.current(plt)
            if figure is not None:
                stage.capture(figure, {})

        Figure.savefig = savefig
        Figure.show = lambda figure, *args, **kwargs: stage.capture(figure, {})
        plt.show = show

    @staticmethod
    def drawn(figure):
        if figure.texts or figure.images or figure.patches or figure.lines or figure.artists:
            return True
        return any(ax.has_data() or ax.texts or ax.tables or ax.artists for ax in figure.get_axes())

    def current(self, plt):
        numbers = plt.get_fignums()
        if not numbers:
            return None
        active = plt.gcf()
        others = [plt.figure(number) for number in reversed(numbers)]
        plt.figure(active.number)
        return next((figure for figure in [active] + others if self.drawn(figure)), None)

    def resolution(self, figure, wanted):
        width, height = (float(side) for side in figure.get_size_inches())
        longest = max(width, height)
        if not (math.isfinite(longest) and min(width, height) > 0):
            raise FigureTooLarge("the figure's size must be finite and positive")
        try:
            dpi = min(300.0, max(50.0, float(wanted)))
        except (TypeError, ValueError):
            dpi = float(DEFAULT_DPI)
        largest = self.limits["max_side"] / longest
        if largest < 40:
            raise FigureTooLarge(
                "a figure of %g x %g inches is too large; keep each side under %d inches"
                % (width, height, self.limits["max_side"] // 40))
        return min(dpi, largest)

    def capture(self, figure, kwargs):
        if not self.drawn(figure):
            return b""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            png = self.render(figure, kwargs)
        self.warnings = [str(w.message) for w in caught]
        self.shown = (png, Describer().figure(figure))
        return png

    def render(self, figure, kwargs):
        figure = figure.get_figure(root=True) if hasattr(figure, "get_figure") else figure
        dpi = self.resolution(figure, kwargs.get("dpi"))
        before = figure.dpi
        figure.dpi = dpi
        try:
            figure.draw_without_rendering()
            # Labels that stick out are kept, unless something lies absurdly far outside.
            tight = figure.get_tightbbox().padded(0.1)
            width, height = figure.get_size_inches()
            fits = (0 < tight.width <= max(1.5 * width, width + 3) and 0 < tight.height <= max(1.5 * height, height + 3)
                    and max(tight.width, tight.height) * dpi <= self.limits["max_side"])
            face = {"facecolor": kwargs["facecolor"]} if kwargs.get("facecolor") is not None else {}
            buffer = io.BytesIO()
            figure.canvas.print_figure(buffer, format="png", dpi=dpi, bbox_inches=tight if fits else None, **face)
            return buffer.getvalue()
        finally:
            figure.dpi = before


def missing_glyphs(messages):
    found = []
    for message in messages:
        if message.startswith("Glyph ") and "missing from" in message:
            code = message.split()[1]
            if code.isdigit() and chr(int(code)) not in found:
                found.append(chr(int(code)))
    if not found:
        return []
    some = ", ".join(found[:10]) + (", ..." if len(found) > 10 else "")
    return ["No installed font has these characters, which are shown as boxes: " + some]


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


def use_fallback_fonts(matplotlib):
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    present = [name for name in FALLBACK_FONTS if name in installed]
    if present:
        matplotlib.rcParams["font.family"] = ["DejaVu Sans"] + present


def run(source, stage):
    code = compiled(source)
    import matplotlib
    import matplotlib.pyplot as plt
    import numpy as np
    from matplotlib.figure import Figure

    use_fallback_fonts(matplotlib)
    stage.install(plt, Figure)
    names = {"__name__": "__main__", "plt": plt, "np": np}
    # Half of the start-up time; only for programs that name them.
    if "pd" in source or "sns" in source:
        import pandas

        names["pd"] = pandas
    if "sns" in source:
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


def main():
    control = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    limits = json.loads(read_part(sys.stdin.buffer))
    source = read_part(sys.stdin.buffer).decode("utf-8")
    os.makedirs(limits["work"], exist_ok=True)
    os.chdir(limits["work"])
    limit(limits)
    write_all(control, READY)
    stage = Stage(limits)
    try:
        run(source, stage)
    except BaseException as error:
        if os.getpid() != stage.owner:
            os._exit(1)
        answer(control, failure(error))
        return
    if stage.shown is None:
        answer(control, {"status": "no_output"})
        return
    png, data = stage.shown
    notes = missing_glyphs(stage.warnings)
    if stage.saves > 1:
        notes.append("The program saved %d pictures; the last one is shown." % stage.saves)
    answer(control, {"status": "ok", "warnings": notes, "data": data}, png)


main()
# Threads and exit handlers of the program must not hold the answer up.
os._exit(0)
