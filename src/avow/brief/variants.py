"""The known ways to ask the question, as data.

Rows are tried in order. Words are those of the question in lower case, apostrophes gone; single tokens
stand for word pairs (PAIRS: "long term" → longterm), and "in-years" for a number of years ahead.
"""

from dataclasses import dataclass

from avow.types import Horizon


class Group:
    """Words of which one must be present; "aspir*" stands for every word that begins so."""

    __slots__ = ("prefixes", "words")

    def __init__(self, text: str) -> None:
        entries = text.split()
        self.words = frozenset(e for e in entries if not e.endswith("*"))
        self.prefixes = tuple(e[:-1] for e in entries if e.endswith("*"))

    def meets(self, words: frozenset[str]) -> bool:
        if not self.words.isdisjoint(words):
            return True
        return bool(self.prefixes) and any(word.startswith(self.prefixes) for word in words)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to ask. `needs` are groups that must all have a word in the question."""

    id: str
    horizon: Horizon
    needs: tuple[Group, ...]


def _row(name: str, horizon: Horizon, *needs: str) -> Variant:
    return Variant(name, horizon, tuple(Group(group) for group in needs))


_YOU = "you your yourself"
_FAR, _MIDDLE, _NEAR = Horizon.FAR, Horizon.MIDDLE, Horizon.NEAR

VARIANTS: tuple[Variant, ...] = (
    _row("short-and-long-term-goals", _FAR, "shortterm", "longterm"),
    _row(
        "why-us-long-term",
        _FAR,
        "longterm future aspir* ambition* dream* eventually ultimately goal* plans in-years",
        "why fit fits relate* align* match* bring contribut* connect*",
        """us here join our company firm fund role position job team organisation organization school place
        mission hospital bank agency work""",
    ),
    _row(
        "where-in-years", _FAR, "in-years", f"{_YOU} career life goal* plan* aspir* ambition* dream* longterm"
    ),
    _row("first-months", _NEAR, "first", "days weeks months", _YOU),
    _row("short-term-goals", _NEAR, "shortterm immediate nextstep", f"{_YOU} goal* plan* aim*"),
    _row("aspirations", _FAR, "aspir* ambition* ambitious"),
    _row("dream", _FAR, "dream dreams dreaming dreamt dreamed"),
    _row("long-term-goals", _FAR, "longterm", "goal* plan* objective* target* priorit*"),
    _row("envision", _FAR, "envision* envisage* visuali* imagine* imagining picture* vision"),
    _row(
        "achieve",
        _FAR,
        "achieve achieved accomplish accomplished reach remembered legacy lookback",
        "want hope* hoping like love would aim* wish* legacy remembered lookback",
    ),
    _row(
        "direction",
        _FAR,
        "where how which what",
        "career craft path profession* working trade work life trajectory",
        """take taking go going lead leading head* heading develop* evolve* evolving grow* progress* unfold*
        see end direction next look shape""",
        _YOU,
    ),
    _row("where-see-yourself", _FAR, "see seeing find", "yourself"),
    _row("become", _FAR, "become becoming growup", "you"),
    _row(
        "growth-here",
        _MIDDLE,
        "grow* develop* progress* advance* learn",
        _YOU,
        "us here company role team firm",
    ),
    _row("long-term-hopes", _FAR, "longterm future eventually ultimately someday", f"{_YOU} what"),
    _row("career-goals", _MIDDLE, "goal* objective* target*", f"{_YOU} career professional* work*"),
    _row("career-goals", _MIDDLE, "plan plans", "career professional*"),
)

# Months in each unit of time.
UNITS = (
    dict.fromkeys(("month", "months"), 1)
    | dict.fromkeys(("year", "years", "yr", "yrs"), 12)
    | dict.fromkeys(("decade", "decades"), 120)
)
_ONE_TO_TWENTY = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty"""
NUMBERS = {word: number for number, word in enumerate(_ONE_TO_TWENTY.split(), start=1)}
NUMBERS |= {"couple": 2, "few": 3, "thirty": 30, "forty": 40, "fifty": 50}
# May stand between a number and its unit, or between two numbers.
BETWEEN_NUMBERS = frozenset(
    {"or", "to", "and", "even", "maybe", "perhaps", "then", "of", "the", "about", "more"}
)
LOOKS_BACK = frozenset({"past", "last", "previous"})  # before the number
NOT_AHEAD = frozenset({"experience", "ago", "old"})  # after the unit

SAME = {
    "u": "you",
    "ya": "you",
    "ur": "your",
    "y": "why",
    "whats": "what",
    "wheres": "where",
} | dict.fromkeys(("urself", "urselves", "yourselves", "self"), "yourself")
PAIRS = (
    {(long, term): "longterm" for long in ("long", "longer") for term in ("term", "run", "range", "haul")}
    | {(short, "term"): "shortterm" for short in ("short", "shorter", "near", "medium")}
    | {("next", word): "nextstep" for word in ("step", "steps", "role", "job", "move", "position")}
    | {("short", "run"): "shortterm", ("near", "future"): "shortterm", ("far", "future"): "longterm"}
    | {("look", "back"): "lookback", ("looking", "back"): "lookback", ("grow", "up"): "growup"}
    | {("one", "day"): "someday", ("some", "day"): "someday"}
)

# A longer question without any of these is not in English.
ENGLISH = Group("what where how which you your yourself tell describe are why would see the and of us please")
# Near misses of these are put right when no row knows the question.
_SPELLED = """aspiration aspirations aspire ambition ambitions career envision future yourself longterm
shortterm professional objectives achieve imagine picture dreams become goals where years vision"""
SPELLED = tuple(_SPELLED.split())
