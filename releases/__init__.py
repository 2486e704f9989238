"""The newsroom application: the folder listing is the architecture (see README.md)."""
