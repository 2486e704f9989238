"""A believable newsroom of an invented agency: texts in `texts.py`, people and places in `places.py`."""
