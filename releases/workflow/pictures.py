"""Makes a small, clean picture of whatever file is given as a logo, or says in a sentence why not.

The file is decoded and drawn anew: what it carried besides its pixels (place, camera, author, another format hidden
behind the first) does not come along.
"""

import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
# Of the file that comes in, in bytes; and of its picture, in pixels, before it is decoded: a file of a few kilobytes
# can unfold into gigabytes.
MOST_BYTES: Final = 4 * 1024 * 1024
MOST_PIXELS: Final = 25_000_000
# Of what is kept: three pixels for each of the 320 by 64 that the head of a page has for it.
WIDEST: Final = 960
HIGHEST: Final = 192
SMALLEST: Final = 16
MOST_KEPT: Final = 200 * 1024
_BROKEN: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError),
    *(struct.error, zlib.error, MemoryError),
)


class Unfit(Exception):
    """The file can't be the logo; the text is a sentence for whoever chose it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is kept and served: PNG, or JPEG where it came as one. Width and height in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()[:32]


def read(data: bytes) -> Picture:
    """Return the picture in this file, small and drawn anew. Raises Unfit."""
    if len(data) > MOST_BYTES:
        raise Unfit(too_heavy(len(data)))
    if _is_svg(data):
        raise Unfit(
            _(
                "This is an SVG: a drawing that can hold scripts and links of its own, so it is not shown from here. "
                "Export it as a PNG, about 1000 pixels wide and with a transparent background, and choose that."
            )
        )
    with _decoded(data) as image:
        is_photo = image.format == "JPEG"
        drawn = _drawn(image)
    kept = BytesIO()
    if is_photo:
        drawn.save(kept, "JPEG", quality=88, optimize=True)
    else:
        drawn.save(kept, "PNG", optimize=True)
    if kept.tell() > MOST_KEPT:
        raise Unfit(
            _(
                "Made small this picture still has %(size)d KB; at most %(most)d KB go to every reader. Choose a "
                "simpler drawing, or, for a photograph, a JPEG."
            )
            % {"size": kept.tell() // 1024, "most": MOST_KEPT // 1024}
        )
    return Picture(kept.getvalue(), "image/jpeg" if is_photo else "image/png", *drawn.size)


def too_heavy(size: int) -> str:
    """Return the sentence about a file of so many bytes."""
    return _("This file has %(size).1f MB; at most %(most)d MB are taken. Export it smaller.") % {
        "size": size / 1024**2,
        "most": MOST_BYTES // 1024**2,
    }


def _decoded(data: bytes) -> Image.Image:
    """Return the decoded picture of an allowed format and size; the size is looked at before the pixels are made."""
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unfit(_too_large()) from error
    except _BROKEN as error:
        raise Unfit(_("This is no PNG, JPEG, WebP or GIF. Choose a file of one of these.")) from error
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise Unfit(_too_large())
    if min(width, height) < SMALLEST:
        raise Unfit(
            _("This picture is %(width)d by %(height)d pixels; a logo needs at least %(least)d each way.")
            % {"width": width, "height": height, "least": SMALLEST}
        )
    try:
        image.load()
    except _BROKEN as error:
        raise Unfit(_("This picture is damaged or cut off. Open it in an image program and save it anew.")) from error
    return image


def _drawn(image: Image.Image) -> Image.Image:
    """Return the pixels alone, upright and small: no profile, no comment, no second frame."""
    upright = ImageOps.exif_transpose(image)
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    small = upright.convert(mode)
    small.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    if min(small.size) < SMALLEST:
        raise Unfit(_("This picture is so long and thin that nobody could read it in the head of a page."))
    return Image.frombytes(mode, small.size, small.tobytes())


def _is_svg(data: bytes) -> bool:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_gzipped = data[:2] == b"\x1f\x8b"  # as .svgz is
    return is_gzipped or (start.startswith(b"<") and b"<svg" in start)


def _too_large() -> str:
    return _("This picture has more than %(most)d million pixels. Export it about 1000 pixels wide.") % {
        "most": MOST_PIXELS // 1_000_000
    }
