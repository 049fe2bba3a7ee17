"""The mutation generator: each operator by hand, exact spans, and fillers that the brief lacks."""

import re

import pytest

from avow.errors import UsageError
from avow.evals.mutate import OPERATORS, PLANTED, data, mutate, planted
from avow.evals.mutate.numbers import spelled
from avow.evals.mutate.plant import fill, insert_sentence, is_new
from avow.evals.mutate.text import brief_text, known_values, sentences, stated_values, with_article
from avow.types import Brief

BRIEF = Brief.model_validate(
    {
        "question": "Where do you see yourself in ten years?",
        "aspiration": (
            "I've repaired clocks for six years in Ghent. I'd like to run a workshop for tower clocks. "
            "I don't want to sell watches. I'm learning gear cutting. My boss restored the station clock. "
            "I helped with the town hall bells."
        ),
        "facts": [
            "Clock repairer, Ghent, 6 years",
            "Volunteer guide, Bruges, since 2019",
            "Restored 14 longcase clocks, 2021",
        ],
        "company": {"name": "Belfry Works", "mission": "Every tower tells the right time"},
        "withhold": ["the divorce"],
    }
)
ANSWER = (
    "In ten years I'd like to run a workshop for tower clocks. I have repaired clocks for six years, "
    "and I've restored 14 longcase clocks. I have a taste of gear cutting, and I'd be glad to put it to work "
    "for a house where every tower tells the right time."
)
SEEDS = range(60)


def mutants(operator, brief=BRIEF, answer=ANSWER):
    found = [m for seed in SEEDS if (m := mutate(operator, brief, answer, seed))]
    assert found, f"{operator} does not apply to the example"
    return found


def spans(operator, **kwargs):
    return {m.answer[m.start : m.end] for m in mutants(operator, **kwargs)}


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_plants_an_exact_span(operator):
    for m in mutants(operator):
        assert m.operator == operator
        assert m.answer != ANSWER
        assert 0 <= m.start < m.end <= len(m.answer)
        planted_text = m.answer[m.start : m.end]
        assert planted_text == planted_text.strip() or operator == "strength"
        # What stands outside the span is the good answer's own.
        head, rest = m.answer[: m.start], m.answer[m.end :]
        if operator != "markdown":  # a list rewrites line breaks too
            assert ANSWER.startswith(head.rstrip(" ,-"))
            assert ANSWER.endswith(rest.lstrip(" ,"))


@pytest.mark.parametrize("operator", OPERATORS)
def test_mutants_depend_on_the_arguments_only(operator):
    first = [mutate(operator, BRIEF, ANSWER, seed) for seed in range(8)]
    assert first == [mutate(operator, BRIEF, ANSWER, seed) for seed in range(8)]
    if operator not in ("attribution", "number_changed", "number_rebound"):
        assert len({m.answer for m in first if m}) > 1


@pytest.mark.parametrize("operator", [*PLANTED, "withheld_item"])
def test_inserting_operators_have_enough_distinct_carriers(operator):
    carriers = data.carriers(operator)
    assert len(set(carriers)) == len(carriers) >= 25
    assert len({place for place, _ in carriers}) >= 3
    for place, text in carriers:
        if place in ("open", "sentence", "close"):
            assert text == text.strip()
        elif place == "trail":
            assert text.startswith((",", " "))
            assert not text.endswith(".")
        else:
            assert text.endswith(" ")


def test_every_filler_list_is_long_and_every_slot_has_one():
    lists = data.tables()["fillers"]
    for name, entries in lists.items():
        assert len(set(entries)) == len(entries) >= 40, name
    for operator in PLANTED:
        for _, text in data.carriers(operator):
            for slot in re.findall(r"\{(?:a )?(\w+)\}", text):
                assert slot.lower() in lists


@pytest.mark.parametrize("slot", sorted(data.tables()["fillers"]))
def test_a_filler_that_the_brief_holds_is_never_used(slot):
    held = data.fillers(slot)[:30]
    brief = BRIEF.model_copy(update={"facts": held})
    for filler in held:
        assert not is_new(slot, filler, brief, ANSWER)


def test_fill_gives_up_when_nothing_new_is_left():
    from random import Random

    brief = BRIEF.model_copy(update={"facts": data.fillers("org")})
    assert fill("I was at {org}.", brief, ANSWER, Random(1)) is None
    assert fill("I was at {org}.", BRIEF, ANSWER, Random(1)) is not None


def test_invented_numbers_differ_in_value_not_only_in_wording():
    held = "I was twelve years in it. A dozen of us. Since 2016. 1,200 orders a day."
    brief = BRIEF.model_copy(update={"aspiration": held})
    assert not is_new("headcount", "12", brief, "")
    assert not is_new("year", "2016", brief, "")
    assert not is_new("tally", "1,200 orders a day", brief, "")
    assert not is_new("duration", "nine years", brief, "")  # since 2016, told in 2025
    for m in mutants("number_invented", brief=brief):
        assert not stated_values(m.answer[m.start : m.end]) & known_values(brief_text(brief))


def test_number_changed_gives_a_value_that_nobody_stated():
    known = known_values(brief_text(BRIEF))
    found = spans("number_changed")
    assert len(found) > 2
    for text in found:
        assert text.isdigit() or text.isalpha()
        assert not stated_values(text) & known
    assert not any(m.answer.startswith("In ") and m.start < 10 for m in mutants("number_changed"))


def test_number_rebound_takes_a_value_of_the_brief():
    assert spans("number_rebound") <= {"fourteen", "6", "14", "six", "10", "ten"}
    answers = {m.answer for m in mutants("number_rebound")}
    assert any("clocks for fourteen years" in a or "restored 6 longcase" in a for a in answers)


def test_polarity_asserts_what_is_denied():
    assert all("sell watches" in s for s in spans("polarity"))
    plain = BRIEF.model_copy(update={"aspiration": "I want to repair clocks.", "facts": []})
    assert mutate("polarity", plain, ANSWER, 1) is None
    for denied, told in (
        ("Not interested in going up to matron.", "going up to matron"),
        ("Auctioneering does not attract me; no.", "auctioneering"),
        ("I can't drive a lorry.", "I can drive a lorry."),
        ("I have never managed a budget.", "I have managed a budget."),
    ):
        brief = BRIEF.model_copy(update={"aspiration": denied, "facts": []})
        assert all(told.lower() in s.lower() for s in spans("polarity", brief=brief))


def test_modality_tells_plans_as_facts():
    found = spans("modality")
    assert any("gear cutting" in s for s in found)
    assert any("run a workshop" in s for s in found)
    study = BRIEF.model_copy(update={"aspiration": "I'm studying for the CPA exam.", "facts": []})
    assert {m.type for m in mutants("modality", brief=study, answer="I'm Jo.")} == {"credential"}


def test_strength_and_attribution_raise_the_candidate_s_part():
    strong = spans("strength")
    assert any("town hall bells" in s for s in strong)
    assert any("deep experience of" in s for s in strong)
    assert all("restored the station clock" in s for s in spans("attribution"))
    quiet = BRIEF.model_copy(update={"aspiration": "I repair clocks.", "facts": []})
    assert all(quiet.company.mission in s for s in spans("attribution", brief=quiet))


def test_commingling_crosses_two_facts():
    found = " ".join(spans("commingling"))
    assert "Clock repairer, Bruges, 6 years" in found
    assert "Volunteer guide, Bruges, since 2021" in found
    assert "estored 14 longcase clocks in 2019" in found
    single = BRIEF.model_copy(update={"aspiration": "I repair clocks.", "facts": BRIEF.facts[:1]})
    assert mutate("commingling", single, ANSWER, 1) is None


def test_intent_flip_replaces_the_wish():
    for m in mutants("intent_flip"):
        assert "workshop for tower clocks" not in m.answer
        assert m.answer[m.end :] == ANSWER[ANSWER.index(". I have repaired") + 1 :]


def test_promises_and_histories_spare_briefs_that_speak_of_them():
    loyal = BRIEF.model_copy(update={"aspiration": "I want to stay and grow old in one firm."})
    old = BRIEF.model_copy(update={"aspiration": "I've always wanted this."})
    assert mutate("tenure_promised", loyal, ANSWER, 3) is None
    assert mutate("history_of_wanting", old, ANSWER, 3) is None


def test_form_operators():
    assert all("divorce" in s for s in spans("withheld_item"))
    assert mutate("withheld_item", BRIEF.model_copy(update={"withhold": []}), ANSWER, 1) is None
    for item, told in (
        ("wedding", "my wedding"),
        ("her brother's accident", "my brother's accident"),
        ("launch a firm", "the plan to launch a firm"),
        ("leaving in two years", "leaving in two years"),
    ):
        brief = BRIEF.model_copy(update={"withhold": [item]})
        assert all(told in s.lower() for s in spans("withheld_item", brief=brief))
    assert all(re.search(r"[*_#`|<\[\]~>=+•-]|1\.", s) for s in spans("markdown"))
    long = mutate("filler_too_long", BRIEF, ANSWER, 1)
    assert long is not None
    assert len(long.answer.split()) > 1.5 * 150
    assert long.answer.startswith(ANSWER)


def test_sentences_go_only_between_sentences_that_do_not_lean_on_each_other():
    from random import Random

    text = "My hope is simple. That is why I came. Who is Dr. Ames? A friend. I repair clocks."
    for seed in range(40):
        edit = insert_sentence(text, "Zzz.", Random(seed))
        assert edit.answer.replace(" Zzz.", "") == text
        assert "simple. Zzz." not in edit.answer
        assert "Ames? Zzz." not in edit.answer


def test_readings_of_english():
    text = 'I met Dr. Ames. Is it 4.5? "Yes." Then we left'
    assert [text[s:e] for s, e in sentences(text)] == [
        "I met Dr. Ames.",
        "Is it 4.5?",
        '"Yes."',
        "Then we left",
    ]
    assert {6.0, 12.0, 25.0, 1200.0} <= stated_values("half a dozen, twelve, twenty-five and 1,200")
    assert [spelled(n) for n in (7, 40, 83, 360, 1620)] == [
        "seven",
        "forty",
        "eighty-three",
        "three hundred and sixty",
        "one thousand six hundred and twenty",
    ]
    nouns = ("art director", "union rep", "HR business partner", "PhD student", "head gardener", "SAP lead")
    assert [with_article(n).split()[0] for n in nouns] == ["an", "a", "an", "a", "a", "an"]


def test_planted_spreads_operators_and_is_deterministic():
    rows = [(BRIEF, ANSWER)] * 22
    found = list(planted(rows, 3, 5))
    assert found == list(planted(rows, 3, 5))
    assert found != list(planted(rows, 3, 6))
    assert len(found) == 66
    assert {m.operator for _, m in found} == set(OPERATORS)
    per_row = [found[i : i + 3] for i in range(0, 66, 3)]
    assert all(len({m.operator for _, m in row}) == 3 for row in per_row)
    assert {m.operator for _, m in planted(rows, 1, 5, ["insult", "markdown"])} == {"insult", "markdown"}


def test_unknown_operators_and_missing_data_are_said_in_one_line(tmp_path):
    with pytest.raises(UsageError, match="no mutation operator 'nope'; choose from number_invented"):
        mutate("nope", BRIEF, ANSWER, 1)
    with pytest.raises(UsageError, match="the mutation suite needs the evals folder"):
        data.tables(tmp_path / "absent.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("[a", encoding="utf-8")
    with pytest.raises(UsageError, match="correct the file"):
        data.tables(broken)
    assert mutate("insult", BRIEF, "  ", 1) is None


def test_the_generator_shares_no_code_with_the_gate():
    from pathlib import Path

    import avow.evals.mutate

    sources = Path(avow.evals.mutate.__file__).parent.glob("*.py")
    imported = {
        m for p in sources for m in re.findall(r"(?:from|import) (avow[\w.]*)", p.read_text(encoding="utf-8"))
    }
    assert all(m.startswith(("avow.evals.mutate", "avow.types", "avow.errors")) for m in imported)
