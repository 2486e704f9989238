"""Texts that are not public, shown to those who may see them: a surface of its own, never cached."""
