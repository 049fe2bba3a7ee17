"""Numbers told in another way: what the material settles passes, every other number blocks."""

import pytest

from avow.language.analysis import Text
from avow.material import cut
from avow.truth.evidence import Evidence
from avow.truth.gate import hits
from avow.types import Brief, Company


def blocked(material: str, answer: str, company: Company | None = None) -> list[str]:
    brief = Brief(aspiration=f"I want to grow in my field. {material}.", company=company or Company())
    return [answer[h.start : h.end] for h in hits(Text(answer), Evidence(cut(brief))) if h.type == "number"]


SETTLED = [
    # units
    ("18 months", "I've been there a year and a half."),
    ("2 and half years", "I've been there for thirty months."),
    ("6 week placement", "I had a placement of a month and a half."),
    ("3 semesters as TA", "For a year and a half I was a teaching assistant."),
    ("1.5 hours a day", "Ninety minutes a day are mine."),
    ("2 tonnes of bread", "Two thousand kilos of bread leave us."),
    ("20 bob a day", "Twenty shillings a day is what a trader can pay."),
    # rounding
    ("11 people", "I lead about a dozen people."),
    ("driver for 14 years", "I've driven for over a decade."),
    ("9 years", "I've nearly ten years behind me."),
    ("60-70 slips a day", "Sixty-five slips or so a day are mine."),
    ("63 notebooks", "Five dozen notebooks I have read, and a few more."),
    # spans and sums
    ("teacher 2008-2019, then tutor", "I spent eleven years teaching."),
    ("started at 19, I'm 31", "I've done this for twelve years."),
    ("call-taker 5 years then dispatch 4 years", "Nine Nova Scotian years have taught me that."),
    ("2 yrs barista, 3 yrs shift lead, 1 yr manager", "Six years in coffee, all told."),
    ("11 years, out of which 6 in the control room", "Five years outside the control room."),
    ("15 years. Half of those nights", "Seven and a half years of it were nights."),
    ("volumes from 1640 to 1834", "Volumes of almost two centuries have passed through my hands."),
    ("teacher since 1996", "I've taught since the mid-1990s."),
    ("joined in 2015", "For about ten years I've done this."),
    ("I teach in my fifteenth year", "I've taught for fifteen years."),
    # shares
    ("error of nine percent", "It errs in nine characters out of a hundred."),
    ("I fail about four in ten", "I fail forty percent or so."),
    ("I fail about four in ten", "Six in ten pass with me."),
    ("2 of 5 modules done", "Two fifths of the modules are done."),
    ("2 of my 3 apprentices passed", "Two thirds of my apprentices passed."),
    ("year 3 of 4", "Three quarters of the course are behind me."),
    ("one third of them fail", "Thirty-three percent of them fail."),
    ("411 houses, 60 with one light", "About one in seven has a single light."),
    ("loss ratio 140%", "For every hundred paid in, a hundred and forty went out."),
    ("grew the club from 12 to 60 members", "The club is five times the size it was."),
    # rates
    ("ten tides a month", "I work some hundred and twenty tides a year."),
    ("2 tankers every single day", "Fourteen tankers a week come to us."),
    ("300 swaps in one day shift, two of us", "We do a hundred and fifty swaps each."),
    ("every other Thursday people eat", "Twenty-six times a year people eat."),
    # what is counted one by one, and what only sounds like a number
    ("I speak Setswana, English, Shiyeyi and a greeting in Naro", "I can greet people in a fourth language."),
    ("we are 3 in the team", "I work with two colleagues."),
    ("1.5 million budget", "A seven-figure budget was mine."),
    ("6.10pm the escalator jams", "At ten past six the escalator jams."),
    ("I have no plan", "I don't have a ten-year plan."),
    ("nine of those years I reached quota", "I reached quota nine times."),
]  # fmt: skip


@pytest.mark.parametrize(("material", "answer"), SETTLED)
def test_settled_by_the_material(material: str, answer: str) -> None:
    assert blocked(material, answer) == []


INVENTED = [
    ("18 months", "I've been there for three years."),
    ("driver for 14 years", "I've driven for over two decades."),
    ("9 years", "I've nearly fifteen years behind me."),
    ("60-70 slips a day", "Ninety slips or so a day are mine."),
    ("teacher 2008-2019, then tutor", "I spent sixteen years teaching."),
    ("teacher since 1996", "I've taught since the 1980s."),
    ("15 years. Half of those nights", "Three and a half years of it were nights."),
    ("I fail about four in ten", "I fail seventy percent or so."),
    ("2 of 5 modules done", "Four fifths of the modules are done."),
    ("ten tides a month", "I work some three hundred tides a year."),
    ("300 swaps in one day shift, two of us", "We do ninety swaps each."),
    ("grew the club from 12 to 60 members", "The club is nine times the size it was."),
    ("we are 3 in the team", "I work with seven colleagues."),
    ("1.5 million budget", "A five-figure budget was mine."),
    ("2 tonnes of bread", "Eight hundred kilos of bread leave us."),
    ("I speak Setswana and English", "Naro is my sixth language."),
    ("eight years behind the bar. trained one recruit", "I've trained eight recruits."),
]  # fmt: skip


@pytest.mark.parametrize(("material", "answer"), INVENTED)
def test_invented(material: str, answer: str) -> None:
    assert blocked(material, answer)


EMPLOYER = Company(name="Ofen", mission="Bread in forty schools", culture="12 bakers")


def test_what_the_employer_counts_may_be_said_of_it() -> None:
    assert blocked("baker", "I like that you have twelve bakers.", EMPLOYER) == []
    assert blocked("baker", "I was drawn by those forty schools.", EMPLOYER) == []
    assert blocked("baker", "I've led twelve bakers.", EMPLOYER) == ["twelve"]


def test_numbers_of_the_text_itself_are_no_claims() -> None:
    assert blocked("baker", "1. I'd like to teach.\n2) I'd like to bake.\n(58 words)") == []
