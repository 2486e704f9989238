"""A release of the Harbour Authority as it comes to the desk: nothing of it is filed yet."""

from typing import Final

RAW: Final = """OFFICE OF THE PRESS SECRETARY

FOR IMMEDIATE RELEASE
Contact: Maren Holt, Press Officer
202-555-0147
maren.holt@harbour.example

Harbour Authority opens new pilot station

PORTSMOUTH, Nov. 23, 2026 – The Harbour Authority opened its new pilot station on Monday.

The station is staffed day and night, and every pilot reports to it.

About the Harbour Authority: It keeps
the port.

###
"""
