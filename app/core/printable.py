"""A stranger's text as a terminal or a log may get it: names, licences and answers can hold commands to a terminal,
which clear its screen, or forge its lines."""

import re

# Control characters, and what turns the direction of the text that follows
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[\t\n]")


def printable(text: str) -> str:
    """``text`` with line ends and tabs, and each other control character as Python writes it: "\\x1b"."""
    return _COMMANDS.sub(_spelled, text)


def one_line(text: str) -> str:
    """Like ``printable``, on one line: a blank stands for each line end and tab."""
    return printable(_BREAKS.sub(" ", text))


def indented(text: str) -> str:
    """Like ``printable``; no line but the first begins at the margin, where the program's own lines do."""
    return printable(text).replace("\n", "\n    ")


def escaped_json(text: str) -> str:
    """A JSON text that holds no control character as itself."""
    return _COMMANDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
