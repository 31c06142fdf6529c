"""Finds fonts for what the usual one lacks, and says what no font has."""

import logging
import os
import unicodedata

# Tried first, in this order; then whatever else is installed.
PREFERRED = (
    "Noto Sans CJK", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR", "Source Han Sans", "WenQuanYi", "Droid Sans Fallback",
    "Noto Sans", "Noto Emoji", "Symbola", "FreeSans", "Unifont",
)
MAX_TRIED = 200
# Scripts whose letters change with their neighbours, beside those written from right to left.
SHAPED = ((0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x17FF))


def refresh(manager):
    """Adds fonts that were installed after the list was made, and takes out those that are gone."""
    from matplotlib import font_manager

    # Names each font that a program asks for in vain, again and again; what comes of it is seen in the picture.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    manager.ttflist = [font for font in manager.ttflist if os.path.exists(font.fname)]
    known = {font.fname for font in manager.ttflist}
    for directory in font_manager.X11FontDirectories:
        for path in font_manager.list_fonts(directory, ["ttf", "ttc", "otf"]) if os.path.isdir(directory) else ():
            if path not in known:
                try:
                    manager.addfont(path)
                except Exception:
                    # A file that is no font that matplotlib can read is left out, as matplotlib's own search does.
                    continue


def missing(messages):
    """The characters that matplotlib warned of, each once."""
    found = []
    for message in messages:
        if message.startswith("Glyph ") and "missing from" in message:
            code = message.split()[1]
            if code.isdigit() and chr(int(code)) not in found:
                found.append(chr(int(code)))
    return found


def rescue(figure, characters):
    """Gives the figure's texts further fonts that have the characters; whether any was found."""
    import matplotlib
    from matplotlib.text import Text

    families = families_with(characters)
    if not families:
        return False
    matplotlib.rcParams["font.family"] = list(matplotlib.rcParams["font.family"]) + families
    for text in figure.findobj(Text):
        text.set_fontfamily(list(text.get_fontfamily()) + families)
    return True


def families_with(characters):
    from matplotlib import font_manager

    fonts = {font.name: font.fname for font in font_manager.fontManager.ttflist if font.style == "normal"}

    def rank(name):
        return next((i for i, start in enumerate(PREFERRED) if name.startswith(start)), len(PREFERRED)), name

    left, families = {ord(character) for character in characters}, []
    for name in sorted(fonts, key=rank)[:MAX_TRIED]:
        covered = left & charmap(fonts[name])
        if covered:
            families.append(name)
            left -= covered
        if not left:
            break
    return families


def charmap(path):
    from matplotlib import ft2font

    try:
        font = ft2font.FT2Font(path)
        # Fails for colour bitmaps, which matplotlib cannot draw.
        font.set_size(12, 72)
        return font.get_charmap().keys()
    except Exception:
        return frozenset()


def notes(figure, characters):
    """What a reader should know of the figure's texts, given the characters that stayed missing."""
    said = []
    if characters:
        some = ", ".join(characters[:10]) + (", ..." if len(characters) > 10 else "")
        said.append("No installed font has these characters, which are shown as boxes: " + some)
    if any(is_shaped(character) for text in texts(figure) for character in text if character > "\u0590"):
        said.append("Letters that join or run from right to left are drawn one by one, from left to right")
    return said


def texts(figure):
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text) if text.get_visible()]


def is_shaped(character):
    return unicodedata.bidirectional(character) in ("R", "AL") or any(
        low <= ord(character) <= high for low, high in SHAPED)
