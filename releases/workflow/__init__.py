"""THE ONLY WRITER of releases, revisions, editions, events, the directory and the newsroom's identity.

Every move is keyword-only and takes `actor`; it locks the row, *then* reads the clock, re-reads, checks the
table, the roles and the facts, collects every reason against it as a sentence, writes and records.
"""

from releases.workflow.access import break_access_limit, lift_access_limit, limit_access
from releases.workflow.archive import import_release
from releases.workflow.bundle_lift import order_bundle, publish_bundle, recall_bundle_order
from releases.workflow.bundle_time import reschedule_bundle
from releases.workflow.bundles import bundle_together, leave_bundle
from releases.workflow.calendar_links import (
    Subscribed,
    live_calendar_link,
    make_calendar_link,
    revoke_calendar_link,
)
from releases.workflow.checking import OVERRIDE, Checked, look, objections
from releases.workflow.contact_export import export_contacts
from releases.workflow.contact_import import Outdated, import_contacts
from releases.workflow.directory import remove_contact, save_contact, save_office, save_topic
from releases.workflow.drafts import Saved, restore, save_draft, start_draft
from releases.workflow.guesses import count_guesses, forget_guesses
from releases.workflow.identity import save_identity, save_logo
from releases.workflow.index import rebuild_search
from releases.workflow.limited_with import shown_in
from releases.workflow.link_answers import links_to_try, record_link
from releases.workflow.links import Given, give_preview_link, is_open, live_link, record_opening, revoke_preview_link
from releases.workflow.partners import partners
from releases.workflow.people import choose_language, save_person
from releases.workflow.publishing import correct, hold, publish, publish_in_emergency, reschedule
from releases.workflow.redaction import ask_redaction, redact
from releases.workflow.refusal import Reason, Refused, Stale
from releases.workflow.remarks import remark, reopen_remark, resolve_remark
from releases.workflow.replacing import Replaced, replace_contact
from releases.workflow.review import approve, gaps, review_emergency, send_back, submit, take_back
from releases.workflow.sending import Sent, send_notices
from releases.workflow.sources import open_question
from releases.workflow.telling import choose_notices, paces_of, see_notices
from releases.workflow.translating import (
    begin_translation,
    can_go_together,
    mark_up_to_date,
    save_translation,
)
from releases.workflow.unsaved import forget_typing, keep_typing, note_opening, note_presence
from releases.workflow.withdrawal import withdraw

__all__ = [
    "OVERRIDE",
    "Checked",
    "Given",
    "Outdated",
    "Reason",
    "Refused",
    "Replaced",
    "Saved",
    "Sent",
    "Stale",
    "Subscribed",
    "approve",
    "ask_redaction",
    "begin_translation",
    "break_access_limit",
    "bundle_together",
    "can_go_together",
    "choose_language",
    "choose_notices",
    "correct",
    "count_guesses",
    "export_contacts",
    "forget_guesses",
    "forget_typing",
    "gaps",
    "give_preview_link",
    "hold",
    "import_contacts",
    "import_release",
    "is_open",
    "keep_typing",
    "leave_bundle",
    "lift_access_limit",
    "limit_access",
    "links_to_try",
    "live_calendar_link",
    "live_link",
    "look",
    "make_calendar_link",
    "mark_up_to_date",
    "note_opening",
    "note_presence",
    "objections",
    "open_question",
    "order_bundle",
    "paces_of",
    "partners",
    "publish",
    "publish_bundle",
    "publish_in_emergency",
    "rebuild_search",
    "recall_bundle_order",
    "record_link",
    "record_opening",
    "redact",
    "remark",
    "remove_contact",
    "reopen_remark",
    "replace_contact",
    "reschedule",
    "reschedule_bundle",
    "resolve_remark",
    "restore",
    "review_emergency",
    "revoke_calendar_link",
    "revoke_preview_link",
    "save_contact",
    "save_draft",
    "save_identity",
    "save_logo",
    "save_office",
    "save_person",
    "save_topic",
    "save_translation",
    "see_notices",
    "send_back",
    "send_notices",
    "shown_in",
    "start_draft",
    "submit",
    "take_back",
    "withdraw",
]
