"""Résumé lines without a verb: what was counted ("About 90 chairs built"), and the tools one knows."""

import re

from avow.language import words
from avow.reading.nouns import is_job
from avow.reading.titles import NUM, Fact, fact_words, fields_of, series, spoken_number

_TALLY = re.compile(
    rf"^(?:(about|around|over|more than|nearly|almost|some) )?({NUM}|\d[\d,.]*)(?: (of (?:the )?\d+))? "
    r"([a-z][a-zà-ÿ' -]+?)(?:,? (?:in )?(?:19|20)\d\d)?$",
    re.I,
)
_PAPER = re.compile(r"certif|licen|diploma|course|exam|degree", re.I)
_LEVEL = re.compile(r"taught|basic|beginner|some |learning|years?|daily|level", re.I)
_UNITS = frozenset(
    "years months seasons weeks days hours shifts semesters credits points percent euros dollars".split()
)
_RATED = frozenset("a an per each every daily weekly monthly".split())
_PEOPLE = frozenset(
    "people kids children patients clients guests pupils students regulars members women men staff".split()
)


def tally(line: str) -> list[Fact] | None:
    """ "Three apprentices trained", "11 scar cover pieces", "Four short films online"."""
    line, _, more = line.partition(", ")
    match = _TALLY.match(line)
    if match is None or re.match(r"(?:with|together|as part|in a team|by|team)\b", more):
        return None
    about, number, share, rest = match.groups()
    row = rest.split(" ")
    count = " ".join(
        w for w in (about.lower() if about else "", spoken_number(number.lower()), share or "") if w
    )
    done = _participles(row)
    if done:
        noun = row[: len(row) - len(done)]
        if not noun or not _plural(noun[-1]):
            return None
        return [Fact(f"I've {' '.join(done)} {count} {' '.join(noun)}")]
    if row[-1] == "online" and len(row) > 1 and _plural(row[-2]):
        return [Fact(f"I have {count} {rest}")]
    head = re.split(r" (?:of|for|with|in|from|at|on|about|to)\b", rest)[0].split(" ")[-1]
    if len(row) < 2:
        return None  # "Two dogs": whose, and what of them?
    if not _RATED.isdisjoint(row[1:]) or not _PEOPLE.isdisjoint(row):
        return None  # "30 patients a day": how busy, not what was done
    if not _plural(head) or head in _UNITS or is_job(words.tags(head).get("NNS", "")):
        return None
    return [Fact(f"I have {count} {rest} behind me", f"{count} {rest}")]


def _participles(row: list[str]) -> list[str]:
    """The participles that a line ends on ("built or rebuilt"), or []."""
    if len(row) > 3 and row[-2] in ("or", "and") and _done(row[-1]) and _done(row[-3]):
        return row[-3:]
    return row[-1:] if len(row) > 1 and _done(row[-1]) else []


def _done(word: str) -> bool:
    entry = words.tags(word)
    return "VBN" in entry and not {"NN", "NNS"} & entry.keys()


def _plural(word: str) -> bool:
    return "NNS" in words.tags(word)


def tools(line: str) -> list[Fact] | None:
    """ "SQL, Excel, Tableau": tools by name, known and no more than that."""
    if _PAPER.search(line):
        return None
    items = [i for i in fields_of(line.replace(" and ", ", ")) if not _LEVEL.search(i)]
    if any(is_job(i.split()[-1].lower()) for i in items):
        return None  # "Word processing operator"
    if not items or any(len(i.split()) > 3 or not re.fullmatch(r"[\w+#.' -]+", i) for i in items):
        return None
    named = [i for i in items if any(w.lower() in fact_words()["tool"] for w in i.split())]
    if any(i.islower() and i not in named for i in items):
        return None  # "Python and snakes"
    if items[0] not in named or 2 * len(named) < len(items):
        return None
    return [Fact(f"I know {series(items[:4])}", kind="skill")]
