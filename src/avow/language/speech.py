"""How long a text takes to say."""

from avow.language.analysis import analyse

# 145 words a minute: an unhurried speaker; ordinary conversation runs from about 120 to 160.
WORDS_PER_SECOND = 2.4


def words(text: str) -> int:
    """The number of spoken words."""
    return analyse(text).word_count


def seconds(text: str) -> int:
    """Spoken length in seconds, rounded."""
    return round(words(text) / WORDS_PER_SECOND)
