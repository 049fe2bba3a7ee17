"""The other person: what is said to or of the candidate, as the candidate would say it."""

import re

_FIRST = {
    "you are": "I am",
    "you're": "I'm",
    "you were": "I was",
    "you've": "I've",
    "you'll": "I'll",
    "you'd": "I'd",
    "yourself": "myself",
    "yours": "mine",
    "your": "my",
    "you": "I",
    "are you": "am I",
    "were you": "was I",
    "the candidate's": "my",
    "the candidate is": "I am",
    "the candidate has": "I have",
    "the candidate wants": "I want",
    "the candidate": "I",
}
_OTHER = re.compile(r"\b(?:" + "|".join(sorted(_FIRST, key=len, reverse=True)) + r")\b", re.I)


def to_first(text: str) -> str:
    """The text with "you", "your" and "the candidate" as "I" and "my"; no grammar beyond that.

    Lexicons and checks that look for "my knee" or "I led" then find what a remark or a question says.
    """
    return _OTHER.sub(lambda found: _FIRST[found[0].lower().replace("’", "'")], text.replace("’", "'"))
