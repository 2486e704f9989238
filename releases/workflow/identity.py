"""Whose newsroom this is: its words, its colours as far as they can be read, where else it is found, and its logo."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from django.db import models, transaction
from django.utils.translation import gettext as _

from releases import clock, contrast, richtext
from releases.models import Logo, Newsroom, Person
from releases.workflow import pictures
from releases.workflow.entries import only_administrators, save_entry
from releases.workflow.record import bump_generation, record
from releases.workflow.refusal import Reason, Refused

MOST_LINKS: Final = 10
LONGEST_NAME: Final = 40
LONGEST_ADDRESS: Final = 300
_PLACES: Final = ("logo", "logo_dark")


def save_identity(*, actor: Person, newsroom: Newsroom) -> Newsroom:
    """Save whose newsroom this is, and when that changed; the logo stays as it is.

    Raises Refused where a colour can't be read on the pages, or a link is none: reasons about the colours are at the
    fields of their names, those about the third link at `links-2`.
    """
    with transaction.atomic():
        only_administrators(actor=actor)
        before = Newsroom.objects.select_for_update().get(pk=1)
        newsroom.pk, newsroom.changed_at = 1, clock.now()
        newsroom.logo_id, newsroom.logo_dark_id, newsroom.logo_alt = (
            before.logo_id,
            before.logo_dark_id,
            before.logo_alt,
        )
        reasons = [*_read_colours(newsroom), *_read_links(newsroom)]
        if reasons:
            raise Refused(reasons)
        save_entry(actor=actor, entry=newsroom, before=before)
        return newsroom


def save_logo(*, actor: Person, alt: str, pictures_of: Mapping[str, bytes | None]) -> Newsroom:
    """Save the logo's words and, where given, its pictures: `logo`, and `logo_dark` for dark pages.

    The bytes of a file replace a picture, None takes it away, and one that is not named stays. Raises Refused, with the
    reasons about a file at its name.
    """
    with transaction.atomic():
        only_administrators(actor=actor)
        newsroom: Newsroom = Newsroom.objects.select_for_update().get(pk=1)
        before = {name: getattr(newsroom, name) for name in ("logo_id", "logo_dark_id", "logo_alt")}
        reasons: list[Reason] = []
        newsroom.logo_alt = richtext.plain(alt).strip()
        if len(newsroom.logo_alt) > _longest(newsroom, "logo_alt"):
            reasons.append(Reason(_("Say it in 150 characters or less: it is read out on every page."), "alt"))
        for place in _PLACES:
            if place in pictures_of:
                _put(newsroom, place, pictures_of[place], reasons)
        if newsroom.logo_dark_id and not newsroom.logo_id:
            reasons.append(
                Reason(_("There is a logo for dark pages and none for the others. Choose one for these too."), "logo")
            )
        if reasons:
            # Also takes back the rows of pictures that were fit.
            raise Refused(reasons)
        changed = [name.removesuffix("_id") for name, value in before.items() if getattr(newsroom, name) != value]
        if changed:
            newsroom.changed_at = clock.now()
            newsroom.save()
            Logo.objects.exclude(pk__in=Logo.objects.shown().values("pk")).delete()
            detail = {"id": str(newsroom.pk), "fields": changed}
            record(what="newsroom_saved", actor=actor, at=newsroom.changed_at, detail=detail)
            bump_generation()
        return newsroom


def _put(newsroom: Newsroom, place: str, data: bytes | None, reasons: list[Reason]) -> None:
    if data is None:
        setattr(newsroom, place, None)
        return
    try:
        picture = pictures.read(data)
    except pictures.Unfit as unfit:
        reasons.append(Reason(str(unfit), place))
        return
    facts = {
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "data": picture.data,
    }
    row, _is_new = Logo.objects.get_or_create(digest=picture.digest, defaults=facts)
    setattr(newsroom, place, row)


def _read_colours(newsroom: Newsroom) -> Iterator[Reason]:
    """Write the colours in one way; say of each that is none, or can't be read, what would do."""
    for field in ("accent", "accent_dark", "band"):
        typed = getattr(newsroom, field).strip()
        colour = contrast.read(typed) if typed else ""
        if colour is None:
            yield Reason(
                _("“%(typed)s” is no colour that can be read here. Write # and six digits or letters a to f: #14345a.")
                % {"typed": typed},
                field,
            )
            continue
        setattr(newsroom, field, colour)
        ground = contrast.DARK if field == "accent_dark" else contrast.LIGHT
        if colour and field != "band" and not contrast.passes(colour, ground):
            yield Reason(_too_faint(colour, ground), field)


def _too_faint(colour: str, ground: contrast.Ground) -> str:
    said = (
        _(
            "%(colour)s has a contrast of %(ratio)s to 1 on dark pages; words and links need 4.5 to 1, or many people "
            "cannot read them. The nearest colour of the same hue that can be read is %(nearest)s."
        )
        if ground is contrast.DARK
        else _(
            "%(colour)s has a contrast of %(ratio)s to 1 on light pages; words and links need 4.5 to 1, or many people "
            "cannot read them. The nearest colour of the same hue that can be read is %(nearest)s."
        )
    )
    # Cut, not rounded: 4.46 must not be called 4.5.
    shown = int(contrast.weakest(colour, ground) * 10) / 10
    return said % {"colour": colour, "ratio": shown, "nearest": contrast.nearest(colour, ground)}


def _read_links(newsroom: Newsroom) -> Iterator[Reason]:
    """Write the links in one way; a row without a word in it is none."""
    rows: Sequence[Mapping[str, str]] = newsroom.links
    tidy = [{name: richtext.plain(row.get(name, "")).strip() for name in ("name", "url")} for row in rows]
    if sum(any(row.values()) for row in tidy) > MOST_LINKS:
        yield Reason(_("At most %(most)d links fit in the foot of a page.") % {"most": MOST_LINKS}, "links")
    for number, row in enumerate(tidy):
        if wrong := _wrong_with(row, tidy[:number]):
            yield Reason(wrong, f"links-{number}")
    newsroom.links = [row for row in tidy if any(row.values())]


def _wrong_with(row: Mapping[str, str], earlier: Sequence[Mapping[str, str]]) -> str:
    """Return what keeps a row from being a link; nothing where it is one, or empty."""
    name, url = row["name"], row["url"]
    if not name and not url:
        return ""
    if not url:
        return _("“%(name)s” has no address. Add it, or empty the row.") % {"name": name}
    if not name:
        return _("Say what is at %(url)s: “Mastodon”, “Video channel”.") % {"url": url}
    if len(name) > LONGEST_NAME or len(url) > LONGEST_ADDRESS:
        told = {"name": LONGEST_NAME, "url": LONGEST_ADDRESS}
        return _("A name has at most %(name)d characters, an address %(url)d.") % told
    if not _is_address(url):
        return _("“%(url)s” is no address that starts with https:// and names a host.") % {"url": url}
    if any(one["url"] == url for one in earlier):
        return _("This address stands in another row already.")
    return ""


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.hostname or ""
    is_host = "." in host.strip(".") and all(one.isalnum() or one in "-." for one in host)
    whole = not any(one.isspace() or one in '<>"\\^`{|}' for one in url)
    return parts.scheme == "https" and is_host and port_is_one and whole and "@" not in parts.netloc


def _longest(entry: models.Model, field: str) -> int:
    return int(getattr(entry._meta.get_field(field), "max_length", 0))
