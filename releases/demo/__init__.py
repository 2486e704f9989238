"""The demonstration: an invented agency in `newsroom.toml`, a story a file in `stories/`, and their reader."""
