import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avow.brief import recognise
from avow.brief.variants import VARIANTS
from avow.types import Horizon

FAR, MIDDLE, NEAR = Horizon.FAR, Horizon.MIDDLE, Horizon.NEAR

WORDINGS = [
    ("What are your career aspirations?", "aspirations", FAR, None),
    ("what r ur career aspirations", "aspirations", FAR, None),
    ("WHAT ARE YOUR CAREER ASPIRATIONS???", "aspirations", FAR, None),
    ("Career aspirations?", "aspirations", FAR, None),
    ("Could you share your aspirations with me?", "aspirations", FAR, None),
    ("Do you have any ambitions beyond this job?", "aspirations", FAR, None),
    ("What do you aspire to be?", "aspirations", FAR, None),
    ("How ambitious are you, honestly?", "aspirations", FAR, None),
    ("What are your long-term career goals?", "long-term-goals", FAR, None),
    ("What's your long term goal?", "long-term-goals", FAR, None),
    ("Tell me about your longterm plans.", "long-term-goals", FAR, None),
    ("Any long-term objectives for your working life?", "long-term-goals", FAR, None),
    ("Long-term goals", "long-term-goals", FAR, None),
    ("What are your longer-term targets?", "long-term-goals", FAR, None),
    ("What are your goals?", "career-goals", MIDDLE, None),
    ("What are your career goals?", "career-goals", MIDDLE, None),
    ("Talk me through your professional objectives.", "career-goals", MIDDLE, None),
    ("What are your plans for your career?", "career-goals", MIDDLE, None),
    ("Where do you see yourself in five years?", "where-in-years", MIDDLE, 5),
    ("Where do you see yourself in 5 years?", "where-in-years", MIDDLE, 5),
    ("where do u see urself in 5 yrs", "where-in-years", MIDDLE, 5),
    ("Where do you see yourself five or ten years down the line?", "where-in-years", FAR, 10),
    ("Where would you like to be in 3 years' time?", "where-in-years", NEAR, 3),
    ("Where do you want to be in three to five years?", "where-in-years", MIDDLE, 5),
    ("Where do you see yourself in 10+ years?", "where-in-years", FAR, 10),
    ("Where do you see yourself in a decade?", "where-in-years", FAR, 10),
    ("Where do you see yourself over the next decade?", "where-in-years", FAR, 10),
    ("Where do you see yourself in two decades?", "where-in-years", FAR, 20),
    ("Where will you be a year from now?", "where-in-years", NEAR, 1),
    ("What does your life look like 15 years from now?", "where-in-years", FAR, 15),
    ("What is your five-year plan?", "where-in-years", MIDDLE, 5),
    ("What's your 3-year plan?", "where-in-years", NEAR, 3),
    ("What is your 5-10 year career plan?", "where-in-years", FAR, 10),
    ("In the next couple of years, what are your goals?", "where-in-years", NEAR, 2),
    ("In a few years, where do you want to be?", "where-in-years", NEAR, 3),
    ("Where do you see yourself in eighteen months?", "where-in-years", NEAR, 2),
    ("What do you plan to do in the next 6 months?", "where-in-years", NEAR, 1),
    ("Where do you see yourself in one, three and five years?", "where-in-years", MIDDLE, 5),
    ("With your 12 years of experience, where do you see yourself next?", "where-see-yourself", FAR, None),
    (
        "You have changed jobs often in the last five years. Where do you see yourself?",
        "where-see-yourself",
        FAR,
        None,
    ),
    ("What are your short-term goals?", "short-term-goals", NEAR, None),
    ("What are your near-term priorities and plans?", "short-term-goals", NEAR, None),
    ("What is your immediate goal?", "short-term-goals", NEAR, None),
    ("What would your next step be?", "short-term-goals", NEAR, None),
    ("What are you looking for in your next role?", "short-term-goals", NEAR, None),
    ("What would you do in your first 90 days?", "first-months", NEAR, None),
    ("What are your short-term and long-term goals?", "short-and-long-term-goals", FAR, None),
    ("What do you envision for yourself in the future?", "envision", FAR, None),
    ("What do you envisage for your career?", "envision", FAR, None),
    ("Imagine your ideal working life: what is in it?", "envision", FAR, None),
    ("How do you picture the rest of your working life?", "envision", FAR, None),
    ("What's your vision for your career?", "envision", FAR, None),
    ("What is your dream job?", "dream", FAR, None),
    ("What's the dream?", "dream", FAR, None),
    ("If nothing stood in your way, what would you dream of doing?", "dream", FAR, None),
    ("What would you like to have accomplished when you retire?", "achieve", FAR, None),
    ("What do you want to be remembered for?", "achieve", FAR, None),
    ("What legacy would you like to leave?", "achieve", FAR, None),
    ("When you look back one day, what would make you proud?", "achieve", FAR, None),
    ("Where do you want your career to go?", "direction", FAR, None),
    ("Where is your career heading, in your view?", "direction", FAR, None),
    ("How do you see your career progressing?", "direction", FAR, None),
    ("Which direction would you like your work to take?", "direction", FAR, None),
    ("Where do you see yourself?", "where-see-yourself", FAR, None),
    ("What do you want to be when you grow up?", "become", FAR, None),
    ("What do you want to become?", "become", FAR, None),
    ("How would you like to grow with us?", "growth-here", MIDDLE, None),
    ("How do you hope to develop in this role?", "growth-here", MIDDLE, None),
    ("What do you eventually want to do?", "long-term-hopes", FAR, None),
    ("What would you love to be doing some day?", "long-term-hopes", FAR, None),
    ("What are your long-term goals and how does this job fit in?", "why-us-long-term", FAR, None),
    ("Why us, and where do you want to be in the long run?", "why-us-long-term", FAR, None),
    ("How do your aspirations align with our mission?", "why-us-long-term", FAR, None),
    ("Where do you see yourself in five years, and why here?", "why-us-long-term", MIDDLE, 5),
    ("What are your carrer asperations?", "aspirations", FAR, None),
    ("what is yor long-term carreer gaol", "long-term-hopes", FAR, None),
    ("Where do you see youself in ten yeasr?", "where-in-years", FAR, 10),
    ("Wat do you envison for the futre?", "envision", FAR, None),
    ("Tell me about yourself.", "other", FAR, None),
    ("What is your greatest weakness?", "other", FAR, None),
    ("Why did you leave your last job?", "other", FAR, None),
    ("What is your greatest achievement?", "other", FAR, None),
    ("What are your salary expectations?", "other", FAR, None),
    ("What is your notice period?", "other", FAR, None),
    ("Why should we hire you?", "other", FAR, None),
    ("How do you handle conflict?", "other", FAR, None),
    ("Do you have 5 years of experience with Java?", "other", FAR, None),
    ("¿Cuáles son sus aspiraciones profesionales?", "other", FAR, None),
    ("Quelles sont vos aspirations professionnelles ?", "other", FAR, None),
    ("Was sind Ihre langfristigen Karriereziele?", "other", FAR, None),
    ("你的职业抱负是什么？", "other", FAR, None),
    ("Apa cita-cita karier Anda dalam 5 tahun?", "other", FAR, None),
    ("Onde você se vê daqui a dez anos?", "other", FAR, None),
    ("?", "other", FAR, None),
]


@pytest.mark.parametrize(("text", "variant", "horizon", "years"), WORDINGS)
def test_wordings(text: str, variant: str, horizon: Horizon, years: int | None) -> None:
    question = recognise(text)
    assert (question.variant, question.horizon, question.years) == (variant, horizon, years)
    assert question.text == text


def test_every_variant_is_shown_by_a_wording() -> None:
    assert {variant for _, variant, _, _ in WORDINGS} == {v.id for v in VARIANTS} | {"other"}


@pytest.mark.parametrize(
    ("when", "years", "horizon"),
    [
        ("in 5 years", 5, MIDDLE),
        ("in five or ten years", 10, FAR),
        ("in 3 years", 3, NEAR),
        ("in 4 yrs", 4, MIDDLE),
        ("in 7 years' time", 7, MIDDLE),
        ("in 8 years", 8, FAR),
        ("in 10+ years", 10, FAR),
        ("in 5–10 years", 10, FAR),
        ("in one to two years", 2, NEAR),
        ("in 5, or even 15, years", 15, FAR),
        ("in a couple of years", 2, NEAR),
        ("a year from now", 1, NEAR),
        ("within the next decade", 10, FAR),
        ("in two decades", 20, FAR),
        ("in 30 months", 3, NEAR),
        ("in 1000 years", None, FAR),
        ("in 99999999999999999999 years", None, FAR),
        ("in 0 years", None, FAR),
        ("in the coming years", None, FAR),
        ("given your ten years of experience", None, FAR),
        ("after the last five years", None, FAR),
        ("now that you are 40 years old", None, FAR),
    ],
)
def test_years(when: str, years: int | None, horizon: Horizon) -> None:
    question = recognise(f"Where do you see yourself {when}?")
    assert (question.years, question.horizon) == (years, horizon)


def test_years_decide_before_the_variant_does() -> None:
    assert recognise("What are your long-term goals for the next two years?").horizon is NEAR
    assert recognise("What are your career goals for the next 20 years?").horizon is FAR


@settings(deadline=None)
@given(st.text(max_size=1_000))
def test_any_text_is_a_question(text: str) -> None:
    question = recognise(text)
    assert question.text == text
    assert question.variant in {v.id for v in VARIANTS} | {"other"}
    assert question.years is None or 0 < question.years <= 60
