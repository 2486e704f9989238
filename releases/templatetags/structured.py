"""What a page says to search engines in schema.org's words: the article, its corrections, its publisher, its place."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from releases import richtext
from releases.models import Edition, Logo, Newsroom

register = template.Library()


@register.simple_tag
def article_data(edition: Edition, corrections: Iterable[Mapping[str, Any]], newsroom: Newsroom) -> str:
    """Return the release as JSON-LD (schema.org NewsArticle and BreadcrumbList), fit for a `<script>` data block."""
    return richtext.data_block(
        {
            "@context": "https://schema.org",
            "@graph": [_article(edition, corrections, newsroom), _breadcrumbs(edition, newsroom)],
        }
    )


def _article(edition: Edition, corrections: Iterable[Mapping[str, Any]], newsroom: Newsroom) -> dict[str, Any]:
    address = settings.NEWSROOM_BASE_URL + edition.get_absolute_url()
    said = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "identifier": f"urn:uuid:{edition.release_id}",
        "headline": edition.headline,
        "alternativeHeadline": edition.subhead,
        "description": edition.withdrawal_notice or edition.lead,
        "datePublished": _instant(edition.issued_at),
        "dateModified": _instant(edition.updated_at),
        "inLanguage": edition.language,
        "articleSection": edition.kind_label,
        "keywords": [topic["name"] for topic in edition.topics],
        "creativeWorkStatus": "Withdrawn" if edition.is_withdrawn else "",
        "isAccessibleForFree": True,
        "author": [{"@type": "Organization", "name": office["name"]} for office in edition.offices],
        "publisher": _publisher(edition, newsroom),
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": one["edition"].correction_note,
                "datePublished": _instant(one["edition"].public_from),
            }
            for one in corrections
        ],
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def _publisher(edition: Edition, newsroom: Newsroom) -> dict[str, Any]:
    points = []
    for line in edition.contacts:
        known = {
            "@type": "ContactPoint",
            "contactType": line["role"] or "media contact",
            "name": line["name"] or line["organisation"],
            "telephone": line["phone"] or line["after_hours"],
            "email": line["email"],
        }
        points.append({name: value for name, value in known.items() if value})
    return {
        "@type": "Organization",
        "name": newsroom.name,
        "url": settings.NEWSROOM_BASE_URL + reverse("public:front"),
        **({"logo": _logo(newsroom.logo)} if newsroom.logo else {}),
        **({"sameAs": [link["url"] for link in newsroom.links]} if newsroom.links else {}),
        **({"contactPoint": points} if points else {}),
    }


def _logo(logo: Logo) -> dict[str, Any]:
    address = settings.NEWSROOM_BASE_URL + logo.get_absolute_url()
    return {"@type": "ImageObject", "url": address, "width": logo.width, "height": logo.height}


def _breadcrumbs(edition: Edition, newsroom: Newsroom) -> dict[str, Any]:
    office = edition.lead_office
    places = [
        (newsroom.name, reverse("public:front")),
        *([(office["name"], reverse("public:office", args=[office["slug"]]))] if office else []),
        (edition.headline, edition.get_absolute_url()),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": settings.NEWSROOM_BASE_URL + path}
            for number, (name, path) in enumerate(places, start=1)
        ],
    }


def _instant(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
