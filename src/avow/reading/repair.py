"""A fragment of a candidate's words made sayable, or refused.

Spelling and grammar are mended only where the mend cannot change what is meant (articles, "to",
agreement, capitals, shorthand); what is then still not English is shortened to a well-formed head, and
what has none is refused. Rules are in data/repair.toml.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from avow.language import words
from avow.language.tokens import Kind, Token
from avow.reading.tagger import BROKEN, data, tag

Form = Literal["vp", "np", "clause", "that"]
_MOST = {"vp": 26, "np": 22, "clause": 30, "that": 22}
_LEAST = {"vp": 2, "np": 1, "clause": 4, "that": 4}


@cache
def _table() -> dict[str, dict[str, str]]:
    loaded = data("repair")
    places = {w: w.capitalize() for w in data("facts")["words"]["city"].split() if not words.known(w)}
    return {
        "spelling": loaded["spelling"],
        "proper": places | {w.lower(): w for w in loaded["proper"]["words"].split()},
    }


def shorthand(low: str) -> str:
    """What a shorthand word stands for, or ""."""
    return _table()["spelling"].get(low, "")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(data("repair")["sets"][name].split())


@cache
def jobs() -> frozenset[str]:
    return frozenset(data("roles")["nouns"]["job"].split())


@cache
def _never_job() -> frozenset[str]:
    return frozenset(data("roles")["nouns"]["never_job"].split())


@cache
def things() -> frozenset[str]:
    return frozenset(data("roles")["nouns"]["thing"].split())


@lru_cache(maxsize=8_192)
def is_job(word: str) -> bool:
    """Whether a singular noun names a person by work: listed, or a verb with an agent's ending."""
    low = word.lower()
    if low in jobs():
        return True
    if low in _never_job() or len(low) < 5 or ("NN" not in words.tags(low) and words.known(low)):
        return False
    if low.endswith(("ologist", "ographer", "ician", "woman", "keeper", "maker")):
        return True
    if low.endswith("man"):
        return low not in ("human", "german", "roman", "woman")
    if low.endswith(("er", "or")):
        base = low[:-2]
        return any("VB" in words.tags(b) for b in (base, base + "e", base[:-1])) and len(base) > 3
    return low.endswith("ist") and low not in ("list", "mist", "twist", "exist", "assist", "waist")


@dataclass(frozen=True, slots=True)
class Said:
    """Sayable words; `cut` tells that a tail was dropped."""

    text: str
    cut: bool


def flatten(tokens: tuple[Token, ...], joiner: str = "and") -> list[str]:
    """Tokens as words and signs; what was written without a space stays one word; shorthand is written out."""
    row: list[str] = []
    table = _table()
    last_end = -1
    for token in tokens:
        text = token.text.replace("’", "'")
        glued = token.start == last_end and bool(row)
        last_end = token.end
        if token.kind is Kind.SIGN:
            if text == "/" and glued:
                row.append("/")
            elif text in "-&.'" and glued:
                row[-1] += text
            elif text in ",%$€£":
                row.append(text)
            elif text == "&":
                row.append("and")
            elif text == "+" and glued:
                row[-1] += "+"
            elif text == "@":
                row.append("at")
            elif text in "\"“”‘'<>*_~`#":
                pass
            else:
                row.append(text)
            continue
        if glued and row[-1][-1] in "-&.":
            row[-1] += text
            continue
        if glued and row[-1] in "$€£":
            row[-1] += text
            continue
        low = token.low
        if row and row[-1] == "/":
            row[-1] = "or" if row[-2:-1] == ["and"] else joiner
        mended = table["spelling"].get(low)
        if mended is not None and not (text.isupper() and len(text) > 1):
            row.extend(mended.split(" "))
        elif low in table["proper"] and not token.capital:
            row.append(table["proper"][low])
        else:
            row.append(text)
    return [w for w in row if w not in ("-", ".", "&")]


@lru_cache(maxsize=4_096)
def say(tokens: tuple[Token, ...], form: Form, strict: bool = False, joiner: str = "and") -> Said | None:
    """The tokens as words that can be said in this form, or None.

    `strict` is for texts in broken English: there a word that no dictionary knows, or a fragment that
    needs a costly reading, is not trusted.
    """
    row = _mend(flatten(tokens, joiner), form)
    if not row:
        return None
    if strict and form == "clause":
        row = _first_part(row)
        if len(row) <= 5 and sum(w in ("a", "an") for w in row) > sum(t.low in ("a", "an") for t in tokens):
            return None  # "I fix bus": one bus or many cannot be told
    for candidate, cut in _shorter(row, form):
        if fits(tuple(candidate), form, strict):
            return Said(join(candidate), cut)
    return None


def _first_part(row: list[str]) -> list[str]:
    """Up to the first comma that no duration follows."""
    for i in range(4, len(row) - 1):
        if row[i] == "," and not (
            row[i + 2 : i + 3] and row[i + 2].rstrip("s") in ("year", "month", "season")
        ):
            return _trim(row[:i])
    return row


def say_words(text: str, form: Form) -> str | None:
    """The same for a text made of parts already clean."""
    row = text.split(" ")
    return text if fits(tuple(row), form, False) else None


def join(row: list[str]) -> str:
    """Words and signs as a written line."""
    text = ""
    for word in row:
        text += word if word in (",", "%") or not text else " " + word
    return text.replace(" ,", ",")


def _mend(row: list[str], form: Form) -> list[str]:
    row = _trim(row)
    if not row:
        return row
    row = [w for w in row if w.lower() != "dey"]
    row = _about(row)
    for i in range(2, len(row) - 1):
        if row[i].lower() == "by" and row[i + 1].lower() == "age":
            row = _trim(row[:i])
            break
    if (
        form != "clause"
        and row[0] != "I"
        and row[0][1:].islower()
        and (words.known(row[0].lower()) or row[0].lower() in _closed())
    ):
        row = [row[0].lower(), *row[1:]]
    if form == "vp":
        row = _infinitive(row)
    elif form == "clause":
        row = _first_person(row)
    row = _numbers(row)
    if form == "clause":
        row = _unspliced(row)
    if form in ("vp", "clause"):
        row = _joined(row)
    row = _prepositions(row)
    row = _to(row)
    row = _agree(row, _tags(row, form))
    return _articles(row, _tags(row, form))


def _tags(row: list[str], form: Form) -> list[str]:
    """The classes of the words; a verb phrase is read as one."""
    return list(tag(("to*", *row)).tags[1:]) if form == "vp" else list(tag(tuple(row)).tags)


_LOOSE = frozenset(
    "and or but so , because which who that if when while where than then as is are am was".split()
)
_LOOSE_ENDS = _LOOSE | frozenset(
    "after before the a an my our to of for with at by from be i i'm i'd very more not into only".split()
)


def _trim(row: list[str]) -> list[str]:
    a, b = 0, len(row)
    while a < b and (
        row[a].lower() in ("and", "or", "but", "so", ",", "then", "because", "%")
        or (not row[a][0].isalnum() and row[a][0] not in "$€£'")
    ):
        a += 1
    while b > a and _loose_end(row, a, b):
        b -= 1
    return row[a:b]


def _loose_end(row: list[str], a: int, b: int) -> bool:
    last, before = row[b - 1], row[b - 2] if b - 2 >= a else ""
    low = last.lower()
    if (
        low in ("am", "pm")
        and before[:1].isdigit()
        or (last[0].isupper() and before[:1].isupper() and low != "i")
    ):
        return False
    if low in _LOOSE_ENDS or last in "-'":
        return True
    return (
        before == ","
        and b - a > 5
        and (low.endswith("ly") or low in ("weekends", "evenings", "nights", "good", "ok"))
    )


def _about(row: list[str]) -> list[str]:
    """ "like 40 articles" → "about 40"; "what" between commas is a filler; "whole team" needs its article."""
    out: list[str] = []
    for i, word in enumerate(row):
        low, before = word.lower(), row[i - 1].lower() if i else ""
        following = row[i + 1] if i + 1 < len(row) else ""
        if low == "like" and following[:1].isdigit():
            out.append("about")
        elif low == "what" and before == "," and following == ",":
            out.pop()
        elif low == "," and out and before == "what" and i > 1 and row[i - 2] == ",":
            continue
        elif low == "whole" and before not in _WHOLE and "NN" in words.tags(following.lower()):
            out.extend(["a", "whole"])
        elif low.endswith("'s") and word.islower() and before in _TRANSITIVE and "NN" in words.tags(low[:-2]):
            out.extend(["the", word])
        elif (
            low == "since"
            and (following.isdecimal() or following.lower() in _SMALL)
            and not (following.isdecimal() and len(following) == 4)
        ):
            out.append("for")
        elif (
            low == "that"
            and following in ("person", "one", "guy", "man", "woman")
            and i + 2 < len(row)
            and row[i + 2] in ("who", "that")
        ):
            out.append("the")
        elif low == "me" and _owned(before, following):
            out.append("my")
        elif (
            low == "side"
            and row[0].lower() in ("go", "move", "get")
            and out
            and "the" not in [w.lower() for w in out[-4:]]
            and "a" not in out[-4:]
            and len(out) > 1
        ):
            k = len(out)
            while (
                k > 1
                and {"NN", "JJ", "VBG"} & words.tags(out[k - 1].lower()).keys()
                and out[k - 1].lower() not in _MOVES
            ):
                k -= 1
            out[k:k] = (
                ["the"] if out[k - 1].lower() not in ("my", "our", "other", "this", "that", "one") else []
            )
            out.append(word)
        else:
            out.append(word)
    return out


_TRANSITIVE = frozenset("lead run manage of for with in at handle train help".split())
_MOVES = frozenset("go move get into to on in towards want like".split())
_WHOLE = frozenset("the a my our this that their his her its your".split())


def _owned(before: str, following: str) -> bool:
    """ "on me own", "did me time": the dialect's possessive."""
    low = following.lower()
    if low == "own":
        return True
    return (
        before in ("on", "under", "in", "did", "got", "with")
        and "NN" in words.tags(low)
        and "RB" not in words.tags(low)
    )


def _infinitive(row: list[str]) -> list[str]:
    if row[0].lower() == "to":
        row = row[1:]
    if not row:
        return row
    first = row[0].lower()
    if first in ("am", "is", "are"):
        return ["be", *row[1:]]
    entry = words.tags(first)
    if "VBG" in entry and "VB" not in entry:
        return [entry["VBG"], *row[1:]]
    return [first if not row[0].isupper() or first == "i" else row[0], *row[1:]]


def _first_person(row: list[str]) -> list[str]:
    out: list[str] = []
    for i, word in enumerate(row):
        out.append("I" if word == "i" else word)
        if i == 0 and word.lower() in ("i'm", "i've", "i'd", "i'll"):
            out[0] = "I" + word[1:]
    for i in range(len(out) - 1):
        if out[i].lower() in ("like", "love", "enjoy") and out[i + 1].lower() == "when":
            out.insert(i + 1, "it")
            break
    if (
        len(out) > 3
        and out[0] == "I"
        and out[2].lower() in ("once", "twice")
        and "VBD" in words.tags(out[1].lower())
    ):
        out[1], out[2] = out[2], out[1]
    low = [w.lower() for w in out[:3]]
    if low[:1] == ["i"] and len(low) > 1:
        verb = low[1]
        if verb in ("is", "are"):
            out[1] = "am"
        entry = words.tags(verb)
        if "VBZ" in entry and "VB" not in entry and verb not in ("was", "has"):
            out[1] = entry["VBZ"]
        if "VBG" in entry and "VB" not in entry and "NN" not in entry:
            out[:1] = ["I'm"]  # "I learning" with its lost auxiliary
    if low[:2] == ["i", "am"] and len(out) > 2:
        out[:2] = ["I'm"]
    elif low[:2] == ["i", "have"] and len(out) > 2 and _participle(low[2]):
        out[:2] = ["I've"]
    return out


def _participle(low: str) -> bool:
    entry = words.tags(low)
    return low == "been" or ("VBN" in entry and "NN" not in entry)


_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()


def _numbers(row: list[str]) -> list[str]:
    """Small whole numbers before what they count are spoken as words; ranges get their "to"."""
    out = list(row)
    for i, word in enumerate(row):
        before = row[i - 1] if i else ""
        following = row[i + 1] if i + 1 < len(row) else ""
        low, dash, high = word.partition("-")
        if (
            word.lower() in ("year", "month", "week", "season")
            and before
            and (before.isdecimal() and before != "1" or before.lower() in _SMALL[2:])
            and following.lower() not in ("old",)
            and not following[:1].islower()
            or word.lower() in ("year", "month")
            and before.isdecimal()
            and before != "1"
            and following in ("at", "in", "as", "of", "for", "now", ",")
        ):
            out[i] = word + "s"
        if dash and low.isdecimal() and high.isdecimal() and len(low) < 4:
            out[i] = f"{low} to {high}"
        elif (
            word.isdecimal()
            and int(word) <= 12
            and following[:1].islower()
            and following not in ("to", "am", "pm", "and")
        ):
            if not before[:1].isupper() and before.lower() not in _set("label"):
                out[i] = _SMALL[int(word)]
        elif word.startswith("~") and word[1:].isdecimal():
            out[i] = "about " + word[1:]
    for k in (2, 3):  # ", 2023" and ", spring 2024"
        if (
            len(out) > k + 2
            and out[-k] == ","
            and _is_year(out[-1])
            and (k == 2 or out[-2].lower() in _SEASONS or out[-2].istitle())
        ):
            out[-k] = "in"
    return " ".join(out).split(" ")


_SEASONS = frozenset("spring summer autumn winter fall early late mid".split())


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def _prepositions(row: list[str]) -> list[str]:
    """ "go special investigation side" → "go into …": a verb of motion needs its preposition."""
    if row[0] == "go" and row[1:2] == ["the"] and "side" in row[2:5]:
        return ["go", "into", *row[1:]]
    if (
        row[:2] == ["go", "to"]
        and len(row) > 2
        and row[2] in ("data", "quality", "management", "research", "teaching", "design")
    ):
        return ["go", "into", *row[2:]]
    if row[0] in ("go", "move", "get", "grow") and len(row) > 2 and row[0] != "get":
        following = row[1].lower()
        entry = words.tags(following)
        if (
            ("NN" in entry or "JJ" in entry)
            and "RB" not in entry
            and following not in _set("after_go")
            and "VB" not in entry
        ):
            return [row[0], "into", *row[1:]]
    return row


@cache
def _cities() -> frozenset[str]:
    return frozenset(data("facts")["words"]["city"].split())


def _unspliced(row: list[str]) -> list[str]:
    """Up to a comma that only splices: before a bare verb, or a new subject with its verb."""
    for i, word in enumerate(row):
        if word != "," or i < 4 or i + 1 >= len(row):
            continue
        following = row[i + 1].lower()
        entry = words.tags(following)
        joined = any(w.lower() in ("and", "or", "but") for w in row[i + 1 :])
        bare = ("VBZ" in entry or "VBD" in entry) and not {"NN", "JJ", "NNS"} & entry.keys()
        bare = bare or ("VBZ" in entry and row[i + 2 : i + 3] and row[i + 2] in ("in", "on", "at"))
        bare = bare or (
            following in ("cut", "set", "ran", "did", "left", "made", "put") and _past(row[1].lower())
        )
        if bare and not joined:
            return row[:i]
        subject = following in ("he", "she", "they", "it", "some", "both", "nobody") or (
            row[i + 1][0].isupper() and following not in ("i",)
        )
        if subject and any(
            w.lower() in ("was", "is", "were", "are") or _past(w.lower()) for w in row[i + 2 : i + 5]
        ):
            return row[:i]
        if following in ("some", "both") and i + 2 < len(row) and "VB" in words.tags(row[i + 2].lower()):
            return row[:i]
        noun = "NN" in entry and i + 2 < len(row) and "VBD" in words.tags(row[i + 2].lower())
        named = row[i + 1][0].isupper() and any("VBG" in words.tags(w.lower()) for w in row[i + 2 : i + 5])
        if (noun and not joined) or named or following in ("that", "this"):
            return row[:i]
        if row[i + 2 : i + 4] == ["of", "them"] and not joined:
            return [*row[:i], "and", *row[i + 1 :]]
        counted = following.isdecimal() or following in _SMALL
        if (
            counted
            and not joined
            and row[i + 2 : i + 3]
            and row[i + 2].lower() in ("year", "years", "months")
            and len(row) > i + 3
            and row[i + 3] != ","
        ):
            return row[:i]
        if i == len(row) - 2 and row[-1].lower() in _cities():
            return [*row[:i], "in", row[-1]]
        timed = row[-1].rstrip("s") in ("year", "month", "season")
        if i >= len(row) - 3 and not (joined or timed) and row.count(",") == 1 and row[i + 1].islower():
            return row[:i]
        if i == len(row) - 2 and not joined and row[-1].islower():
            return row[:i]
    return row


def _joined(row: list[str]) -> list[str]:
    """ "work inside it, learn the system, become …": a list of verbs gets its "and"; with one it is cut."""
    places = [
        i
        for i, w in enumerate(row[:-2])
        if w == ","
        and "VB" in words.tags(row[i + 1].lower())
        and not {"NN", "JJ", "NNS"} & words.tags(row[i + 1].lower()).keys()
    ]
    if not places:
        return row
    if any(w.lower() in ("and", "or") for w in row):
        return row if row[places[-1] + 1].lower() in ("and", "or") else row[: places[0]]
    return [*row[: places[-1]], "and", *row[places[-1] + 1 :]]


def _past(low: str) -> bool:
    entry = words.tags(low)
    return "VBD" in entry and not {"NN", "JJ", "VB"} & entry.keys()


_TAKES_TO = frozenset(
    "want wants hope hopes wish plan plans need needs love aspire aspires intend try tries learn".split()
)


def _to(row: list[str]) -> list[str]:
    out: list[str] = []
    for i, word in enumerate(row):
        out.append(word)
        following = row[i + 1].lower() if i + 1 < len(row) else ""
        entry = words.tags(following)
        if (
            word.lower() in ("want", "wants", "hope", "wish", "aspire", "plan")
            and "VB" in entry
            and not ({"NN", "NNS", "JJ"} & entry.keys())
        ):
            out.append("to")
        elif word.lower() in ("stop", "stops", "enjoy", "enjoys") and following == "to" and i + 2 < len(row):
            gerund = words.inflect(row[i + 2].lower(), "VBG")
            if gerund:
                return [*out, gerund, *_to(row[i + 3 :])]
    return out


def _agree(row: list[str], tags: list[str]) -> list[str]:
    """ "the one who check" → "checks": a relative clause agrees with a singular head before it."""
    out = list(row)
    for i, name in enumerate(tags):
        if name != "W" or row[i].lower() not in ("who", "that", "which") or i == 0 or i + 1 >= len(row):
            continue
        head = row[i - 1].lower()
        singular = tags[i - 1] == "N" or head in (
            "one",
            "person",
            "guy",
            "somebody",
            "someone",
            "anyone",
            "everyone",
        )
        determined = any(
            w.lower() in ("a", "an", "the", "one", "that", "this", "some", "somebody", "someone", "any")
            for w in row[max(0, i - 4) : i]
        )
        verb = row[i + 1].lower()
        entry = words.tags(verb)
        if (
            singular
            and determined
            and "VB" in entry
            and "VBD" not in entry
            and "VBZ" not in entry
            and tags[i + 1] in ("V0", "N", "J")
        ):
            third = words.inflect(entry["VB"], "VBZ")
            if third:
                out[i + 1] = third
    if len(row) > 4 and "VB" in words.tags(row[-1].lower()):
        for i in range(len(row) - 4, 0, -1):
            if (
                row[i].lower() in ("how", "where", "why")
                and row[i + 1].lower() in ("a", "an", "the", "every", "each")
                and "NN" in words.tags(row[-2].lower())
            ):
                third = words.inflect(words.tags(row[-1].lower())["VB"], "VBZ")
                out[-1] = third or out[-1]
                break
    return out


def _articles(row: list[str], tags: list[str]) -> list[str]:
    """An article before a bare singular noun that names a job or a countable thing."""
    out: list[str] = []
    i, n = 0, len(row)
    while i < n:
        j = i
        while (
            j < n
            and tags[j] in ("J", "N", "VN", "VG", "M")
            and not (j > i and tags[j] in ("VN", "VG") and tags[j - 1] in ("N", "M"))
        ):
            j += 1
        group = row[i:j]
        if j > i:
            before = tags[i - 1] if i else "^"
            head = group[-1].lower()
            mine = group[0].lower() in ("own", "same")
            needs = (
                (
                    tags[j - 1] == "N"
                    or group[-1].isupper()
                    or (is_job(head) and i > 0 and row[i - 1].lower() in _BEING)
                )
                and (is_job(head) or head in things())
                and before
                in ("^", "V0", "VZ", "VD", "VG", "VN", "BE", "P", "C", ",", "A", "AM", "AH", "W", "R")
            )
            if (
                before == "C"
                and i > 1
                and tags[i - 2] in ("N", "J", "M")
                and "D" not in tags[max(0, i - 6) : i]
            ):
                needs = (
                    needs
                    and len(out) > 0
                    and out[-1] in ("and", "or")
                    and any(w in ("a", "an") for w in out[-6:])
                )
            if (
                before in ("P", "V0", "VG")
                and row[i - 1].lower() in ("in", "at", "by", "per", "on", "from", "of", "to")
                and not is_job(head)
            ):
                needs = needs and head in things() - _BARE_PLACES
            if (
                needs
                and not (
                    group[0][0].isupper()
                    and tags[i] == "M"
                    and i > 0
                    and not is_job(head)
                    and head not in things()
                )
                and head != "one"
            ):
                article = "my" if mine else ("an" if _vowel(group[0]) else "a")
                if group[0].lower() == "same":
                    article = "the"
                out.append(article)
            out.extend(group)
            i = j
        else:
            out.append(row[i])
            i += 1
    for k in range(len(out) - 1):  # a/an by what follows
        if out[k].lower() in ("a", "an") and out[k + 1][0].isalnum():
            right = "an" if _vowel(out[k + 1]) else "a"
            out[k] = right if out[k][0].islower() else right.capitalize()
    return out


_BEING = frozenset("be been become becoming as am i'm was being".split())
_BARE_PLACES = frozenset(
    "school university college work home court floor career course practice ward exam degree range label position role project product system".split()
)


def _vowel(word: str) -> bool:
    low = word.lower()
    head = word.split("-")[0]
    if head[:2].isupper() and head.isalpha() and low not in _set("spoken_acronym"):
        lettered = len(head) <= 3 or not any(c in "AEIOU" for c in head)
        if lettered or not head.isupper():
            return word[0] in "AEFHILMNORSX"
    if low.startswith(("uni", "use", "usu", "eu", "one", "once", "uk", "ur")):
        return False
    if low.startswith(("hour", "honest", "honour", "honor", "heir", "8", "11", "18")):
        return True
    return low[0] in "aeiou"


def article(phrase: str) -> str:
    """The phrase with "a" or "an" before it."""
    return f"{'an' if _vowel(phrase.split(' ')[0]) else 'a'} {phrase}"


_RESTRICTS = frozenset("if unless except only but without when until till not no though although".split())


def _shorter(row: list[str], form: Form) -> Iterator[tuple[list[str], bool]]:
    yield row, False
    for i in range(len(row) - 1, 0, -1):
        low = row[i].lower()
        if low in _LOOSE or low in _RESTRICTS or low in _PREPOSITIONS:
            if (
                form == "clause"
                and low in _RESTRICTS | {"than", "to", "that", "who"}
                and not (low == "but" or low == "when")
            ):
                if low in _RESTRICTS:
                    return
                continue
            if low in _PREPOSITIONS and (i < 5 or form == "clause" and i < 6 or _reduced(row[:i])):
                continue
            head = _trim(row[:i])
            if len(head) >= _LEAST[form]:
                yield head, True
    if form == "vp" and row[0] in _ALONE and len(row) > 1:
        yield [row[0]], True


_PREPOSITIONS = frozenset(("with", "since", "for", "in", "at", "to", "on", "by", "about"))


_ALONE = frozenset(
    "design paint compose sing perform research lead teach write progress grow manage coach mentor translate perform".split()
)


def _points(row: tuple[str, ...]) -> bool:
    """A pronoun at the end of a phrase points at something said elsewhere."""
    return any(w.lower() in ("it", "them") and row[i + 1] == "," for i, w in enumerate(row[:-1]) if i < 4)


def _reduced(row: list[str]) -> bool:
    """ "the name people | in Tel Aviv know": two nouns in a row may open a clause that a cut would break."""
    tags = tag(tuple(row)).tags
    return tags[-2:] in (("N", "NS"), ("N", "O"), ("NS", "NS"))


def fits(row: tuple[str, ...], form: Form, strict: bool) -> bool:
    """Whether the words can be said as they stand in this form."""
    count = sum(w[0].isalnum() for w in row)
    least = 1 if form == "vp" and row[0] in _ALONE else _LEAST[form]
    if not least <= count <= _MOST[form]:
        return False
    lows = [w.lower() for w in row]
    if any(w in _set("never") for w in lows):
        return False
    if form == "clause" and lows[0] in ("i", "i'm", "i've") and "," in row[2:4]:
        return False
    if (lows[-1] in _LOOSE_ENDS and not (lows[-1] in ("am", "pm") or row[-1][0].isupper())) or lows[
        -1
    ] in _set("no_end"):
        return False
    if any(
        not (w[0].isalnum() or w in (",", "%") or w[0] in "$€£'") or "_" in w or "@" in w or len(w) > 24
        for w in row
    ):
        return False
    unknown = sum(w.isalpha() and w.islower() and not words.known(w) and w not in _closed() for w in row)
    if unknown > (0 if strict else 1):
        return False
    body = row
    if form == "clause" and lows[0] not in (
        "i",
        "i'm",
        "i've",
        "i'd",
        "we",
        "we've",
        "my",
        "our",
        "people",
        "clients",
        "customers",
        "it",
        "in",
        "since",
        "there",
    ):
        return False
    if form == "vp":
        if "VB" not in words.tags(lows[0]) and lows[0] not in ("be", "do", "have"):
            return False
        body = ("to*", *row)
    if form == "np" and lows[0] in ("me", "him", "them", "us", "it", "not", "when", "that"):
        return False
    if form == "np" and lows[0] in ("i", "we", "he", "she", "it", "they"):
        return False
    tagged = tag(body)
    if tagged.broken >= 0 or tagged.cost >= BROKEN - (1.2 if strict else 0.0):
        return False
    if form == "vp" and len(row) > 1 and row[1] == "," and (len(row) < 5 or "and" not in lows):
        return False
    if any(
        a == "to" and b in ("since", "and", "or", "but", ",", "because")
        for a, b in zip(lows, lows[1:], strict=False)
    ):
        return False
    if form == "np" and "no" in lows[1:]:
        return False
    if form != "clause" and (
        (form == "vp" and lows[-1] in ("it", "them", "that", "this", "there"))
        or "there" in lows[1:]
        or _points(row)
    ):
        return False
    if (
        form == "vp"
        and row[-1].lower() in ("stop", "like", "want", "need")
        or (len(tagged.tags) > 2 and tagged.tags[-1] == "D")
    ):
        return False
    if form == "vp" and (len(tagged.tags) < 2 or tagged.tags[1] not in ("V0", "BE", "HV", "DO")):
        return False
    if form == "np":
        if "," in row and not any(t in ("N", "NS", "M", "O", "VG") for t in tagged.tags[: row.index(",")]):
            return False
        return tagged.tags[0] not in ("V0", "VZ", "VD", "MD", "BE", "W", "B", "P", "S", "S3") and any(
            t in ("N", "NS", "M", "O", "VG") for t in tagged.tags
        )
    if form == "that" and tagged.tags[0] not in ("D", "N", "NS", "M", "J", "Q", "O"):
        return False
    if form == "that" and lows[0] in ("i", "it", "he", "she", "they", "this", "there"):
        return False
    return not (form in ("clause", "that") and _no_verb(tagged.tags))


def _no_verb(tags: tuple[str, ...]) -> bool:
    return not any(t in ("V0", "VZ", "VD", "BE", "HV", "MD", "A", "AM", "AH", "DO") for t in tags[:8])


@cache
def _closed() -> frozenset[str]:
    return frozenset(w for listed in data("tagger")["closed"].values() for w in listed.split())
