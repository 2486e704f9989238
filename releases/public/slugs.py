"""Offices and topics by the word in their address, present or past; what was there once is gone and not unknown."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404

from releases.models import Office, OfficeSlug, Topic, TopicSlug
from releases.public.answer import Gone


def office_at(slug: str, at: datetime) -> tuple[Office, bool]:
    """Return the public office that answers at `slug`, and whether it has moved since; raises Http404 or Gone."""
    past = OfficeSlug.objects.filter(slug=slug).select_related("office")
    return _at(slug, past, Office.objects.public(at), Office.objects.public_once(at), "office")


def topic_at(slug: str, at: datetime) -> tuple[Topic, bool]:
    """Return the public topic that answers at `slug`, and whether it has moved since; raises Http404 or Gone."""
    past = TopicSlug.objects.filter(slug=slug).select_related("topic")
    return _at(slug, past, Topic.objects.public(at), Topic.objects.public_once(at), "topic")


def _at(slug: str, past: Any, public: Any, once: Any, name: str) -> tuple[Any, bool]:
    found = public.filter(slug=slug).first()
    if found is not None:
        return found, False
    moved = past.filter(**{f"{name}__in": public}).first()
    if moved is not None:
        return getattr(moved, name), True
    if once.filter(Q(slug=slug) | Q(past_slugs__slug=slug)).exists():
        raise Gone
    raise Http404
