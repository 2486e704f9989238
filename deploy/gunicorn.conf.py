"""gunicorn behind the nginx of this folder: `gunicorn -c deploy/gunicorn.conf.py newsroom.wsgi`."""

import multiprocessing
import os
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from newsroom.logs import discreet

bind = os.environ.get("GUNICORN_BIND", "unix:/run/newsroom/gunicorn.sock")
workers = int(os.environ.get("GUNICORN_WORKERS", multiprocessing.cpu_count() + 1))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 30
keepalive = 30

# The application is loaded once, before the workers: an unsafe setting stops the service as a whole.
preload_app = True

# systemd is the one who controls the service.
control_socket_disable = True

# A worker that has grown old makes room for a young one, not all of them at the same moment.
max_requests = 10_000
max_requests_jitter = 1_000


class DiscreetLogger(Logger):  # type: ignore[misc]
    """An access log may be switched on; a preview's address, which is a key, stays out of every field of it."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        found = super().atoms(resp, req, environ, request_time)
        return {name: discreet(value) if isinstance(value, str) else value for name, value in found.items()}


logger_class = DiscreetLogger

# %(U)s is the path without the query: what a journalist searched for is nobody's business.
# nginx keeps the access log; this line is here for whoever switches gunicorn's on.
accesslog = None
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
