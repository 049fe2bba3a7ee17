"""Agent, modality, polarity and hedging of clauses."""

import pytest

from avow.language.analysis import analyse
from avow.language.clauses import Agent, Clause, Modality


def only(text: str) -> Clause:
    (clause,) = analyse(text).clauses
    return clause


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("I'd like to run a kiln", Modality.WISH),
        ("My dream is a kiln", Modality.WISH),
        ("I plan to open a kiln", Modality.PLAN),
        ("I'm learning to glaze pots", Modality.PROGRESS),
        ("I used to glaze pots", Modality.PAST_HABIT),
        ("I glazed forty pots", Modality.FACT),
        ("I'd be glad to glaze pots", Modality.COURTESY),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    assert only(text).modality is modality


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("I fired the kiln", Agent.SELF),
        ("we fired the kiln", Agent.TEAM),
        ("my team fired the kiln", Agent.TEAM),
        ("my boss fired the kiln", Agent.OTHER),
        ("you fire the kiln daily", Agent.COMPANY),
        ("the kiln went cold", Agent.NONE),
    ],
)
def test_agent(text: str, agent: Agent) -> None:
    assert only(text).agent is agent


@pytest.mark.parametrize(
    "text", ["I don't want to sell pots", "never sold any pots", "no selling of pots please"]
)
def test_negation_reaches_what_follows(text: str) -> None:
    clause = only(text)
    assert clause.negated
    assert "pot" in clause.negated_content


@pytest.mark.parametrize(
    "text", ["I wouldn't mind selling pots", "I can't wait to sell pots", "not only pots"]
)
def test_some_negators_deny_nothing(text: str) -> None:
    assert not only(text).negated


def test_hedges_are_noticed() -> None:
    assert only("maybe I sell pots one day").hedged
    assert not only("I sell pots on Sundays").hedged


def test_a_sentence_falls_into_its_clauses() -> None:
    text = (
        "I'd like to teach glazing, and since 2019 I've fired the kiln, so I'd be glad to help your studio."
    )
    parts = [text[c.start : c.end] for c in analyse(text).clauses]
    assert parts == [
        "I'd like to teach glazing,",
        "and since 2019 I've fired the kiln,",
        "so I'd be glad to help your studio.",
    ]


def test_clauses_cover_every_token() -> None:
    text = "Long term? To be forgotten; the thing survives (I hope) - and that's all, no more."
    covered = sum(len(c.tokens) for c in analyse(text).clauses)
    assert covered == len(analyse(text).tokens)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            'My aunt told me, "You throw it, then you fire it," and that has stayed.',
            ['My aunt told me, "You throw it, then you fire it,"', "and that has stayed."],
        ),
        ('"I glaze the pots, and I fire them."', ['"I glaze the pots,', 'and I fire them."']),
        ('I want to "stay on, and I mean it.', ['I want to "stay on,', "and I mean it."]),
        (
            'I lay 6" pipe for them, and I lay 9" pipe for us.',
            ['I lay 6" pipe for them,', 'and I lay 9" pipe for us.'],
        ),
    ],
)
def test_quoted_speech_is_not_cut(text: str, parts: list[str]) -> None:
    assert [text[c.start : c.end].strip() for c in analyse(text).clauses] == parts
