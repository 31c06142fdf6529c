"""Takes the picture that a program meant to show."""

import math
import os
import warnings

from guest import fonts, raster
from guest.describe import Describer

DEFAULT_DPI = 150


class FigureTooLarge(Exception):
    pass


def keep(name, picture):
    """Neither follows a link nor waits for a reader."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK
    with open(os.open(name, flags, 0o644), "wb") as file:
        picture.write(file)


class Stage:
    """Remembers the picture that the program meant to show, even if it closes or clears the figure afterwards."""

    def __init__(self, limits):
        self.limits = limits
        self.shown = None
        self.captured = None
        self.saves = 0
        self.owner = os.getpid()
        self.notes = []

    def install(self, plt, Figure):
        stage = self

        def savefig(figure, fname=None, *args, **kwargs):
            picture = stage.capture(figure, kwargs)
            stage.saves += 1
            try:
                if hasattr(fname, "write"):
                    picture.write(fname)
                elif fname is not None:
                    keep(os.path.basename(os.fspath(fname)), picture)
            except (OSError, TypeError, ValueError):
                # Where the program wanted its file is of no interest; the picture leaves by another way.
                pass

        def show(*args, **kwargs):
            figure = stage.current(plt)
            # Most programs save and then show.
            if figure is not None and (figure is not stage.captured or figure.stale):
                stage.capture(figure, {})

        from matplotlib.backend_bases import FigureCanvasBase

        Figure.savefig = savefig
        Figure.show = lambda figure, *args, **kwargs: stage.capture(figure, {})
        plt.show = show
        # Ends each pyplot.savefig, for a window that would show the figure: a whole drawing that nobody sees.
        FigureCanvasBase.draw_idle = lambda canvas, *args, **kwargs: None

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
            return raster.NOTHING
        figure = figure.get_figure(root=True) if hasattr(figure, "get_figure") else figure
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            picture = self.render(figure, kwargs, caught)
        self.notes = fonts.notes(figure, fonts.missing(str(w.message) for w in caught))
        self.shown = (picture, Describer().figure(figure))
        self.captured = figure
        # From here on a change shows.
        figure.stale = False
        return picture

    def render(self, figure, kwargs, caught):
        dpi = self.resolution(figure, kwargs.get("dpi"))
        before = figure.dpi, figure.get_facecolor()
        figure.dpi = dpi
        if kwargs.get("facecolor") not in (None, "auto"):
            figure.set_facecolor(kwargs["facecolor"])
        try:
            picture = raster.picture(figure, self.limits["max_side"])
            lacking = fonts.missing(str(w.message) for w in caught)
            if lacking and fonts.rescue(figure, lacking):
                caught.clear()
                picture = raster.picture(figure, self.limits["max_side"])
            return picture
        finally:
            figure.dpi = before[0]
            figure.set_facecolor(before[1])
