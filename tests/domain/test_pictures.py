"""A logo is a picture and nothing else: looked at, made small, drawn anew without what the file carried along."""

import struct
import zlib
from io import BytesIO
from typing import Any, Final

import pytest
from PIL import Image, PngImagePlugin

from releases.workflow import pictures

SECRET: Final = "Taken at 51.5N by Wren"


def picture(form: str = "PNG", size: tuple[int, int] = (400, 100), mode: str = "RGB", **how: Any) -> bytes:
    kept = BytesIO()
    Image.new(mode, size, 40).save(kept, form, **how)
    return kept.getvalue()


def _bomb(width: int, height: int) -> bytes:
    """A few bytes that say they unfold into a picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("form", "kept"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "png"), ("GIF", "png")])
def test_what_browsers_and_feeds_show_is_kept(form: str, kept: str) -> None:
    made = pictures.read(picture(form))
    assert (made.media_type, made.width, made.height) == (f"image/{kept}", 400, 100)
    assert Image.open(BytesIO(made.data)).format == kept.upper()


def test_a_large_one_is_made_small_in_its_own_shape() -> None:
    made = pictures.read(picture(size=(4000, 400)))
    assert (made.width, made.height) == (960, 96)
    assert len(made.data) <= pictures.MOST_KEPT


def test_nothing_comes_along_but_pixels() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET)
    exif = Image.Exif()
    exif[0x010E] = SECRET
    behind = b"<script>alert(1)</script>"
    for given in (
        picture(pnginfo=words, icc_profile=b"profile" + SECRET.encode()),
        picture("JPEG", exif=exif, comment=SECRET.encode()),
        picture() + behind,
    ):
        made = pictures.read(given)
        assert SECRET.encode() not in made.data
        assert behind not in made.data
        assert not Image.open(BytesIO(made.data)).info.keys() & {"Comment", "icc_profile", "exif", "comment"}


def test_a_picture_that_lies_on_its_side_is_stood_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = pictures.read(picture("JPEG", size=(100, 60), exif=exif))
    assert (made.width, made.height) == (60, 100)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Export it as a PNG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE svg>\n<SVG/>", "Export it as a PNG"),
        (b"%PDF-1.7", "no PNG, JPEG, WebP or GIF"),
        (b"", "no PNG, JPEG, WebP or GIF"),
        (picture("BMP"), "no PNG, JPEG, WebP or GIF"),
        (picture(size=(300, 300))[:-60], "damaged or cut off"),
        (_bomb(30_000, 30_000), "million pixels"),
        (_bomb(9_000, 9_000), "million pixels"),
        (picture(size=(400, 8)), "at least 16"),
        (picture(size=(4000, 17)), "long and thin"),
        (bytes(pictures.MOST_BYTES + 1), "at most 4 MB"),
    ],
)
def test_what_cannot_be_a_logo_is_refused_with_a_way_out(given: bytes, said: str) -> None:
    with pytest.raises(pictures.Unfit, match=said):
        pictures.read(given)


def test_what_stays_heavy_is_not_sent_to_every_reader() -> None:
    noise = Image.effect_noise((960, 192), 200).convert("RGB")
    kept = BytesIO()
    Image.merge("RGB", [Image.effect_noise((960, 192), 200) for _band in noise.getbands()]).save(kept, "PNG")
    with pytest.raises(pictures.Unfit, match="simpler drawing"):
        pictures.read(kept.getvalue())
