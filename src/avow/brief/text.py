"""From bytes to text that is safe to keep, compare and show.

What is refused, because removing it could change what the person meant, or because it is a sign that the
bytes are not text at all:

- bytes that are not UTF-8 (a byte order mark is accepted; UTF-16, UTF-32, PDF, Word and the like are named);
- NUL and lone surrogates;
- the C1 controls U+0080 to U+009F: in practice quotes, dashes and euro signs of a Windows-1252 file.

What is removed, because it carries no words and only changes what a screen shows:

- terminal escape sequences, whole, and every other C0 control (line ends become "\\n", so do the page and
  column breaks of a text copied from a PDF; tabs stay);
- bidirectional marks, embeddings, overrides and isolates: avow reads in logical order, and without them a
  person sees the same order;
- characters without width or ink that hide text or split words (zero-width space, soft hyphen, tag
  characters, invisible operators, supplementary variation selectors). Joiners (U+200C, U+200D), the
  variation selectors of emoji and the tags inside a flag emoji stay: scripts and emoji need them.

After `clean`, what a person is shown is what was read.
"""

import re

from avow.errors import BriefError

SHOWN = 60  # characters of a value that an error message repeats

# Markers of list items and headings at the start of a line. A dash counts without a space only before a
# letter ("-Led a team"), so that "-5 %" keeps its sign.
BULLET = re.compile(
    r"""(?:
        (?: [-*+–—>»→] | \#{1,6} | \d{1,2}[.)] | \(\d{1,2}\) | \[[ xX]?\] ) (?=\s) \s+
      | [•◦‣⁃▪▫●○■□·✓✔➤►]\ufe0f? \s*
      | [-–—] (?=[^\W\d_])
    ){1,3}""",
    re.VERBOSE,
)

# Characters that are removed wherever they stand, as the inside of a character class. Written apart from the
# verbose pattern, where a line break inside a class would be taken literally.
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_CONTROLS = "\x01-\x08\x0e-\x1a\x1c-\x1f\x7f"
_SUSPECT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_HIDDEN}]")
_REFUSED = re.compile("[\x00\x80-\x9f\ud800-\udfff]")
_REMOVED = re.compile(
    rf"""
      \x1b\[[0-?]*[ -/]*[@-~]                               # control sequence: colours, cursor movement
    | \x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)               # command string: title, link, clipboard
    | \x1b[ -/]*[0-~]?                                      # any other escape
    | (?P<flag>\U0001f3f4[\U000e0020-\U000e007e]{{1,8}}\U000e007f)
    | [{_CONTROLS}{_HIDDEN}]
    """,
    re.VERBOSE,
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c]")

# First bytes → what the file is and how to get text out of it.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32 text: save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "UTF-32 text: save it as UTF-8"),
    (b"\xff\xfe", "UTF-16 text: save it as UTF-8"),
    (b"\xfe\xff", "UTF-16 text: save it as UTF-8"),
    (b"%PDF-", "a PDF, not text: copy its text into a .txt file"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file, not text: save it as plain text (.txt)"),
    (b"\xd0\xcf\x11\xe0", "an old Word file, not text: save it as plain text (.txt)"),
    (b"{\\rtf", "rich text (RTF): save it as plain text (.txt)"),
    (b"\x1f\x8b", "a gzip file, not text: unpack it first"),
    (b"\x89PNG", "an image, not text: type its text into a .txt file"),
    (b"\xff\xd8\xff", "an image, not text: type its text into a .txt file"),
)


def decode(data: bytes, where: str) -> str:
    """The text of UTF-8 bytes, cleaned. `where` names the source in errors.

    Raises BriefError for anything that is not UTF-8, with line, column and what to do.
    """
    for mark, kind in _MARKS:
        if data.startswith(mark):
            raise BriefError(f"{where}: {kind}")
    if b"\x00" in data[:4] and _is_utf16(data):
        raise BriefError(f"{where}: UTF-16 text without a byte order mark: save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The offset counts from after a byte order mark, where there is one.
        bytes_read = data.removeprefix(b"\xef\xbb\xbf")
        read = bytes_read[: error.start].decode("utf-8")
        raise BriefError(
            f"{where}: {position(read, len(read))}: byte 0x{bytes_read[error.start]:02X} is not UTF-8"
            "; save the file as UTF-8"
        ) from None
    return clean(text, where)


def clean(text: str, where: str) -> str:
    """The text without what hides or disguises (see the module's rules); most texts come back as they are.

    Raises BriefError for NUL, lone surrogates and C1 controls, with line and column.
    """
    if _SUSPECT.search(text) is None:
        return text
    refused = _REFUSED.search(text)
    if refused is not None:
        raise BriefError(f"{where}: {position(text, refused.start())}: {_reason(refused.group())}")
    text = _LINE_END.sub("\n", text)
    return _REMOVED.sub(lambda match: match["flag"] or "", text)


def position(text: str, index: int) -> str:
    """ "line 3, column 7" of a character index, both counted from 1."""
    line_start = text.rfind("\n", 0, index) + 1
    return f"line {text.count(chr(10), 0, index) + 1}, column {index - line_start + 1}"


def shown(value: object) -> str:
    """A value as an error message repeats it: one line, shortened, nothing that a terminal would obey."""
    if isinstance(value, str):
        return _escaped(value if len(value) <= SHOWN else value[: SHOWN - 1] + "…")
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int) and abs(value) >= 10**SHOWN:
        return f"a number of more than {SHOWN} digits"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple | set | frozenset):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        first = f" starting with {shown(next(iter(value)))}" if value else ""
        return f"an object{first}"
    return f"a value of type {type(value).__name__}"


def shown_name(name: object) -> str:
    """A file name or key path as an error message repeats it: as it is where it prints, else escaped."""
    text = str(name)
    if len(text) > 2 * SHOWN:
        text = text[:SHOWN] + "…" + text[-SHOWN:]
    return text if text.isprintable() and text else _escaped(text)


def _escaped(text: str) -> str:
    """The text in quotes with escapes, which can be ten times as long as what they stand for."""
    escaped = repr(text)
    return escaped if len(escaped) <= 3 * SHOWN else escaped[: 3 * SHOWN] + "…" + escaped[0]


def _reason(character: str) -> str:
    code = ord(character)
    if code == 0:
        return "NUL character (U+0000); plain text has none, save it as UTF-8 text"
    if code < 0xA0:
        return f"control character U+{code:04X}, as in misread Windows-1252 text; save it as UTF-8"
    return f"half a character (lone surrogate U+{code:04X}); type it again"


def _is_utf16(data: bytes) -> bool:
    sample = data[:200]
    return max(sample[::2].count(0), sample[1::2].count(0)) * 2 >= len(sample) * 0.8
