"""Telephone numbers as links: what people print is not what a phone dials."""


def dialled(number: str) -> str:
    """Return the number as a `tel:` link wants it (RFC 3966): digits, a leading plus, an extension if one is named."""
    main, _, extension = number.lower().replace("ext.", "x").replace("ext", "x").partition("x")
    digits = "".join(character for character in main if character.isdigit())
    plus = "+" if main.strip().startswith("+") else ""
    inner = "".join(character for character in extension if character.isdigit())
    return f"{plus}{digits}" + (f";ext={inner}" if inner else "")
