"""The order of headings."""

from collections.abc import Iterator

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject


def heading_order(subject: Subject) -> Iterator[Finding]:
    """A small heading that no large one stands above: readers' voices count on the order."""
    sentence = gettext_noop("No heading of the first size stands above this one. Make it “Heading 2”.")
    for block in subject.body.blocks:
        if block.tag == "h2":
            return
        if block.tag == "h3":
            yield subject.find(Level.RECOMMENDED, "heading_order", "body", block.start, block.end, sentence)
            return
