"""Names in what staff write are hidden before it becomes a request; places, shops and days are not."""

from __future__ import annotations

import pytest

from domain.conversation.volunteering.names import without_names
from domain.reading import Entity, Reading
from domain.redaction import MASK
from tests.domain.conversation.kit import parts


def hidden(text: str, *places: str) -> list[str]:
    entities = tuple(Entity("place", p, text.index(p), text.index(p) + len(p)) for p in places)
    masked = without_names(text, Reading(text, "staff_task", entities=entities), parts()["phrases"], parts()["areas"])
    assert len(masked) == len(text)
    return [word for word, after in zip(text.split(), masked.split(), strict=True) if MASK in after]


@pytest.mark.parametrize(("text", "names"), [
    ("handle for Per Hansen på Ridabu fredag", ["Per", "Hansen"]), ("Kari vil så gjerne på tur", ["Kari"]),
    ("fru Dahl går rundt og er urolig", ["Dahl"]), ("bruker som heter olga trenger følge", ["olga"]),
    ("hu Gudveig på runden min", ["Gudveig"]), ("gå tur med Anne-Lise i morgen", ["Anne-Lise"]),
    ("Olga, Storgata 14, trenger besøk", ["Olga,", "Storgata", "14,"]),
    ("bor i Vangsvegen 7 B på Vang", ["Vangsvegen", "7", "B"]),
    ("Mr Smith needs company", ["Smith"]), ("ho Astrid 92 vil høre salmar", ["Astrid"]),
])
def test_names_are_hidden(text: str, names: list[str]) -> None:
    assert hidden(text) == names


@pytest.mark.parametrize("text", [
    "henge opp klær hos en bruker på Storhamar torsdag formiddag", "Bruker trenger noen å handle med på Rema 1000",
    "Hjemmetjenesten her. Vi har en bruker på Prestrudsenteret", "Jobber i Trondheim, men dette gjelder Vang",
    "Hei, Sykepleier i sone øst her", "Vår beboer vil på Hamar stadion og se Briskeby", "Kan De formidla det?",
    "A resident at Storhamar on Thursday",
    "Beboer vil til Mjøsa, og så på Coop", "NAV sier nei", "Jeg kan ikke, men Frelsesarmeen kan",
])
def test_what_is_no_name_is_left(text: str) -> None:
    assert hidden(text) == []


def test_a_place_that_was_read_as_one_is_left() -> None:
    assert hidden("følge til Knut Hamsuns gate på torsdag", "Knut Hamsuns gate") == []
