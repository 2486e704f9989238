"""The door a web server comes in by. It stays shut while the settings are unsafe."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.checks import refuse_if_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()
refuse_if_unsafe()
