"""Numbers as they are said: small ones in words, ranges with their "to", years with their "in"."""

from avow.reading.shorthand import SMALL, word_set


def counted(row: list[str]) -> list[str]:
    """Small whole numbers before what they count are spoken as words; ranges get their "to"."""
    out = list(row)
    for i, word in enumerate(row):
        before = row[i - 1] if i else ""
        following = row[i + 1] if i + 1 < len(row) else ""
        low, dash, high = word.partition("-")
        if (
            word.lower() in ("year", "month", "week", "season")
            and before
            and ((before.isdecimal() and before != "1") or before.lower() in SMALL[2:])
            and following.lower() not in ("old",)
            and not following[:1].islower()
        ) or (
            word.lower() in ("year", "month")
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
            and (following[:1].islower() or _names_things(before, following))
            and following not in ("to", "am", "pm", "and")
        ):
            if not before[:1].isupper() and before.lower() not in word_set("label"):
                out[i] = SMALL[int(word)]
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


def _names_things(before: str, following: str) -> bool:
    """ "did 3 Mamluk Qurans", not "on 3 March"."""
    return before.islower() and following.istitle() and following.lower() not in word_set("month")


_SEASONS = frozenset("spring summer autumn winter fall early late mid".split())


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")
