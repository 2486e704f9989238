"""Topics: the subjects under which releases are filed."""

import uuid
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from releases.querysets import TopicQuerySet


class Topic(models.Model):
    """Public once it is listed or a listed edition carries it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    is_listed = models.BooleanField(_("listed"), default=False)

    objects: ClassVar[TopicQuerySet] = TopicQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:topic", args=[self.slug])


class TopicSlug(models.Model):
    """An address the topic's page used to have; it redirects for ever."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="past_slugs")

    class Meta:
        verbose_name = _("past topic address")
        verbose_name_plural = _("past topic addresses")

    def __str__(self) -> str:
        return self.slug
