"""The real catalogue says what was found, all of it and nothing else."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.area_loader import DATA, load_areas
from bot.catalogue_loader import load_catalogue
from domain.areas import Areas
from domain.audience import Group
from domain.catalogue import Catalogue, Offer
from domain.conditions import Condition, Relation
from domain.freshness import SourceDate
from domain.local_text import LocalText
from domain.matching import MatchingIndex, Query, suggest
from domain.needs import Need
from domain.unknown import UNKNOWN

MUNICIPALITIES = sorted(folder.name for folder in (DATA / "municipalities").iterdir() if folder.is_dir())
FACTS: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "catalogue_facts.yml").read_text(encoding="utf-8")
)
#: Entries whose source does not say what they offer, or which meet none of the sixteen needs.
MEET_NO_NEED = {
    "hamar-legevakt",
    "hamar-bibliotek",
    "crux-barm",
    "hht",
    "pensjonistuniversitetet",
    "fsf-hamar",
    "sanitetskvinnene-hedmark",
    "storhamar-fotball",
    "ringsaker-bua",
    "ringsaker-apen-hall",
    "stange-bua",
    "bergen-skattkammeret",
}


def everything() -> dict[str, Offer]:
    return {
        offer.id: offer for name in MUNICIPALITIES for offer in load_catalogue(name, load_areas(name)).offers
    }


OFFERS = everything()


def test_all_52_entries_are_there_and_no_other() -> None:
    assert len(FACTS) == 52
    assert OFFERS.keys() == FACTS.keys()


def phones(offer: Offer) -> set[str]:
    listed = () if offer.contact.phones is UNKNOWN else offer.contact.phones
    places = () if offer.places is UNKNOWN else offer.places
    return {phone.number for phone in listed} | {
        place.phone for place in places if place.phone is not UNKNOWN
    }


def addresses(offer: Offer) -> list[str]:
    places = () if offer.places is UNKNOWN else offer.places
    return [text for place in places for text in (place.name, place.address) if text is not UNKNOWN]


@pytest.mark.parametrize("offer_id", FACTS)
def test_contact_and_certainty_are_what_was_found(offer_id: str) -> None:
    offer, fact = OFFERS[offer_id], FACTS[offer_id]
    assert offer.name == fact["name"]
    assert phones(offer) == set(re.findall(r"\d[\d ]+\d", fact["phone"]))
    assert known(offer.contact.email) == fact["email"]
    assert known(offer.contact.web) == fact["web"]
    assert offer.source.certainty == fact["certainty"]
    assert " ; ".join(offer.source.found_in) == fact["source"]
    dated = offer.source.dated
    assert (dated.text if isinstance(dated, SourceDate) else "unknown") == fact["dated"].split(" ")[0]


@pytest.mark.parametrize("offer_id", FACTS)
def test_every_address_stands_in_what_was_found(offer_id: str) -> None:
    offer, fact = OFFERS[offer_id], FACTS[offer_id]
    assert all(text in fact["address"] or text in fact["name"] for text in addresses(offer))
    said = set(re.findall(r"\d+", " ".join(addresses(offer))))
    assert said == set(re.findall(r"\d+", fact["address"]))


@pytest.mark.parametrize("offer_id", FACTS)
def test_a_price_is_told_only_where_one_was_found(offer_id: str) -> None:
    price, fact = OFFERS[offer_id].price, FACTS[offer_id]["price"]
    assert price.kind == ("free" if fact == "gratis" else "unknown")
    assert (price.says is not None) == (fact not in ("gratis", "unknown"))


#: The only entries whose sources name days. Everything else has words at most, and no rule.
DAYS = {
    "hamar-bibliotek": ["SA 11:00-14:00"],
    "sagatun": ["MO,TU,WE,TH,FR 08:00-15:30", "SU ?"],
    "mental-helse-innlandet": ["daily 00:00-00:00"],
    "frelsesarmeen-hamar": ["MO ?"],
    "kirkens-sos": ["daily 00:00-00:00"],
    "ringsaker-bua": ["TU,WE 14:00-16:00", "TH 14:00-18:00"],
    "ringsaker-apen-hall": ["FR 19:00-22:00"],
    "ottestad-frivilligsentral": ["MO,TU,WE,TH,FR 10:00-14:00", "SA 10:00-14:00"],
    "bergen-innbyggerservice": ["MO,TU,WE,TH,FR 08:00-15:00"],
}


def test_rules_stand_only_where_a_source_names_the_days() -> None:
    found = {offer.id: rules(offer) for offer in OFFERS.values() if rules(offer)}
    assert found == DAYS


def rules(offer: Offer) -> list[str]:
    listed = () if offer.schedule is UNKNOWN else offer.schedule.hours
    return [
        f"{hours.rule.partition('BYDAY=')[2] or 'daily'} "
        + (
            "?"
            if hours.opens is UNKNOWN or hours.closes is UNKNOWN
            else f"{hours.opens:%H:%M}-{hours.closes:%H:%M}"
        )
        for hours in listed
    ]


def test_unknown_hours_stay_unknown() -> None:
    silent = {offer_id for offer_id, fact in FACTS.items() if fact["hours"] == "unknown"}
    worded = {offer_id for offer_id in silent if OFFERS[offer_id].schedule is not UNKNOWN}
    #: Their hours stand in the text of the offer itself: twice a week, the course, chess, the posts.
    assert worded == {"hamar-matombringing", "hamar-frisklivssentralen", "hamar-aktiv-senior", "hht"}


def test_what_an_offer_is_stays_unknown_where_its_source_is_silent() -> None:
    silent = {offer.id for offer in OFFERS.values() if offer.what is UNKNOWN}
    assert silent == {"crux-barm", "sanitetskvinnene-hedmark"}
    nobody = {offer.id for offer in OFFERS.values() if offer.for_whom is UNKNOWN}
    assert nobody == {*silent, "crux-vaerestedet"}


def test_numbers_that_were_looked_for_in_vain_stand_nowhere() -> None:
    """62 56 20 00 stands on a page of Stange and is not Hamar's."""
    texts = [
        path.read_text(encoding="utf-8") for path in DATA.rglob("*.yml") if "utterances" not in path.parts
    ]
    assert len(texts) > 10
    assert not [text for text in texts if "62 56 20 00" in text]


def test_every_number_in_a_description_stands_in_its_facts() -> None:
    """The one thing that can be invented without being noticed."""
    allowed = re.compile(r"\d+")
    for offer in OFFERS.values():
        texts = [text for text in (offer.what, offer.for_whom) if isinstance(text, LocalText)]
        digits = [
            set(allowed.findall(text.in_language(language)))
            for text in texts
            for language in ("nb", "nn", "en")
        ]
        per_text = [digits[n : n + 3] for n in range(0, len(digits), 3)]
        assert all(nb == nn == en for nb, nn, en in per_text), offer.id


def test_needs_are_mapped_for_all_but_those_that_meet_none() -> None:
    none = {offer.id for offer in OFFERS.values() if not offer.needs | offer.related and not offer.broker}
    assert none == MEET_NO_NEED


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_suggestion_of_a_municipality_serves_each_of_its_areas(name: str) -> None:
    areas = load_areas(name)
    index = MatchingIndex.build(load_catalogue(name, areas).offers, areas)
    own = [area for area in areas.areas if area.municipality == name]
    assert own
    for area in own:
        for need in Need:
            for match in suggest(index, Query(area, date(2026, 11, 21), need)):
                serves = match.offer.serves
                assert serves.reach(area) is not None or (area.whole and name in serves.parts_of)


def hamar() -> tuple[Catalogue, Areas]:
    areas = load_areas("hamar")
    return load_catalogue("hamar", areas), areas


def test_a_spouse_of_one_with_dementia_in_ridabu_gets_respite_that_fits() -> None:
    catalogue, areas = hamar()
    ridabu = areas.find("Ridabu")
    assert ridabu is not None
    asked = Query(
        ridabu,
        date(2026, 11, 21),
        Need.RESPITE,
        conditions=frozenset({Condition.DEMENTIA}),
        relation=Relation.SPOUSE,
    )
    found = [match.offer.id for match in suggest(MatchingIndex.build(catalogue.offers, areas), asked)]
    assert found == ["hamar-dagopphold", "nasjonalforeningen-innlandet", "hamar-omsorgsstonad"]


def test_nothing_is_suggested_where_only_others_have_it() -> None:
    """Ringsaker's respite stay is for Ringsaker; Home-Start only for families who are known as such."""
    catalogue, areas = hamar()
    index = MatchingIndex.build(catalogue.offers, areas)
    asked = Query(areas.areas[0], date(2026, 11, 21), Need.RESPITE)
    found = {match.offer.id for match in suggest(index, asked)}
    assert not found & {"ringsaker-avlastning", "hamar-homestart"}
    families = Query(areas.areas[0], date(2026, 11, 21), Need.RESPITE, groups=frozenset({Group.FAMILIES}))
    assert "hamar-homestart" in {match.offer.id for match in suggest(index, families)}


def known(fact: Any) -> str:
    return "unknown" if fact is UNKNOWN else str(fact)
