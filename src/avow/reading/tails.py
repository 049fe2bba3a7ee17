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
        if row[i].text == "," and row[i + 1].low == "not":
            end = next((j for j in range(i + 2, min(len(row), i + 6)) if row[j].text == ","), 0)
            verb = "NN" not in words.tags(row[i - 1].low)  # "run, not own, a bakery"
            if verb and end and end + 2 < len(row) and row[end + 1].low in ("a", "an", "the"):
                return tuple(row[:i] + row[end + 1 :])
            break
    return tuple(row)


_POINTED = frozenset("that this these those them it".split())


_LIKING = frozenset("who that i they we people you".split())  # "people who like this"


def without_pointing(row: Row) -> Row:
    """Without "like that", "of that kind" and their kin, which point at what was said elsewhere."""
    lows = [t.low for t in row]
    for i in range(2, len(lows) - 1):
        ends = i + 2 >= len(lows) or lows[i + 2] in (",", "and", "or", "but")
        led, pointed = lows[i], lows[i + 1] in _POINTED
        meant = led == "like" and (lows[i + 1] not in ("it", "them") or "VB" not in words.tags(lows[i - 1]))
        meant = meant and lows[i - 1] not in _LIKING
        if pointed and ends and (meant or (i > 3 and led in ("for", "with", "to", "of"))):
            return row[:i] + row[i + 2 :]
        if lows[i] == "of" and lows[i + 1 : i + 3] in (["that", "kind"], ["that", "sort"], ["this", "kind"]):
            return row[:i] + row[i + 3 :]
    return row


_RELATING = frozenset("where who that which how".split())  # "where old and young are equal"


def ended(tokens: Row) -> Row:
    """The complement up to where a contrast or an aside begins."""
    for i, token in enumerate(tokens):
        if i and token.low == "not" and tokens[i - 1].low in _AUXILIARY:
            continue
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        before = tokens[: max(0, i - (tokens[i - 1].text == ","))]
        entry = words.tags(following)
        gerund = "VBG" in entry and "NN" not in entry
        if i > 2 and token.low == "or" and gerund and "VB" in words.tags(tokens[0].low):
            return before  # "become a lead or staying technical"
        if i > 1 and token.low in ("instead", "rather") and following in ("of", "than"):
            return before
        told = (
            token.low == "and" and i > 2 and i + 2 < len(tokens) and tokens[i + 2].low in ("is", "was", "are")
        )
        if told and _RELATING.isdisjoint(t.low for t in tokens[:i]):
            return before  # "…, and reading is what …"
        if token.low == "such" and i > 1 and tokens[i + 1 : i + 2] and tokens[i + 1].low == "that":
            return before
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
            return before
        dotted = token.low == "e" and [t.low for t in tokens[i + 1 : i + 3]] == [".", "g"]
        if i > 1 and (dotted or token.low in ("eg", "etc", "namely")):
            return before
        if i > 1 and token.kind is Kind.SIGN and token.text in '…"“”':
            return tokens[:i]
    return tokens
