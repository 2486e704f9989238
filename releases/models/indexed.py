"""The search index: a row for each edition that has a window, hidden ones too; so only the gate asks it."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from releases.models.edition import Edition
from releases.search.engine import engine


class Indexed(models.Model):
    """Made and written in each engine's own SQL (`releases.search`); what the two have in common is read here.

    `place` is made of `issued_at` and orders what is found. It is the table's own number of the row on SQLite,
    and so has that name.
    """

    place = models.BigIntegerField(primary_key=True, db_column="rowid")
    edition = models.OneToOneField(Edition, models.DO_NOTHING, related_name="indexed", db_constraint=False)

    class Meta:
        managed = False
        db_table = "releases_indexed"

    def __str__(self) -> str:
        return str(self.edition_id)


@Indexed._meta.pk.register_lookup
class Matches(models.Lookup):
    """`indexed__place__matches=wanted`: the row has the words. Each engine is asked in its own language."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str, ...]]:
        asked = engine(connection.vendor)
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        return asked.matches(alias), (asked.question(self.rhs),)
