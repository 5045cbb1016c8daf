"""What is kept to train on leads to nobody, as far as it can be found; and is still the message it was."""

from __future__ import annotations

import pytest

from domain.reading import Reading
from domain.unnamed import Unnamed
from tests.domain.conversation.town import parts

TOLD = [
    ("Mamma heter Gudrun og bor alene", "Gudrun"),
    ("Solveig trenger skyss", "Solveig"),
    ("hun er 82 år og bor alene", "82"),
    ("en 79-åring som vil ha besøk", "79"),
    ("far er åttito år gammel", "åttito"),
    ("åttiåring på Storhamar", "åttiåring"),
    ("mor er to og åtti år", "åtti"),
    ("my mother is eighty-two years old", "eighty-two"),
    ("she is 82 years old", "82"),
    ("mor er født i 1941", "1941"),
    ("vi bor i Jernbanegata 14", "Jernbanegata"),
    ("kom til storgata 3 b, takk", "storgata"),
    ("skriv til kari.n@example.org", "example"),
    ("bor på 2317 Hamar", "2317"),
    ("ring meg på 412 34 567", "412"),
]

KEPT = [
    "trenger noen timer fri på torsdag", "kan noen handle for oss to ganger i uka", "hva skjer på biblioteket i år",
    "vi er tre som vil gå tur", "can someone drive us at three", "rullatoren er borte",
]  # fmt: skip


@pytest.fixture(scope="module")
def unnamed() -> Unnamed:
    return Unnamed(parts()["phrases"], parts()["areas"])


@pytest.mark.parametrize(("text", "leads_to"), TOLD)
def test_what_leads_to_somebody_is_hidden_and_the_length_stays(unnamed: Unnamed, text: str, leads_to: str) -> None:
    hidden = unnamed(text, Reading(text, "report_need"))
    assert leads_to not in hidden and "•" in hidden and len(hidden) == len(text)


@pytest.mark.parametrize("text", KEPT)
def test_what_leads_to_nobody_stands(unnamed: Unnamed, text: str) -> None:
    assert unnamed(text, Reading(text, "report_need")) == text
