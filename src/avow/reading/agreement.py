"""Clauses held together: splices cut, verb lists joined, agreement and articles put right."""

from functools import cache

from avow.language import words
from avow.reading.nouns import _vowel, is_job, things
from avow.reading.shorthand import SMALL
from avow.reading.tagger import data


@cache
def _city_words() -> frozenset[str]:
    return frozenset(data("facts")["words"]["city"].split())


def unspliced(row: list[str]) -> list[str]:
    """Up to a comma that only splices: before a bare verb, or a new subject with its verb."""
    for i, word in enumerate(row):
        if word != "," or i < 4 or i + 1 >= len(row):
            continue
        following = row[i + 1].lower()
        entry = words.tags(following)
        joined = any(w.lower() in ("and", "or", "but") for w in row[i + 1 :])
        bare = ("VBZ" in entry or "VBD" in entry) and not {"NN", "JJ", "NNS"} & entry.keys()
        bare = bare or ("VBZ" in entry and row[i + 2 : i + 3][:1] in (["in"], ["on"], ["at"]))
        bare = bare or following in ("starts", "begins", "been", "being")
        bare = bare or (
            following in ("cut", "set", "ran", "did", "left", "made", "put") and _past(row[1].lower())
        )
        if bare and not joined:
            return row[:i]
        subject = following in _SUBJECTS or (row[i + 1][0].isupper() and following not in ("i",))
        if subject and any(
            w.lower() in ("was", "is", "were", "are") or _past(w.lower()) for w in row[i + 2 : i + 5]
        ):
            return row[:i]
        if following in _EVERYBODY and row[i + 2 : i + 3] and "VBZ" in words.tags(row[i + 2].lower()):
            return row[:i]
        if following in ("some", "both") and i + 2 < len(row) and "VB" in words.tags(row[i + 2].lower()):
            return row[:i]
        noun = "NN" in entry and i + 2 < len(row) and "VBD" in words.tags(row[i + 2].lower())
        named = row[i + 1][0].isupper() and any("VBG" in words.tags(w.lower()) for w in row[i + 2 : i + 5])
        if (noun and not joined) or named or following in ("that", "this"):
            return row[:i]
        if row[i + 2 : i + 4] == ["of", "them"] and not joined:
            return [*row[:i], "and", *row[i + 1 :]]
        if following[0].isdigit() and not following.isdecimal() and not joined:
            return row[:i]
        counted = following.isdecimal() or following in SMALL
        if (
            counted
            and not joined
            and row[i + 2 : i + 3]
            and row[i + 2].lower() in ("year", "years", "months")
            and len(row) > i + 3
            and row[i + 3] != ","
        ):
            return row[:i]
        if i == len(row) - 2 and row[-1].lower() in _city_words():
            return [*row[:i], "in", row[-1]]
        timed = row[-1].rstrip("s") in ("year", "month", "season")
        if i >= len(row) - 3 and not (joined or timed) and row.count(",") == 1 and row[i + 1].islower():
            return row[:i]
        if i == len(row) - 2 and not joined and row[-1].islower():
            return row[:i]
    return row


_EVERYBODY = frozenset("everybody everyone nobody somebody".split())
_SUBJECTS = _EVERYBODY | frozenset("he she they it some both".split())


def joined(row: list[str]) -> list[str]:
    """ "work inside it, learn the system, become …": a list of verbs gets its "and"; with one it is cut."""
    places = [
        i
        for i, w in enumerate(row[:-2])
        if w == ","
        and "VB" in words.tags(row[i + 1].lower())
        and (
            not {"NN", "JJ", "NNS"} & words.tags(row[i + 1].lower()).keys()
            or (
                row[0].lower() in ("be", "become")
                and row[i + 2].lower() in ("the", "a", "an", "each", "every")
            )
        )
    ]
    if not places and len(row) > 4 and row[0].lower() == "be" and "," in row:
        at = row.index(",")  # "be estimating, pricing the jobs"
        if at == 2 and at + 1 < len(row) and all("VBG" in words.tags(row[k].lower()) for k in (1, 3)):
            return [*row[:2], "and", *row[3:]] if "and" not in row else row
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


def with_to(row: list[str]) -> list[str]:
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
                return [*out, gerund, *with_to(row[i + 3 :])]
    return out


def agree(row: list[str], tags: list[str]) -> list[str]:
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


def articles(row: list[str], tags: list[str]) -> list[str]:
    """An article before a bare singular noun that names a job or a countable thing."""
    out: list[str] = []
    i, n = 0, len(row)
    while i < n:
        j = i
        while (
            j < n
            and (
                tags[j] in ("J", "N", "VN", "VG", "M")
                or (tags[j] == "NS" and tags[j + 1 : j + 2] == ["N"] and is_job(row[j + 1].lower()))
            )
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
                followed = row[j : j + 1] == ["of"] or len(group) > 1
                needs = needs and head in (things() if followed else things() - _BARE_PLACES)
            after = list(zip(row[j : j + 3], tags[j : j + 3], strict=True))
            if len(after) > 2 and after[0][0] == "and" and after[1][1] == "N" and after[2][1] in ("V0", "VZ"):
                needs = False  # "where hospital and insurer stop fighting": a pair
            if before == "C" and i > 1 and tags[i - 2] == "J":
                needs = False  # "a cheap and quick test"
            if j < n and tags[j] == "NS":
                needs = False  # "farm loans"
            if before == "C" and i > 2 and tags[i - 3] == "D" and tags[i - 2] == "N":
                needs = False  # "a speech and language therapy assistant"
            if before == "VZ" and i > 1 and tags[i - 2] == "N" and "NNS" in words.tags(row[i - 1].lower()):
                needs = False  # "a farm loans app"
            if before == "," and after and after[0][0] in (",", "and"):
                needs = False  # a name in a list of things: "the registries, cancer, vaccines"
            if before in ("AM", "BE") and group[0].lower().endswith("ing"):
                needs = False  # "I'm building": what they do, no thing
            if (
                needs
                and head not in _NO_ARTICLE
                and not (
                    group[0][0].isupper()
                    and not group[0].endswith("day")
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


_NO_ARTICLE = frozenset("school university college work home court care".split())
_BARE_PLACES = frozenset(
    "school university college work home court floor career course practice ward exam degree range label "
    "position role project product system".split()
)
