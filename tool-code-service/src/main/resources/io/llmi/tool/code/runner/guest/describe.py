"""Reads the drawn data back from a figure."""

import math

MAX_AXES = 16
MAX_SERIES = 24
MAX_POINTS = 1000
MAX_POINTS_IN_ALL = 4000
MAX_TEXT = 200


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

    @staticmethod
    def bar_labels(ax, containers):
        """Seaborn names bars of several colours in the legend alone, in their order."""
        legend = ax.get_legend()
        named = [entry.get_text() for entry in legend.get_texts()] if legend else []
        own = [container.get_label() for container in containers]
        return named if len(named) == len(own) and all(label.startswith("_") for label in own) else own

    @staticmethod
    def name_at(names, x):
        """Of the category that a bar stands in; bars side by side stand beside its middle."""
        near = min(names, key=lambda at: abs(at - x), default=None)
        if near is None or abs(near - x) >= 0.5:
            return x
        try:
            # A tick that says where it is names no category.
            is_scale = math.isclose(float(names[near].replace("\u2212", "-")), near, abs_tol=1e-6)
        except ValueError:
            is_scale = False
        return x if is_scale and not math.isclose(near, x, abs_tol=1e-6) else names[near]

    def bars(self, ax):
        containers = [c for c in ax.containers if type(c).__name__ == "BarContainer" and c.patches]
        for container, label in zip(containers, self.bar_labels(ax, containers)):
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
            yield self.series(kind, label, [self.name_at(names, float(x)) for x in at], sizes)

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
