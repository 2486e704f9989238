"""The few words of SQL in which SQLite and PostgreSQL differ, as the triggers need them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine's words: `sqlite` or `postgresql`."""

    vendor: str

    @property
    def differs(self) -> str:
        return "IS NOT" if self.vendor == "sqlite" else "IS DISTINCT FROM"

    def now(self, offset: str = "") -> str:
        if self.vendor == "sqlite":
            shift = f", '{offset}'" if offset else ""
            return f"strftime('%Y-%m-%d %H:%M:%f', 'now'{shift})"
        shift = f" + interval '{offset}'" if offset else ""
        return f"(clock_timestamp(){shift})"

    def changed(self, *columns: str) -> str:
        return " OR ".join(f"NEW.{column} {self.differs} OLD.{column}" for column in columns)

    def without(self, row: str, field: str) -> str:
        """The document without a redacted field; with a headline goes the address word that was made of it."""
        also = f"CASE {field} WHEN 'headline' THEN 'slug' ELSE {field} END"
        if self.vendor == "sqlite":
            return f"json_remove({row}.content, '$.' || {field}, '$.' || {also})"
        return f"({row}.content - {field} - {also})"

    def empty_list(self, column: str) -> str:
        return f"{column} = '[]'" if self.vendor == "sqlite" else f"{column} = '[]'::jsonb"

    def json_text(self, row: str, field: str) -> str:
        if self.vendor == "sqlite":
            return f"json_extract({row}.content, '$.' || {field})"
        return f"({row}.content ->> {field})"

    def same_besides(self, column: str, key: str) -> str:
        """The new document is the old one without a key, which it has no more."""
        if self.vendor == "sqlite":
            old, new = (f"json_remove({row}.{column}, '$.{key}')" for row in ("OLD", "NEW"))
            return f"{old} = {new} AND json_extract(NEW.{column}, '$.{key}') IS NULL"
        return f"(OLD.{column} - '{key}') = (NEW.{column} - '{key}') AND (NEW.{column} -> '{key}') IS NULL"
