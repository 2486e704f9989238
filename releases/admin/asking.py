"""Who asks: the desk admits nobody but its own people, and types know that from here on."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from releases.models import Person


def person_of(request: HttpRequest) -> Person:
    """Return the person who asks. Raises PermissionDenied for anybody else."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
