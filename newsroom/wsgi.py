"""The door a web server comes in by. It stays shut while the settings are unsafe."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.checks import refuse_if_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

django = get_wsgi_application()
refuse_if_unsafe()

from newsroom.misses import Book, Misses, Tally  # noqa: E402 - it knows models, and they want Django set up

application = Misses(django, Tally(Book()))
