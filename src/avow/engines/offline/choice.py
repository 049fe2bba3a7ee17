"""Deterministic choice among frames: by the brief's words and the variant."""

import hashlib

from avow.types import Material


class Chooser:
    """The same brief and variant choose the same frames; another variant chooses others."""

    def __init__(self, seed: str, variant: int) -> None:
        digest = hashlib.blake2b(seed.encode("utf-8", "replace"), digest_size=6).digest()
        self._base = int.from_bytes(digest, "big") + variant
        self._slot = 0

    def pick(self, options: list[str]) -> str:
        """One of the options; each call is a new slot."""
        self._slot += 1
        return options[(self._base // self._slot + self._base) % len(options)]


_CREATIVE = frozenset(
    "playful bold creative curious experimental weird fun daring inventive fast loud colourful colorful "
    "imaginative trend-setting boutique".split()
)
_STAID = frozenset(
    "rigour rigor tradition careful lasting discreet formal quiet calm staid conservative prudent precise "
    "evidence steady exact unhurried sober".split()
)


def style_of(material: Material) -> str:
    """creative, staid or plain, by the words of the culture."""
    company = material.brief.company
    said = set(
        f"{company.culture} {' '.join(company.values)}".lower().replace(",", " ").replace(".", " ").split()
    )
    if said & _CREATIVE:
        return "creative"
    return "staid" if said & _STAID else "plain"
