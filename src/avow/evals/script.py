"""A chat that plays a model: its drafts are written beforehand, its verdicts are the labels.

It stands where an endpoint would, so that prompts, parsing, anchors, guards, verification and repair are
the product's own. The verifier it plays is an oracle: it finds exactly what was labelled. What is missed
with it is lost on the way, not by the model.
"""

import json
import re
from collections.abc import Sequence

from avow.engines.dialect import ChatRequest
from avow.engines.shape import Completion
from avow.evals.items import Item
from avow.evals.texts import overlap, plain, quantities, sentences, stems
from avow.types import Material, Owner, Statement

_CLAIM = re.compile(r'^claim (\d+) (".*")$', re.M)
MOST_QUOTES = 8


class ScriptedChat:
    """Answers rewrite and repair with the item's script (its last text for ever), verify by its labels.

    A script is a list of answer texts, or of {"raw": "…"} for a completion that is sent as it stands.
    """

    def __init__(self, item: Item, material: Material) -> None:
        self._script = list(item.extra.get("script", ()))
        self._wrong = [span.text for span in item.spans if span.text] + list(item.extra.get("wrong", ()))
        self._material = material
        self._next = 0

    async def send(self, request: ChatRequest, /) -> Completion:
        """The next completion of the script, or the verdict on the claims in the request."""
        user = request.messages[1][1]
        if request.prompt == "verify":
            return _completion(verdicts(user, self._wrong, self._material), request)
        step = self._script[min(self._next, len(self._script) - 1)]
        self._next += 1
        text = step["raw"] if isinstance(step, dict) else written(step, self._material)
        return _completion(text, request)

    async def close(self) -> None:
        """Nothing to close."""


def _completion(text: str, request: ChatRequest) -> Completion:
    asked = sum(len(part) for _, part in request.messages)
    return Completion(text, asked // 4, len(text) // 4)


def written(answer: str, material: Material) -> str:
    """The completion of a model that would say this: each sentence with quotes of its nearest statements."""
    spoken = [
        {
            "text": sentence,
            "claims": [{"cites": [s.id], "quote": s.text[:1_900]} for s in nearest(sentence, material)],
        }
        for sentence in sentences(answer)
    ]
    reply = {
        "sentences": spoken,
        "left_out": [],
        "fit": {"level": "unknown", "reason": "written for the suite"},
        "wanted": [],
    }
    return json.dumps(reply, ensure_ascii=False)


def nearest(text: str, material: Material) -> list[Statement]:
    """The statements that share words or quantities with a text, nearest first."""
    numbers = quantities(text) - {1.0}

    def near(statement: Statement) -> float:
        return overlap(text, statement.text) + 2 * bool(numbers & quantities(statement.text))

    ranked = sorted(material.statements, key=near, reverse=True)
    return [s for s in ranked if stems(text) & stems(s.text) or near(s) >= 2][:MOST_QUOTES]


def verdicts(user: str, wrong: Sequence[str], material: Material) -> str:
    """Unsupported where a claim holds labelled words, else supported by the candidate's nearest statement."""
    judged = []
    own = [s for s in material.statements if s.owner is Owner.CANDIDATE]
    for number, quoted in _CLAIM.findall(user):
        claim = str(json.loads(quoted))
        bad = next((words for words in wrong if _meets(words, claim)), None)
        base: dict[str, object] = {
            "claim": int(number),
            "type": "none",
            "statements": [],
            "quote": "",
            "words": "",
            "ask": "",
        }
        if bad is not None:
            verdict: dict[str, object] = {"verdict": "unsupported", "words": bad, "ask": "What is true here?"}
        else:
            source = max(own, key=lambda s: overlap(claim, s.text))
            verdict = {"verdict": "supported", "statements": [source.id], "quote": source.text[:1_900]}
        judged.append(base | verdict)
    return json.dumps({"claims": judged}, ensure_ascii=False)


def _meets(words: str, claim: str) -> bool:
    """Whether a claim holds the labelled words, or three of them in a row."""
    span, said = plain(words).strip(".,;:!? ").split(), f" {plain(claim)} "
    size = min(3, len(span))
    runs = (" ".join(span[at : at + size]) for at in range(len(span) - size + 1))
    return bool(span) and any(re.search(rf"(?<!\w){re.escape(run)}(?!\w)", said) for run in runs)
