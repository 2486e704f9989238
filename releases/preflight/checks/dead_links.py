"""Links that did not answer when they were last tried."""

from collections.abc import Iterator
from typing import Final

from releases.intake.sentence import Sentence
from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

# What a link answers in words, where it does not answer with a number.
ANSWERS: Final = (
    *(gettext_noop("no such host"), gettext_noop("no valid certificate"), gettext_noop("no answer")),
    *(gettext_noop("no address"), gettext_noop("too many redirects")),
)


def dead_links(subject: Subject) -> Iterator[Finding]:
    """A link that did not answer when `check_links` last tried it."""
    sentence = gettext_noop("This link led nowhere when it was tried (%(answer)s). Correct it, or take it out.")
    for link in subject.body.links:
        answer = subject.dead_links.get(link.href)
        if answer:
            yield subject.find(
                Level.RECOMMENDED, "dead_links", "body", link.start, link.end, sentence, answer=Sentence(answer)
            )
