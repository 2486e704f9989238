"""A post beyond every bound, which Django refuses to read, answered with a sentence instead of a bare error."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def said_by(admin: "ModelAdmin[Any]", view: View, *, template: str, title: str | Promise) -> View:
    """Wrap a view so that a post too large to be read gets this page, with 413; nothing of the post can be shown.

    The wrapper alone is exempt from the check of the token, because that would read the post and fail; `view` makes
    the check itself.
    """

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            request.POST  # noqa: B018 - reading it is the point
        except RequestDataTooBig:
            context = {**admin.admin_site.each_context(request), "title": title, "opts": admin.opts}
            return TemplateResponse(request, template, context, status=413).render()
        return view(request, *args, **kwargs)

    return wrapped
