"""Keeps what matplotlib works out several times during one drawing: ticks, and the layout of texts.

A drawing asks each axis three or four times for its ticks and each text as often for its layout, half of its time. What
is kept is used again only within the same drawing or layout, and only while all that it was made from is the same.
"""

import functools

MISSING = object()


class Pass:
    """One drawing or layout; kept values of an earlier one are never used."""

    def __init__(self):
        self.depth = 0
        self.number = 0

    def within(self, function):
        @functools.wraps(function)
        def passing(*args, **kwargs):
            if self.depth == 0:
                self.number += 1
            self.depth += 1
            try:
                return function(*args, **kwargs)
            finally:
                self.depth -= 1

        return passing

    def kept(self, function, key):
        """@key: what the function's value depends on, given its arguments"""

        @functools.wraps(function)
        def keeping(owner, *args):
            if self.depth == 0:
                return function(owner, *args)
            now = (self.number, *key(owner, *args))
            last, value = owner.__dict__.get(name, (None, MISSING))
            if last != now:
                value = function(owner, *args)
                owner.__dict__[name] = (now, value)
            return value

        name = "_kept_" + function.__name__
        return keeping


def install():
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    one = Pass()
    Figure.draw = one.within(Figure.draw)
    Figure.tight_layout = one.within(Figure.tight_layout)
    Axis._update_ticks = one.kept(Axis._update_ticks, ticks_depend_on)
    Text._get_layout = one.kept(Text._get_layout, layout_depends_on)


def ticks_depend_on(axis):
    figure = axis.get_figure(root=True)
    return (*axis.get_view_interval(), *axis.axes.bbox.bounds, figure.dpi, axis.get_major_locator(),
            axis.get_minor_locator(), axis.get_major_formatter(), axis.get_minor_formatter())


def layout_depends_on(text, renderer):
    return (renderer, renderer.dpi, text._text, hash(text._fontproperties), text.get_rotation(), text._rotation_mode,
            text._horizontalalignment, text._verticalalignment, text._multialignment, text._linespacing,
            text.get_wrap(), text._usetex, text._parse_math, text.get_figure(root=True).dpi)
