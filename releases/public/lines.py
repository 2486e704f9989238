"""The lines that stand around a release's text where there is no page: the same in every plain form of it."""

from django.utils.translation import gettext as _

from releases.embargo import label
from releases.models import Edition


def release_line(edition: Edition) -> str:
    """Return what stands first, in capitals, as press practice has it."""
    return _("WITHDRAWN") if edition.is_withdrawn else _("FOR IMMEDIATE RELEASE")


def facts(edition: Edition) -> list[str]:
    """Return when it was issued, what kind of document it is, and its number where it has one."""
    issued = label(edition.issued_at, edition.zone) if edition.issued_at else ""
    number = _("Release No. %(number)s") % {"number": edition.number} if edition.number else ""
    return [line for line in (issued, edition.kind_label, number) if line]


def contacts(edition: Edition) -> list[str]:
    """Return a line for each media contact."""
    return [_("Media contact: %(contact)s") % {"contact": said} for said in edition.contact_lines]


def speakers(edition: Edition) -> list[str]:
    """Return a line for each who speaks: name and title."""
    return [", ".join(word for word in (one["name"], one["title"]) if word) for one in edition.speakers]


def since(edition: Edition) -> str:
    """Return when this edition came to stand at its address."""
    return label(edition.public_from, edition.zone) if edition.public_from else ""


def notices(edition: Edition) -> list[str]:
    """Return what a reader must know before the text: that it was withdrawn, or corrected, or redacted."""
    said = []
    if edition.is_withdrawn:
        told = {"moment": since(edition), "notice": edition.withdrawal_notice}
        said.append(_("WITHDRAWN %(moment)s: %(notice)s") % told)
    elif edition.updated_note:
        told = {"moment": label(edition.updated_at, edition.zone), "note": edition.updated_note}
        said.append(_("CORRECTED %(moment)s: %(note)s") % told)
    return [*said, edition.redaction_mark] if edition.is_redacted else said
