"""An administrator says whose newsroom it is."""

from typing import Any

from releases import workflow
from releases.models import Newsroom
from tests.cast import Desk


def save(desk: Desk, **changes: Any) -> Newsroom:
    """Save these fields of the newsroom's identity."""
    newsroom = Newsroom.objects.get()
    for name, value in changes.items():
        setattr(newsroom, name, value)
    return workflow.save_identity(actor=desk.cast.administrator, newsroom=newsroom)


def put_up_logo(desk: Desk, alt: str = "", **pictures: bytes | None) -> Newsroom:
    """Put up these pictures as the newsroom's logo."""
    return workflow.save_logo(actor=desk.cast.administrator, alt=alt, pictures_of=pictures)
