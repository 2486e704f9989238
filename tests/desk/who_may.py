"""The written table of who may do what on the desk and in previews: data alone, written from the design's words.

It knows nothing of `permissions`. The walker drives every route as everybody in every state and compares.
"""

from typing import Final, NamedTuple

WRITES: Final = frozenset({"writer"})
APPROVES: Final = WRITES | {"approver"}
PUBLISHES: Final = APPROVES | {"publisher"}
KEEPS: Final = frozenset({"administrator"})
NOTHING: Final = frozenset[str]()


class Actor(NamedTuple):
    """Somebody, seen from a release."""

    on_the_desk: bool  # may come in at all
    knows: bool  # of the release
    knows_limited: bool  # of the release once it is limited to the people who are named
    does: frozenset[str]  # the roles that count for this release: each includes those before it
    starts: bool  # may start a release for some office
    breaks: bool  # keeps people and directory for every office, and so may break a limit


#                                       desk   knows  limited  does       starts breaks
ACTORS: Final = {
    "anonymous":                    Actor(False, False, False, NOTHING,   False, False),
    "signed in without a role":     Actor(False, False, False, NOTHING,   False, False),
    "superuser without a role":     Actor(False, False, False, NOTHING,   False, False),
    "deactivated publisher":        Actor(False, False, False, NOTHING,   False, False),
    "writer":                       Actor(True,  True,  False, WRITES,    True,  False),
    "approver":                     Actor(True,  True,  False, APPROVES,  True,  False),
    "publisher":                    Actor(True,  True,  False, PUBLISHES, True,  False),
    "writer elsewhere":             Actor(True,  False, False, NOTHING,   True,  False),
    "approver elsewhere":           Actor(True,  False, False, NOTHING,   True,  False),
    "publisher elsewhere":          Actor(True,  False, False, NOTHING,   True,  False),
    "publisher of a joint office":  Actor(True,  True,  False, NOTHING,   True,  False),
    "administrator":                Actor(True,  True,  False, KEEPS,     False, True),
    "administrator of the office":  Actor(True,  True,  False, KEEPS,     False, False),
    "named writer":                 Actor(True,  True,  True,  WRITES,    True,  False),
    "named approver":               Actor(True,  True,  True,  APPROVES,  True,  False),
    "named publisher":              Actor(True,  True,  True,  PUBLISHES, True,  False),
    "named publisher elsewhere":    Actor(True,  False, False, NOTHING,   True,  False),
    "named administrator":          Actor(True,  True,  True,  KEEPS,     False, True),
}  # fmt: skip

# Which move needs which role, and in which states it is open.
# d s a: the text is a draft, submitted, approved. Beside them, approved: a correction waits; a text that went out
# in an emergency; and one whose redaction was asked for.
STATES: Final = {
    "draft, never public": 0, "submitted, never public": 1, "approved, never public": 2,
    "draft, scheduled": 3, "submitted, scheduled": 4, "approved, scheduled": 5,
    "draft, live": 6, "submitted, live": 7, "approved, live": 8,
    "draft, withdrawn": 9, "submitted, withdrawn": 10, "approved, withdrawn": 11,
    "correction approved, live": 12, "emergency, live": 13, "redaction asked, live": 14,
}  # fmt: skip

MOVES_TABLE: Final = """
                                never   scheduled  live    withdrawn   correction  emergency  redaction
                                d s a     d s a    d s a     d s a       waits     is live    is asked for
submit             writer       x . .     x . .    x . .     x . .         .          .          .
take_back          writer       . x .     . x .    . x .     . x .         .          .          .
send_back          approver     . x x     . x .    . x .     . x .         x          .          .
approve            approver     . x .     . x .    . x .     . x .         .          .          .
publish            publisher    . . x     . . .    . . .     . . .         .          .          .
correct            publisher    . . .     . . .    . . .     . . .         x          .          .
hold               publisher    . . .     x x x    . . .     . . .         .          .          .
reschedule         publisher    . . x     x x x    . . .     . . .         x          .          .
withdraw           publisher    . . .     . . .    x x x     x x x         x          x          x
emergency          publisher    x x x     x x x    x x .     x x .         x          .          .
review_emergency   approver     . . .     . . .    . . .     . . .         .          x          .
limit              writer       x x x     x x x    x x x     x x x         x          x          x
give_link          approver     x x x     x x x    x x x     x x x         x          x          x
ask_redaction      administrator x x x    x x x    x x x     x x x         x          x          x
redact             approver     . . .     . . .    . . .     . . .         .          .          x
"""
# Two moves have a rule that is not of this grid: a limit can be taken off where there is one; and whoever is named
# on a limited release and keeps the people may change who is named.
UNLIMIT_NEEDS: Final = "publisher"

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE")


class Page(NamedTuple):
    """Who may read a page of a release, who may post to it, and what every other method gets."""

    reads: str
    posts: str
    others: str


# “knows”: whoever knows of the release; for everybody else on the desk nothing is there (404). A role: whoever knows
# of it without the role is refused (403, or 409 to a post). “desk”: everybody on the desk. “nobody”: refused to all.
# “405”: not a method of this page. “page”: the method reads as GET does.
# “ties”: who writes for it says what it goes out together with; who chooses nothing is asked again (422).
# “speaks”: whoever knows of it makes a remark, or says that one is dealt with.
RELEASE_PAGES: Final = {
    #                                    reads       posts     others
    "admin:releases_release_change":      Page("knows",   "writer",  "page"),
    "admin:releases_release_history":     Page("knows",   "reads",   "page"),
    "admin:releases_release_delete":      Page("nobody",  "nobody",  "nobody"),
    "admin:releases_release_record":      Page("knows",   "405",     "405"),
    "admin:releases_release_compare":     Page("knows",   "405",     "405"),
    "admin:releases_release_together":    Page("knows",   "ties",    "405"),
    "admin:releases_release_source":      Page("knows",   "405",     "405"),
    "admin:releases_release_links":       Page("knows",   "405",     "405"),
    "admin:releases_release_translations": Page("knows",  "writer",  "405"),
    "admin:releases_release_remarks":        Page("knows", "speaks", "405"),
    "admin:releases_release_resolve_remark": Page("405",   "speaks", "405"),
    "admin:releases_release_reopen_remark":  Page("405",   "speaks", "405"),
    "admin:releases_release_restore":     Page("writer",  "writer",  "405"),
    "admin:releases_release_revoke_link": Page("405",     "writer",  "405"),
    "admin:releases_release_keep":        Page("405",     "writer",  "405"),
    "admin:releases_release_move":        Page("move",    "move",    "405"),
    "admin:releases_release_break_limit": Page("breaks",  "breaks",  "405"),
    "preview:working":                    Page("knows",   "405",     "405"),
    "preview:revision":                   Page("knows",   "405",     "405"),
    "preview:edition":                    Page("edition", "405",     "405"),
    "preview:copy":                       Page("token",   "token",   "405"),
}  # fmt: skip


class Other(NamedTuple):
    """A page that is no release's: who reads it and who posts to it, and what those get by GET, POST and the rest."""

    reads: str
    posts: str
    get: int
    post: int
    rest: int


# “open”: everybody. “desk”: everybody on the desk. “starts”: who writes for some office. “writes”: who writes for
# the office of what is posted; who starts for another is told so at the field (422). “keeps”: administrators of every
# office. Who is not on the desk is sent to the door (302; a post is given back with 401); who is on the desk and
# none of those is refused with 403. A rehearsal is a preview: its door takes no posts, and to people without a role it
# is not there.
OTHER_PAGES: Final = {
    #                                             reads     posts    GET  POST rest
    "admin:index":                          Other("desk",   "desk",   200, 200, 200),
    "admin:app_list":                       Other("desk",   "desk",   200, 200, 200),
    "admin:login":                          Other("open",   "open",   200, 200, 200),
    "admin:logout":                         Other("desk",   "desk",   405, 200, 405),
    "admin:resume":                         Other("open",   "open",   302, 302, 302),
    "admin:notices":                        Other("desk",   "desk",   200, 302, 405),
    "admin:notices_seen":                   Other("desk",   "desk",   405, 302, 405),
    "admin:password_change":                Other("desk",   "desk",   200, 302, 200),
    "admin:password_change_done":           Other("desk",   "desk",   200, 405, 405),
    "admin:autocomplete":                   Other("desk",   "desk",   200, 405, 405),
    "admin:jsi18n":                         Other("desk",   "desk",   200, 405, 405),
    "admin:catch_all":                      Other("desk",   "desk",   404, 404, 404),
    "admin:calendar":                       Other("desk",   "desk",   200, 405, 405),
    "admin:calendar_links":                 Other("desk",   "desk",   200, 200, 405),
    "admin:calendar_revoke":                Other("desk",   "desk",   405, 404, 405),
    "preview:calendar":                     Other("open",   "open",   200, 405, 405),
    "preview:rehearsal":                    Other("desk",   "desk",   200, 405, 405),
    "preview:rehearsal_front":              Other("desk",   "desk",   200, 405, 405),
    "admin:rehearse":                       Other("desk",   "desk",   200, 405, 405),
    "admin:help":                           Other("desk",   "desk",   200, 405, 405),
    "admin:help_topic":                     Other("desk",   "desk",   200, 405, 405),
    "admin:language":                       Other("desk",   "desk",   200, 302, 405),
    "admin:shortcuts":                      Other("desk",   "desk",   200, 405, 405),
    "admin:releases_release_changelist":    Other("desk",   "desk",   200, 200, 200),
    "admin:releases_release_add":           Other("starts", "writes", 200, 302, 200),
    "admin:releases_release_intake":         Other("starts", "starts", 200, 200, 200),
    "admin:releases_release_intake_check":   Other("starts", "writes", 302, 302, 302),
    "admin:releases_release_intake_several": Other("starts", "starts", 302, 200, 302),
    "admin:releases_release_keep_new":     Other("desk",   "starts", 405, 200, 405),
    "admin:releases_release_throw_away":   Other("desk",   "desk",   405, 302, 405),
    "admin:releases_release_limits":        Other("keeps",  "keeps",  200, 405, 405),
    "admin:releases_release_embargo_words": Other("desk",   "desk",   200, 405, 405),
    "admin:releases_office_changelist":     Other("desk",   "desk",   200, 200, 200),
    "admin:releases_office_add":            Other("keeps",  "keeps",  200, 302, 200),
    "admin:releases_office_change":         Other("desk",   "keeps",  200, 302, 200),
    "admin:releases_office_history":        Other("desk",   "desk",   200, 200, 200),
    "admin:releases_office_delete":         Other("nobody", "nobody", 403, 403, 403),
    "admin:releases_contact_changelist":    Other("desk",   "desk",   200, 200, 200),
    "admin:releases_contact_add":           Other("keeps",  "keeps",  200, 302, 200),
    "admin:releases_contact_change":        Other("desk",   "keeps",  200, 302, 200),
    "admin:releases_contact_history":       Other("desk",   "desk",   200, 200, 200),
    "admin:releases_contact_delete":        Other("keeps",  "keeps",  200, 302, 200),
    "admin:releases_contact_csv":           Other("desk",   "desk",   405, 200, 405),
    "admin:releases_contact_cards":         Other("desk",   "desk",   405, 200, 405),
    "admin:releases_contact_import":        Other("keeps",  "keeps",  200, 200, 405),
    "admin:releases_contact_replace":       Other("desk",   "desk",   200, 302, 405),
    "admin:releases_topic_changelist":      Other("desk",   "desk",   200, 200, 200),
    "admin:releases_topic_add":             Other("keeps",  "keeps",  200, 302, 200),
    "admin:releases_topic_change":          Other("desk",   "keeps",  200, 302, 200),
    "admin:releases_topic_history":         Other("desk",   "desk",   200, 200, 200),
    "admin:releases_topic_delete":          Other("nobody", "nobody", 403, 403, 403),
    "admin:releases_newsroom_changelist":   Other("desk",   "desk",   302, 302, 302),
    "admin:releases_newsroom_add":          Other("nobody", "nobody", 403, 403, 403),
    "admin:releases_newsroom_change":       Other("desk",   "keeps",  200, 302, 200),
    "admin:releases_newsroom_history":      Other("desk",   "desk",   200, 200, 200),
    "admin:releases_newsroom_logo":         Other("keeps",  "keeps",  200, 302, 405),
    "admin:releases_newsroom_sample":       Other("keeps",  "keeps",  200, 405, 405),
    "admin:releases_newsroom_delete":       Other("nobody", "nobody", 403, 403, 403),
    "admin:releases_person_changelist":     Other("keeps",  "keeps",  200, 200, 200),
    "admin:releases_person_add":            Other("keeps",  "keeps",  200, 302, 200),
    "admin:releases_person_change":         Other("keeps",  "keeps",  200, 302, 200),
    "admin:releases_person_history":        Other("keeps",  "keeps",  200, 200, 200),
    "admin:releases_person_delete":         Other("nobody", "nobody", 403, 403, 403),
}  # fmt: skip
# Django’s own class-based views say 200 to OPTIONS, take PUT for a post, and know no DELETE: nothing is done by any.
STOCK_VIEWS: Final = frozenset(
    f"admin:{name}" for name in ("login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n")
)
# Addresses without a name: Django's redirect from an entry's number to its page, which looks at nothing.
REDIRECTS: Final = ("release", "office", "contact", "topic", "newsroom", "person")
