"""The tables, one file each. Staff tables and public tables meet only in the workflow."""

from releases.models.address import Address
from releases.models.buffer import Buffer
from releases.models.bundle import Bundle, BundleMember
from releases.models.calendar_link import CalendarLink
from releases.models.contact import Contact
from releases.models.content import Content, Kind
from releases.models.edition import Edition, EditionOffice, EditionTopic
from releases.models.event import Event
from releases.models.guesses import Guesses, GuessSalt, GuessSource
from releases.models.imported_item import ImportedItem
from releases.models.indexed import Indexed
from releases.models.intake_source import IntakeSource
from releases.models.link_answer import LinkAnswer
from releases.models.logo import Logo
from releases.models.newsroom import Generation, Newsroom
from releases.models.notice import LiftsTold, MailState, Notice, NoticeChoice, NoticeKind, Pace
from releases.models.office import Office, OfficeSlug
from releases.models.person import Membership, Person, Role
from releases.models.presence import Presence
from releases.models.preview_link import PreviewLink
from releases.models.redaction import Redaction
from releases.models.release import AccessLimit, ContactLine, Release, ReleaseOffice, ReleaseTopic, Speaker
from releases.models.remark import Remark
from releases.models.revision import Revision
from releases.models.topic import Topic, TopicSlug
from releases.models.translation import Translation, TranslationQuerySet

__all__ = [
    "AccessLimit",
    "Address",
    "Buffer",
    "Bundle",
    "BundleMember",
    "CalendarLink",
    "Contact",
    "ContactLine",
    "Content",
    "Edition",
    "EditionOffice",
    "EditionTopic",
    "Event",
    "Generation",
    "GuessSalt",
    "GuessSource",
    "Guesses",
    "ImportedItem",
    "Indexed",
    "IntakeSource",
    "Kind",
    "LiftsTold",
    "LinkAnswer",
    "Logo",
    "MailState",
    "Membership",
    "Newsroom",
    "Notice",
    "NoticeChoice",
    "NoticeKind",
    "Office",
    "OfficeSlug",
    "Pace",
    "Person",
    "Presence",
    "PreviewLink",
    "Redaction",
    "Release",
    "ReleaseOffice",
    "ReleaseTopic",
    "Remark",
    "Revision",
    "Role",
    "Speaker",
    "Topic",
    "TopicSlug",
    "Translation",
    "TranslationQuerySet",
]
