"""What hangs on a wish and does not belong to it: asides, contrasts, and words that point elsewhere."""

from avow.language import words
from avow.language.tokens import Kind, Token

Row = tuple[Token, ...]

_AUXILIARY = frozenset("do does did is are was were can could will would should has have".split())


def without_asides(tokens: Row) -> Row:
    """Without "instead", and without a "not X" between two commas."""
    row = [
        t
        for i, t in enumerate(tokens)
        if t.low != "instead" or "of" in (u.low for u in tokens[i + 1 : i + 2])
    ]
    for i in range(1, len(row) - 1):
        if row[i].text == "," and row[i + 1].low == "not" and (put := _corrected(row, i)):
            return put
        if row[i].text == "," and row[i + 1].low == "not":
            end = next((j for j in range(i + 2, min(len(row), i + 6)) if row[j].text == ","), 0)
            if end and end + 2 < len(row) and row[end + 1].low in ("a", "an", "the"):
                return tuple(row[:i] + row[end + 1 :])
            break
    return tuple(row)


_POINTED = frozenset("that this these those them it".split())


def _corrected(row: list[Token], i: int) -> Row:
    """ "have a yard, not a yard for me, a training yard": what was meant stands for what was said first."""
    end = next((j for j in range(i + 2, min(len(row), i + 9)) if row[j].text == ","), 0)
    start = next((k for k in range(i - 1, max(0, i - 4), -1) if row[k].low in ("a", "an", "the")), 0)
    if not end or not start or end + 2 >= len(row) or row[end + 1].low not in ("a", "an", "the"):
        return ()
    named = row[i - 1].low
    if named not in {t.low for t in row[i + 2 : end]} or named not in {t.low for t in row[end + 1 : end + 5]}:
        return ()
    return (*row[:start], *row[end + 1 :])


def without_pointing(row: Row) -> Row:
    """Without "like that", "of that kind" and their kin, which point at what was said elsewhere."""
    lows = [t.low for t in row]
    for i in range(2, len(lows) - 1):
        ends = i + 2 >= len(lows) or lows[i + 2] in (",", "and", "or", "but")
        led, pointed = lows[i], lows[i + 1] in _POINTED
        if pointed and ends and (led == "like" or (i > 3 and led in ("for", "with", "to", "of"))):
            return row[:i] + row[i + 2 :]
        if lows[i] == "of" and lows[i + 1 : i + 3] in (["that", "kind"], ["that", "sort"], ["this", "kind"]):
            return row[:i] + row[i + 3 :]
    return row


_IFS = frozenset("they he she it you possible allowed god".split())


def ended(tokens: Row) -> Row:
    """The complement up to where a contrast or an aside begins."""
    for i, token in enumerate(tokens):
        if i and token.low == "not" and tokens[i - 1].low in _AUXILIARY:
            continue
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        entry = words.tags(following)
        gerund = "VBG" in entry and "NN" not in entry
        if i > 2 and token.low == "or" and gerund and "VB" in words.tags(tokens[0].low):
            return tokens[: i - (tokens[i - 1].text == ",")]  # "become a lead or staying technical"
        if i > 1 and token.low == "if" and following in _IFS:
            return tokens[: i - (tokens[i - 1].text == ",")]
        if i > 1 and token.low in ("instead", "rather") and following in ("of", "than"):
            return tokens[: i - (tokens[i - 1].text == ",")]
        if token.low == "and" and i > 2 and i + 2 < len(tokens) and tokens[i + 2].low in ("is", "was", "are"):
            return tokens[: i - (tokens[i - 1].text == ",")]  # "…, and reading is what …"
        if token.low == "such" and i > 1 and tokens[i + 1 : i + 2] and tokens[i + 1].low == "that":
            return tokens[: i - (tokens[i - 1].text == ",")]
        if i and token.low == "not":
            if i + 1 < len(tokens) and tokens[i + 1].low in ("only", "just"):
                continue
            if tokens[i - 1].low == "to":
                continue  # "teach them to not be afraid"
            if i + 1 < len(tokens) and tokens[i + 1].low == "to" and tokens[i - 1].text != ",":
                return ()  # "deaf people not to need me"
            comma = next((k for k in range(i - 1, max(0, i - 3), -1) if tokens[k].text == ","), i)
            return tokens[:comma]  # "…, days not nights"
        if i > 1 and token.text == "," and i + 1 < len(tokens):
            ahead = [t.low for t in tokens[i + 1 : i + 4]]
            if ahead[0] in ("mine", "that", "this", "these", "last", "my") or "i" in ahead:
                return tokens[:i]
        if (
            i > 1
            and token.text == ","
            and i + 1 < len(tokens)
            and tokens[i + 1].low in ("be", "is", "was", "yes")
        ):
            return tokens[:i]
        if i and token.low in ("if", "unless", "because"):
            return tokens[: i - (tokens[i - 1].text == ",")]
        dotted = token.low == "e" and [t.low for t in tokens[i + 1 : i + 3]] == [".", "g"]
        if i > 1 and (dotted or token.low in ("eg", "etc", "namely")):
            return tokens[: i - (tokens[i - 1].text == ",")]
        if i > 1 and token.kind is Kind.SIGN and token.text in '…"“”':
            return tokens[:i]
    return tokens
