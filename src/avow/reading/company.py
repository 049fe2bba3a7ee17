"""Which of an employer's words may be quoted at all.

Company text is somebody else's: it is cut to one short phrase and refused where it talks to a machine,
to a recruiter or about candidates, or holds signs that no sentence needs.
"""

import re

_ASIDE = re.compile(r"\s*[(\[{<][^)\]}>]*[)\]}>]?")
_PLANTED = re.compile(
    r"\b(?:ignore|disregard|instruction|prompt|assistant|chatbot|language model|gpt|llm|ai|output|"
    r"system (?:prompt|message|override)|^system|"
    r"respond|reply|answers?|required?|requires|essential|must have|must hold|must be|a plus|ideal person|"
    r"interview|experience with|experience in|published at|looking for|look for|you should|you must|"
    r"you have|what you do|"
    r"note to|automated|(?:analysis|screening|tracking) software|immediate hire|recruiters?|resume|metadata|"
    r"ranking|shortlist|must be hired|recommend|applicants?|candidates?|must end|end with|begin with|"
    r"password|http|www|click|hire me|rating|score|json|override|pretend|repeat|translate)\b",
    re.I,
)


def clean_line(text: str) -> str:
    """The first sentence of a company text without asides, or "" where it is not fit to be quoted."""
    if re.search(r"[<>{}]|\]\(|://|[^\s]{31}", text):
        return ""
    text = " ".join(_ASIDE.sub("", text).split())
    first = re.split(r"(?<=[.!?;])\s+|\s+[—–]\s+|;\s*", text)[0].strip(" .!;:,\"'“”‘’-–—•*")
    if not first or _PLANTED.search(first) or not re.fullmatch(r"[\w\s,.'’%&:?/-]+", first) or "_" in first:
        return ""
    return first.replace("’", "'")


def name_of(text: str) -> str:
    """The employer's name where it is one, or ""."""
    line = " ".join(text.split()).strip(" .,")
    if (
        not line
        or len(line.split()) > 6
        or len(line) > 60
        or _PLANTED.search(line)
        or not re.fullmatch(r"[\w\s.&'’,-]+", line)
        or not any(c.isupper() for c in line)
    ):
        return ""
    small = [w for w in line.split() if w.islower() and w not in _NAME_WORDS]
    return "" if len(small) > 1 else line


_NAME_WORDS = frozenset(
    "of and the for de du des la le les da do dos di del der die das van von & y e a".split()
)
