"""Words of speech and dialect put into the standard form, where only one can be meant."""

from avow.language import words
from avow.reading.shorthand import SMALL


def worded(row: list[str]) -> list[str]:
    """ "like 40 articles" → "about 40"; "what" between commas is a filler; "whole team" needs its article."""
    out: list[str] = []
    row = ["on" if w == "in" and _sided(row[i + 1 : i + 6]) else w for i, w in enumerate(row)]
    for i in range(len(row)):
        word = row[i]
        if not word:
            continue
        low, before = word.lower(), row[i - 1].lower() if i else ""
        following = row[i + 1] if i + 1 < len(row) else ""
        if low == "like" and following[:1].isdigit():
            if out and out[-1].lower() in ("something", "anything"):
                out.pop()  # "something like 90"
            out.append("about")
        elif low == "like" and before not in _WANTING and _amount(following, row[i + 2 : i + 3]):
            out.append("about")  # "behind like half our calls", "like a dozen"
        elif low == "," and _checked(row, i):
            continue  # "the one who checks, quality"
        elif low == "what" and before == "," and following == ",":
            out.pop()
        elif low == "," and out and before == "what" and i > 1 and row[i - 2] == ",":
            continue
        elif word in _ARTICLED and before in ("in", "to", "from", "across", "of"):
            out.extend(["the", word])
        elif low == "all" and following.lower() == "the" and _one_thing(row[i + 2 : i + 4]):
            row = [*row[: i + 1], "", *row[i + 2 :]]
            out.extend(["the", "whole"])
        elif low == "whole" and before not in _WHOLE and "NN" in words.tags(following.lower()):
            out.extend(["a", "whole"])
        elif low.endswith("'s") and word.islower() and before in _TRANSITIVE and "NN" in words.tags(low[:-2]):
            out.extend(["the", word])
        elif (
            low == "since"
            and "old" not in [w.lower() for w in row[i + 2 : i + 4]]
            and (following.isdecimal() or following.lower() in SMALL)
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
        elif low in ("one", "person", "guy") and before == "the" and _relative(following):
            verb = words.tags(following.lower())["VB"]
            out.extend([word, "who"])
            row[i + 1] = words.inflect(verb, "VBZ") or following
        elif low == "you" and before in _PEOPLE and "VB" in words.tags(following.lower()):
            out.extend(["that", word])  # "the fella you ring"
        elif low == "them" and _counted(row[i + 1 : i + 3]):
            out.append("those")
        elif low == "such" and following.lower() not in ("as", "things"):
            continue  # "such a hut": pointed at before, here any
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


def _sided(ahead: list[str]) -> bool:
    """ "(in) the lab side": one is on a side."""
    if ahead[:1] != ["the"] or "side" not in ahead[1:4]:
        return False
    at = ahead.index("side")
    return "of" not in ahead[:at] and ahead[at + 1 : at + 2] != ["by"]  # "in the kitchen side by side"


def _checked(row: list[str], i: int) -> bool:
    """A comma between the verb of a relative clause and the one bare noun that ends the phrase."""
    if i != len(row) - 2 or i < 3 or row[i - 2].lower() not in ("who", "that"):
        return False
    return "VBZ" in words.tags(row[i - 1].lower()) and "NN" in words.tags(row[i + 1].lower())


_WANTING = frozenset("i i'd would really we we'd".split())


def _amount(following: str, after: list[str]) -> bool:
    return following.lower() in ("half", "most") or (following == "a" and after == ["dozen"])


def _one_thing(ahead: list[str]) -> bool:
    """A noun in the singular: "all the country" is the whole of it."""
    nouns = [w.lower() for w in ahead if "NN" in words.tags(w.lower()) or "NNS" in words.tags(w.lower())]
    return bool(nouns) and ahead[0].lower() == nouns[0] and not any(w.endswith("s") for w in nouns)


def _counted(ahead: list[str]) -> bool:
    """Whether a plural noun follows, after an adjective at most: "them old blades"."""
    noun = ahead[1:] if ahead and "JJ" in words.tags(ahead[0].lower()) else ahead[:1]
    return bool(noun) and "NNS" in words.tags(noun[0].lower()) and "VBZ" not in words.tags(ahead[0].lower())


_ARTICLED = frozenset("UK US USA UAE EU Gulf Philippines Netherlands Emirates Caribbean".split())
_PEOPLE = frozenset("fella bloke guy one person man woman lad lady".split())
_TRANSITIVE = frozenset("lead run manage of for with in at handle train help".split())


_MOVES = frozenset("go move get into to on in towards want like".split())


_WHOLE = frozenset("the a my our this that their his her its your".split())


def _relative(following: str) -> bool:
    """ "the one read the tree": a relative clause that lost its pronoun."""
    entry = words.tags(following.lower())
    return entry.get("VB") == following.lower() and (
        "NN" not in entry or following in ("check", "plan", "design", "lead", "run")
    )


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
