"""Draws the logo of the demonstration's agency: a light over two waves, and the name beside it."""

import struct
import zlib
from typing import Final

from PIL import Image, ImageDraw, ImageFont

_SIZE: Final = (960, 192)
_SEA: Final = {False: (11, 90, 107, 255), True: (126, 203, 219, 255)}
_LAMP: Final = {False: (178, 84, 0, 255), True: (255, 190, 92, 255)}
_BEAMS: Final = ((-80, -36), (-90, -4), (80, -36), (90, -4))


def drawn(name: str, *, on_black: bool = False) -> bytes:
    """Return the logo as a PNG with a transparent background, in colours for white paper or for black."""
    image = Image.new("RGBA", _SIZE, (0, 0, 0, 0))
    pen, sea, lamp = ImageDraw.Draw(image), _SEA[on_black], _LAMP[on_black]
    for across, down in _BEAMS:
        pen.line((96 + across * 0.35, 44 + down * 0.35, 96 + across, 44 + down), fill=lamp, width=8)
    pen.rectangle((82, 28, 110, 56), fill=lamp)
    pen.polygon(((78, 64), (114, 64), (128, 140), (64, 140)), fill=sea)
    for top in (140, 162):
        for left in range(8, 184, 44):
            pen.arc((left, top - 12, left + 44, top + 16), 20, 160, fill=sea, width=9)
    pen.text((216, 96), name, font=_font(name), fill=sea, anchor="lm", stroke_width=1)
    return _png(image)


def _font(name: str) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font, as large as the name has room."""
    size = 84
    while size > 24 and ImageFont.load_default(size).getlength(name) > _SIZE[0] - 232:
        size -= 2
    return ImageFont.load_default(size)


def _png(image: Image.Image) -> bytes:
    """Write pixels as a PNG (https://www.w3.org/TR/png-3/): eight bits a channel, no filter."""
    width, height = image.size
    pixels, line = image.tobytes(), 4 * width
    rows = b"".join(b"\x00" + pixels[start : start + line] for start in range(0, len(pixels), line))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
