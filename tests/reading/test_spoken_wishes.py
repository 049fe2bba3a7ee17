"""Wishes whose words must move or be mended before they are English inside an answer."""

import pytest

from avow.engines.offline import OfflineEngine
from avow.pipeline import rewrite, run_now
from avow.types import Brief, Company


def spoken(aspiration: str) -> str:
    brief = Brief(aspiration=aspiration, company=Company(name="Kestrel", role="Taster"))
    return run_now(rewrite(brief, OfflineEngine())).text


@pytest.mark.parametrize(
    ("aspiration", "said"),
    [
        ("I'd rather teach than manage. Welder, 4 years", "to teach rather than manage."),
        ("I'd like to grow old in one firm. Welder, 4 years", "grow old in one firm."),
        ("i want to open a school in new york one day. Welder, 4 years", "a school in New York."),
        ("i want to build wells in sri lanka one day. Welder, 4 years", "wells in Sri Lanka."),
    ],
)
def test_wish(aspiration: str, said: str) -> None:
    assert said in spoken(aspiration)
