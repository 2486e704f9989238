"""Looks at a text before it is submitted and approved. Pure: no database, no settings, no clock, nothing of Django."""

from releases.preflight.body import Body, read_body
from releases.preflight.finding import Finding, Level
from releases.preflight.run import Check, run
from releases.preflight.subject import Subject

__all__ = ["Body", "Check", "Finding", "Level", "Subject", "read_body", "run"]
