"""Principle "discreet": what need not be told is not told, and what is to be withheld never is."""

from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.reading.private import private_topics, withheld_spans
from avow.types import Draft, Finding, Material, Severity

_PLANS = {"compete": "a plan to set up on one's own or to compete", "leave": "a plan to leave"}
_MATTERS = {
    "health": "a matter of health",
    "family": "a family matter",
    "age": "the candidate's age",
    "belief": "faith or politics",
    "legal": "a legal matter",
}


def _withheld(draft: Draft, material: Material) -> Iterator[Finding]:
    if not material.brief.withhold:
        return
    for item, start, end in withheld_spans(draft.text, tuple(material.brief.withhold)):
        yield WITHHELD.finding(
            f"{draft.text[start:end]!r} tells what is to be withheld ({item})",
            start,
            end,
            type="disclosure",
            hint="leave it out, and do not hint at it",
        )


def _told(guard: Guard, draft: Draft, named: dict[str, str], hint: str) -> Iterator[Finding]:
    """Blocks what is clearly a private matter of the speaker, warns of what touches one, and of an age."""
    text = draft.text
    for topic in private_topics(text):
        if topic.name in named:
            yield guard.finding(
                f"{text[topic.start : topic.end]!r} tells {named[topic.name]}",
                topic.start,
                topic.end,
                type="disclosure",
                severity=None if topic.sure and topic.name != "age" else Severity.WARN,
                hint=hint,
            )


def _private(draft: Draft, material: Material) -> Iterator[Finding]:
    yield from _told(PRIVATE, draft, _MATTERS, "leave it out; nobody may ask for it and nothing is owed")


def _plans(draft: Draft, material: Material) -> Iterator[Finding]:
    named = _PLANS if material.company else {"leave": _PLANS["leave"]}  # nobody is there to compete with
    yield from _told(PLANS, draft, named, "leave the plan out, or say the growth that it stands for")


def _money(draft: Draft, material: Material) -> Iterator[Finding]:
    yield from _told(MONEY, draft, {"money": "money as a motive"}, "leave it out; pay has its own talk later")


_MILL = {"company": {"name": "Kiln & Crumb", "role": "Baker"}}

WITHHELD = Guard(
    code="withheld",
    principle="discreet",
    severity=Severity.BLOCK,
    summary="tells what the candidate asked to withhold",
    explanation=(
        "What the brief lists under withhold stays out of the answer, in these words or in others. Not even "
        "its shadow is left: 'until then' gives away that there is a then."
    ),
    check=_withheld,
    allows=(
        Example("I'd like to run the night bake one day.", {"withhold": ["the divorce"]}),
        Example("I want to teach children to bake bread.", {"withhold": ["my kids"]}),
        Example("Over time I'd like to learn how a whole shop is run.", {"withhold": ["own bakery"]}),
        Example("I still have two papers of the diploma to go.", {"withhold": ["the failed paper"]}),
        Example("I look after ovens, and one day after a team.", {"withhold": ["back problem", "age"]}),
    ),
    flags=(
        Example("Since my divorce I want to run the night bake.", {"withhold": ["the divorce"]}),
        Example("I have two daughters, so mornings suit me.", {"withhold": ["my kids"]}),
        Example("One day I want to open my own bakery.", {"withhold": ["own bakery"]}),
        Example("I bake well although I failed one paper.", {"withhold": ["the failed paper"]}),
        Example("A doctorate in cereal science comes next for me.", {"withhold": ["PhD plan"]}),
    ),
)
PRIVATE = Guard(
    code="disclosure-private",
    principle="discreet",
    severity=Severity.BLOCK,
    summary="tells of health, family, faith and the like",
    explanation=(
        "Health, family, age, faith, politics and legal matters are not owed to an interviewer, and once "
        "said they cannot be unsaid. Work with the sick, with children or with a parish is work and stays."
    ),
    check=_private,
    allows=(
        Example("I nurse people with dementia and hope to lead a ward in time."),
        Example("I learnt bread in my uncle's shop, and one day I'd like to teach it."),
        Example("Family law is my field, and I want to spend my years on settlements."),
        Example("I care for children with asthma, and I'd like to train others in it."),
        Example("At seventeen I began on the tills; one day I'd like to run the floor."),
    ),
    flags=(
        Example("I was diagnosed with diabetes, so I want to move from nights to teaching."),
        Example("I have three small kids, so I'd like a bakery with mornings only."),
        Example("My mother has dementia and lives alone, so I want to stay in town."),
        Example("My knee is shot, so in time I'd like to plan instead of carry."),
        Example("I'm 57 and would like to lead a bakery one day."),
        Example("My faith tells me to feed people, so I'd like to run a bakery."),
    ),
)
PLANS = Guard(
    code="disclosure-plans",
    principle="discreet",
    severity=Severity.BLOCK,
    summary="announces a plan to leave or to compete",
    explanation=(
        "A plan to go, or to open a rival shop, need not be told; telling it ends most interviews. It may "
        "be generalised to the growth it stands for. Nothing may be promised in its place."
    ),
    check=_plans,
    allows=(
        Example("In the long run I want to learn how a whole shop is run and put my talents to use.", _MILL),
        Example("One day I'd like to have my own bakery."),
        Example("I ran a stall on my own for three years and would love to lead a team next."),
        Example("I'd like guests to leave slower than they came; that is the house I hope to lead."),
        Example("For six years I've baked nights, and in time I'd like to teach."),
        Example("I help people who are moving home, and I'd like to do it for years."),
    ),
    flags=(
        Example("In five years I want to open my own bakery two streets from here.", _MILL),
        Example("I plan to leave after two years and would bake here until I do."),
        Example("I'm also applying in Leeds, and I'd like to lead a bakery."),
        Example("I may move abroad with my husband, but I'd like to bake here first."),
        Example("My dream is to be a founder, and this would be a stepping stone.", _MILL),
        Example("Eventually I'd like to have my own consultancy for bakers.", _MILL),
    ),
)
MONEY = Guard(
    code="disclosure-money",
    principle="discreet",
    severity=Severity.BLOCK,
    summary="gives money as the motive",
    explanation=(
        "Wanting to be paid is understood and has its own conversation. As the reason for an aspiration it "
        "tells the listener that a better offer would end it."
    ),
    check=_money,
    allows=(
        Example("I'd like to run a payroll desk that never gets a name wrong."),
        Example("I advise on mortgages and hope to train others to explain them well."),
        Example("Over the years I want to make sending money as safe as handing it over."),
        Example("I'd like to earn the trust of a whole town, one loaf at a time."),
        Example("I want to be on the side that decides where grants go."),
    ),
    flags=(
        Example("I want to lead a bakery because I need a higher salary."),
        Example("Honestly I'm in it for the money, and in time I'd like to lead."),
        Example("I want six figures by thirty and a bakery of some size."),
        Example("I'd like a job that is better paid, maybe leading a shift."),
        Example("I have a mortgage to pay off, so I'd like to move up in time."),
    ),
)
