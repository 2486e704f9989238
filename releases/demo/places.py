# ruff: noqa: E501 - rows of a table read best as rows
"""The invented Coast and Harbor Service: its offices, contacts, topics and people. Nobody here exists."""

from typing import Final

AGENCY: Final = {
    "name": "Coast and Harbor Service",
    "tagline": "News from the people who keep the coast, the harbors and the forecasts",
    "about": (
        "The Coast and Harbor Service keeps the lights, charts the waters, answers distress calls and forecasts "
        "the weather for everyone who works and travels along the coast."
    ),
    "address": "Coast and Harbor Service\n1 Signal Quay\nPort Lorne",
}

ABOUT: Final = (
    "About the Coast and Harbor Service: Founded in 1871, the Service maintains 412 lights and buoys, operates "
    "nineteen rescue stations and issues the coastal forecast four times a day."
)

# slug: name, short name, city, zone, parent, listed, historical, successor
OFFICES: Final = {
    "press-office": ("Office of the Press Secretary", "Press Office", "PORT LORNE", "America/New_York", "", True),
    "forecasts": ("Coastal Forecast Center", "Forecasts", "CAPE ARDEN", "America/Chicago", "", True),
    "rescue": ("Rescue Coordination Office", "Rescue", "PORT LORNE", "America/New_York", "press-office", True),
    "lights": ("Lighthouse Board", "Lights", "PORT LORNE", "America/New_York", "", True),
}
CLOSED: Final = {"lights": "press-office"}

# office, name, role, phone, phone public, e-mail, e-mail public, after hours, its flag, notes, listed
CONTACTS: Final = [
    ("press-office", "", "Press desk", "202-555-0110", True, "press@coast.example", True, "202-555-0119", True, "", True),
    ("press-office", "Mara Lindqvist", "Press secretary", "202-555-0111", False, "m.lindqvist@coast.example", False,
     "202-555-0155", False, "Prefers a text message before a call. Not after 10 p.m. unless lives are at stake.", False),
    ("press-office", "Tomas Okafor", "Deputy press secretary", "202-555-0112", True, "t.okafor@coast.example", True,
     "", False, "", True),
    ("press-office", "Inés Carrasco", "Prensa en español", "202-555-0113", True, "i.carrasco@coast.example", True,
     "", False, "Speaks for the Service in Spanish.", True),
    ("forecasts", "", "Forecast desk", "312-555-0120", True, "", False, "312-555-0129", True, "Staffed day and night.",
     True),
    ("forecasts", "Hana Whitfield", "Chief forecaster", "312-555-0121", False, "h.whitfield@coast.example", True,
     "", False, "On camera only with a day's notice.", True),
    ("forecasts", "Dev Raman", "Science communication", "312-555-0122", True, "d.raman@coast.example", True, "", False,
     "", True),
    ("rescue", "", "Duty officer", "202-555-0130", False, "", False, "202-555-0139", False,
     "For staff only: never to be printed.", False),
    ("rescue", "Captain Ruth Adeyemi", "Spokeswoman", "202-555-0131", True, "r.adeyemi@coast.example", True,
     "202-555-0138", True, "", True),
    ("rescue", "Jonas Pell", "Press officer, northern stations", "202-555-0132", True, "", False, "", False, "", True),
    ("lights", "", "Archive of the former Lighthouse Board", "202-555-0140", True, "", False, "", False, "", True),
    ("press-office", "", "Broadcast line", "202-555-0114", True, "studio@coast.example", True, "", False,
     "ISDN is gone; use the browser studio.", True),
]  # fmt: skip

TOPICS: Final = {"safety-at-sea": "Safety at sea", "weather": "Weather", "harbors": "Harbors", "people": "People"}

PASSWORD: Final = "harbor-light-1871"  # noqa: S105 - for a laptop's demonstration, refused in production

# user name, name, roles for every office, roles for one office
PEOPLE: Final = [
    ("wren", "Wren Castillo", ["writer"], {}),
    ("felix", "Felix Marsh", [], {"forecasts": ["writer"]}),
    ("ada", "Ada Brandt", ["approver"], {}),
    ("petra", "Petra Novak", ["publisher"], {}),
    ("arun", "Arun Mehta", ["administrator"], {}),
]
