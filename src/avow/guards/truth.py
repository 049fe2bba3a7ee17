"""The truth gate as guards: what code alone can prove unsupported, each with its examples."""

from collections.abc import Callable, Iterable, Iterator

from avow.guards.base import Check, Example, Guard
from avow.language.analysis import Text, analyse
from avow.truth import anchors, credentials, employer, names, numbers, polarity, posts, promises
from avow.truth.evidence import Evidence, Hit, evidence
from avow.types import Draft, Finding, Material, Severity

_Hits = Callable[[Text, Evidence], Iterable[Hit]]


def _guard(
    code: str,
    summary: str,
    explanation: str,
    hits: _Hits,
    hint: str,
    allows: tuple[Example, ...],
    flags: tuple[Example, ...],
) -> Guard:
    """A blocking guard of the principle "truthful" over one function of the truth room."""

    def check(draft: Draft, material: Material) -> Iterator[Finding]:
        for hit in hits(analyse(draft.text), evidence(material)):
            yield guard.finding(
                hit.message, hit.start, hit.end, type=hit.type, nearest=hit.nearest, hint=hint
            )

    guard = Guard(code, "truthful", Severity.BLOCK, summary, explanation, check, allows, flags)
    return guard


NUMBER = _guard(
    "truth-number",
    "states a quantity, date or duration that the material lacks or gives to something else",
    "Every quantity is read in digits or words, normalised, and compared with the candidate's own. "
    "Another form of the same quantity passes (4 yrs, four years), and so does arithmetic that the "
    "material settles (2016 to 2021 is five years). A number that the material gives to something "
    "else is as wrong as an invented one.",
    numbers.check,
    "Use the quantity as the material gives it, or leave it out.",
    allows=(
        Example("I've driven for four years.", {"aspiration": "driving 4 yrs now"}),
        Example("I spent five years there.", {"aspiration": "clerk, 2016 to 2021"}),
        Example("I look after twelve plots.", {"aspiration": "i look after a dozen plots"}),
        Example(
            "I'd be glad to help you halve waste by 2035.", {"company": {"mission": "Half the waste by 2035"}}
        ),
    ),
    flags=(
        Example("I've driven for six years.", {"aspiration": "driving 4 yrs now"}),
        Example("I ran a shift of twenty-two people.", {"aspiration": "i ran the shift"}),
        Example("I cut returns by thirty percent.", {"aspiration": "i cut returns a lot"}),
        Example(
            "I've trained eight recruits.", {"aspiration": "eight years behind the bar. trained one recruit"}
        ),
    ),
)

NAME = _guard(
    "truth-name",
    "names an organisation, person, place or product that the material lacks",
    "A capital inside a sentence marks a name. Each must stand in the candidate's words, in the "
    "employer's text, or in the question; inflections, accents, acronyms and typing slips are "
    "forgiven. The employer applied to is not a place where the candidate has worked unless the "
    "candidate says so.",
    names.check,
    "Leave the name out, or use the one in the material.",
    allows=(
        Example("I trained in Wroclaw.", {"aspiration": "trained in wrocław"}),
        Example("I speak Cantonese.", {"aspiration": "canto and english ok"}),
        Example("I'd be glad to join Halden Mills.", {"company": {"name": "Halden Mills"}}),
    ),
    flags=(
        Example("I trained at Siemens.", {"aspiration": "i did my training at a big firm"}),
        Example("I worked closely with Maria Osei.", {"aspiration": "i worked with my lead"}),
        Example(
            "I worked for three summers at Halden Mills.",
            {"aspiration": "three summers in a mill", "company": {"name": "Halden Mills"}},
        ),
    ),
)

CREDENTIAL = _guard(
    "truth-credential",
    "claims a degree, certificate, licence or award that the candidate lacks or is still working for",
    "A qualification or award needs one of its kind in the candidate's words. One that the material "
    "only studies for, drops, fails or plans may be told as that, never as held.",
    credentials.check,
    "Say that it is under way, or leave it out.",
    allows=(
        Example("I'm studying for the CPA.", {"aspiration": "doing the CPA now, 2 papers left"}),
        Example(
            "I have a degree in physics.", {"facts": ["BSc Physics, 2019"], "aspiration": "physics teacher"}
        ),
        Example("I hold a forklift licence.", {"aspiration": "got my forklift license last year"}),
    ),
    flags=(
        Example("I have the CPA.", {"aspiration": "doing the CPA now, 2 papers to go, maybe next year"}),
        Example("I'm a certified welder.", {"aspiration": "i weld at my uncle's yard"}),
        Example("I hold a master's degree in design.", {"aspiration": "i taught myself design"}),
    ),
)

TITLE = _guard(
    "truth-title",
    "tells a post or seniority as held that the candidate's material does not give them",
    "Senior, lead, head, manager and their like count where the answer says that the candidate is or "
    "was one. Helping the manager, wishing to be one, or applying for the role is not holding the "
    "post.",
    posts.titles,
    "Name the post as the material does.",
    allows=(
        Example("I've been a shift supervisor.", {"aspiration": "shift supervisor since 2020"}),
        Example(
            "One day I'd like to be head of a kitchen.", {"aspiration": "want to head a kitchen one day"}
        ),
    ),
    flags=(
        Example("As a senior technician, I fix the lifts.", {"aspiration": "technician, i fix the lifts"}),
        Example("I was manager of the shop.", {"aspiration": "i helped the shop's manager"}),
    ),
)

ROLE_AS_POST = _guard(
    "truth-role-as-post",
    "tells the role applied for as a post already held",
    "The employer's text names the role; it proves nothing about the candidate's past.",
    posts.role_as_post,
    "Speak of the role as the one you are applying for.",
    allows=(
        Example(
            "As a Fleet Planner here I could put that to use.",
            {"aspiration": "i drive", "company": {"role": "Fleet Planner"}},
        ),
    ),
    flags=(
        Example(
            "As a fleet planner, I keep the vans on the road.",
            {"aspiration": "i drive a van", "company": {"role": "Fleet Planner"}},
        ),
    ),
)

COMMITMENT = _guard(
    "truth-commitment",
    "promises tenure, relocation, hours or pay that the candidate did not promise",
    "A promise made for effect is an invention with a date on it. A wish to stay may be told where "
    "the candidate has one; its absence is passed over.",
    promises.commitments,
    "Leave the promise out.",
    allows=(
        Example(
            "I'd like to stay with you until I retire.",
            {"aspiration": "want to stay somewhere till i retire"},
        ),
        Example("My long-term hope is to teach.", {"aspiration": "i want to teach"}),
        Example("I'm happy to work nights.", {"aspiration": "nights are fine for me"}),
    ),
    flags=(
        Example("I plan to stay with you for many years.", {"aspiration": "i want to teach"}),
        Example("I'm ready to relocate.", {"aspiration": "i want to teach"}),
        Example("I'm happy to work weekends.", {"aspiration": "i want to teach"}),
    ),
)

HISTORY = _guard(
    "truth-history",
    "tells a history of wanting or feeling (always, lifelong, since I was a child) that nobody told",
    "Nothing sounds as good and is as seldom true. How long a wish has lasted is a fact like any other.",
    promises.histories,
    "Say the wish without its history.",
    allows=(
        Example("I've always loved maps.", {"aspiration": "always loved maps, since i was a kid"}),
        Example("I want to draw maps.", {"aspiration": "want to draw maps"}),
    ),
    flags=(
        Example("I've always wanted to draw maps.", {"aspiration": "want to draw maps"}),
        Example("Maps have been my lifelong passion.", {"aspiration": "want to draw maps"}),
    ),
)

COMPANY = _guard(
    "truth-company",
    "claims something checkable about the employer that no company text says",
    "Flattery can be checked (award-winning, fastest-growing), and so can things moved from the "
    "candidate's own world to the employer's. A presupposition counts like a statement.",
    employer.check,
    "Say only what the company text says.",
    allows=(
        Example("Your mission of quiet rooms speaks to me.", {"company": {"mission": "Quiet rooms for all"}}),
        Example("I'd be glad to join your team."),
    ),
    flags=(
        Example("I admire your award-winning service.", {"company": {"mission": "Quiet rooms for all"}}),
        Example("Your fast-growing global business appeals to me.", {"company": {"name": "Otter Ltd"}}),
    ),
)

POLARITY = _guard(
    "truth-polarity",
    "asserts a wish, skill or readiness that the candidate denies",
    "What the candidate refuses, dislikes or cannot do, and nowhere wishes for, may not become a "
    "wish, an offer or a skill.",
    polarity.check,
    "Leave it out; a denied wish is no wish.",
    allows=(
        Example("I'd like to mentor apprentices.", {"aspiration": "i want to mentor apprentices. no sales"}),
        Example("I'd rather not sell.", {"aspiration": "i don't want to do sales"}),
    ),
    flags=(
        Example("I hope to become a foreman.", {"aspiration": "i like welding. don't want to be foreman"}),
        Example("I'd be happy to sell.", {"aspiration": "please no office, i don't want to sell"}),
    ),
)


def _anchored(draft: Draft, material: Material) -> Iterator[Finding]:
    for hit in anchors.check(draft, material):
        hint = "Quote the material word for word, or leave the sentence out."
        yield ANCHOR.finding(hit.message, hit.start, hit.end, type=hit.type, nearest=hit.nearest, hint=hint)


ANCHOR: Guard = Guard(
    "truth-anchor",
    "truthful",
    Severity.BLOCK,
    "rests a sentence on a quote that is not in the cited statement, or that the employer owns",
    "An answer from a model carries, for each claim, the verbatim words it rests on. Code checks that"
    " the words stand in the statement, that the statement belongs to the right owner, and that every"
    " number, name and qualification of the sentence stands in a quote.",
    _anchored,
    allows=(),
    flags=(),
)

GUARDS: tuple[Guard, ...] = (
    NUMBER,
    NAME,
    CREDENTIAL,
    TITLE,
    ROLE_AS_POST,
    COMMITMENT,
    HISTORY,
    COMPANY,
    POLARITY,
    ANCHOR,
)

__all__ = ["GUARDS", "Check"]
