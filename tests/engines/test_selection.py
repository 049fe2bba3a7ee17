import pytest

from avow.engines.selection import fitting, without_withheld
from avow.errors import ConfigurationError
from avow.material import cut
from avow.types import Brief, Company, Material


def material(**more: object) -> Material:
    brief: dict[str, object] = {
        "aspiration": "I want to lead a night pharmacy. My knee is bad.",
        "facts": ["Dispensed on nights at a hospital", "Won a chess cup in 1999"],
        "company": Company(
            name="Norrby Clinics",
            role="Night pharmacist",
            posting="We bake bread.\nNight pharmacy team of four.",
        ),
        **more,
    }
    return cut(Brief.model_validate(brief))


def test_withheld_statements_stay_behind_and_are_named() -> None:
    chosen = without_withheld(material(withhold=["my knee"]))
    assert "My knee is bad." not in [s.text for s in chosen.statements]
    assert chosen.notes == ("not sent, because it is to be withheld: A2",)
    assert without_withheld(material()).notes == ()


def test_nothing_is_sent_where_the_whole_aspiration_is_withheld() -> None:
    with pytest.raises(ConfigurationError, match="--send-withheld"):
        without_withheld(material(aspiration="I want my knee healed", withhold=["knee"]))


def words(text: str) -> int:
    return len(text.split())


def test_the_least_relevant_whole_statements_go_first() -> None:
    ours = material()
    everything = sum(words(s.text) + 8 for s in ours.statements)
    assert fitting(ours.statements, "q", everything, words).notes == ()
    room = everything
    gone: list[str] = []
    while room > 0:
        room -= 1
        try:
            kept = fitting(ours.statements, "q", room, words).statements
        except ConfigurationError:
            break
        assert set(kept) <= set(ours.statements)
        gone += [s.text for s in ours.statements if s not in kept and s.text not in gone]
    assert gone.index("We bake bread.") < gone.index("Night pharmacy team of four.")
    assert gone.index("Won a chess cup in 1999") < gone.index("Dispensed on nights at a hospital")
    assert not {"I want to lead a night pharmacy."} & set(gone)


def test_no_limit_no_selection() -> None:
    ours = material()
    assert fitting(ours.statements, "q", None, words).statements == ours.statements


def test_too_small_a_window_is_one_line() -> None:
    with pytest.raises(ConfigurationError, match="larger context"):
        fitting(material().statements, "q", 3, words)
