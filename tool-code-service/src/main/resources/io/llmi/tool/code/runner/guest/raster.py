"""Turns a figure into a picture, cut to what is drawn."""

import io
import struct
import zlib
from typing import NamedTuple

# In inches.
PADDING = 0.1
# Larger pictures are compressed, so that they fit the limit on output.
MAX_PLAIN_BYTES = 8 << 20
PIECE = 64 * 1024


class Picture(NamedTuple):
    """A PNG where there is no size, else pixels row by row: red, green, blue, opacity."""

    data: bytes
    size: tuple = None

    def write(self, file):
        """As a PNG."""
        if self.size is None:
            file.write(self.data)
        else:
            write_plain_png(file, self.data, *self.size)


NOTHING = Picture(b"")


def picture(figure, max_side):
    """Draws once where that is enough: matplotlib's own way of cutting measures everything first, at twice the cost."""
    pixels, inside = drawn(figure)
    if not inside:
        return with_what_sticks_out(figure, max_side)
    kept = cut(pixels, round(PADDING * figure.dpi))
    if kept.size > MAX_PLAIN_BYTES:
        return Picture(packed_png(kept))
    height, width, _ = kept.shape
    return Picture(kept.tobytes(), (width, height))


def drawn(figure):
    """Pixels, and whether nothing sticks out of them."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    whole = pixels.view(np.uint32)[:, :, 0]
    edges = (whole[0], whole[-1], whole[:, 0], whole[:, -1])
    plain = all((edge == whole[0, 0]).all() for edge in edges)
    return pixels, plain and within(figure, canvas.get_renderer())


def within(figure, renderer):
    """Whether what may lie wholly outside does not; all else that sticks out crosses the edge."""
    free = [*figure.texts, *figure.legends]
    for ax in figure.axes:
        free += [*ax.texts, *ax.tables, ax.title, ax._left_title, ax._right_title, ax.get_legend()]
        free += [axis.label for axis in ax._axis_map.values()]
    boxes = [artist.get_window_extent(renderer) for artist in free if artist is not None and artist.get_visible()]
    boxes += [ax.bbox for ax in figure.axes if ax.get_visible()]
    outer = figure.bbox
    return all(
        outer.x0 - 1 <= box.x0 and outer.y0 - 1 <= box.y0 and box.x1 <= outer.x1 + 1 and box.y1 <= outer.y1 + 1
        for box in boxes if box.width > 0 and box.height > 0)


def cut(pixels, padding):
    """Takes off what has the colour of the edge, but for a padding."""
    import numpy as np

    whole = pixels.view(np.uint32)[:, :, 0]
    inked = whole != whole[0, 0]
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not rows.size:
        return pixels
    return pixels[max(0, rows[0] - padding):rows[-1] + 1 + padding, max(0, columns[0] - padding):columns[-1] + 1 + padding]


def write_plain_png(file, data, width, height):
    """Without compression, which would cost as much as half of the drawing, and in pieces: fresh memory is slow."""
    import numpy as np

    def chunk(kind, content):
        file.write(struct.pack(">I", len(content)) + kind)
        file.write(content)
        file.write(struct.pack(">I", zlib.crc32(content, zlib.crc32(kind))))

    file.write(b"\x89PNG\r\n\x1a\n")
    chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    rows = np.frombuffer(data, np.uint8).reshape(height, 4 * width)
    step = max(1, PIECE // (4 * width))
    piece = np.zeros((step, 1 + 4 * width), np.uint8)
    packer = zlib.compressobj(0)
    for top in range(0, height, step):
        count = min(step, height - top)
        piece[:count, 1:] = rows[top:top + count]
        chunk(b"IDAT", packer.compress(piece[:count]))
    chunk(b"IDAT", packer.flush())
    chunk(b"IEND", b"")


def packed_png(pixels):
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, format="png", compress_level=1)
    return buffer.getvalue()


def with_what_sticks_out(figure, max_side):
    """Keeps labels outside the figure, unless something lies absurdly far away."""
    tight = figure.get_tightbbox().padded(PADDING)
    width, height = figure.get_size_inches()
    fits = (0 < tight.width <= max(1.5 * width, width + 3) and 0 < tight.height <= max(1.5 * height, height + 3)
            and max(tight.width, tight.height) * figure.dpi <= max_side)
    buffer = io.BytesIO()
    figure.canvas.print_figure(buffer, format="png", dpi=figure.dpi, bbox_inches=tight if fits else None,
                               facecolor=figure.get_facecolor(), pil_kwargs={"compress_level": 1})
    return Picture(buffer.getvalue())
