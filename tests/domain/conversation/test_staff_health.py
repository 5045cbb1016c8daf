"""Tasks that need health personnel are recognised in any bending, and told from what only looks like them."""

from __future__ import annotations

import pytest

from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.health_tasks import weigh
from tests.domain.conversation.kit import parts

PHRASES: Phrases = parts()["phrases"]


@pytest.mark.parametrize("text", [
    "gi medisiner til en bruker", "gje medisinane til ein brukar", "en bruker må ha hjelp til medisiner",
    "legge i dosetten",
    "bruker treng hjelp til insulin", "sette sprøyte på en pasient", "gi øyedråper morgen og kveld",
    "dryppe augedropar",
    "hjelpe ham med inhalatoren", "passe på at hun tar medisinen sin", "minne henne på å ta tablettene",
    "skifte på såret til en bruker", "stelle sår hos en beboer", "sårstell torsdag", "skifte bandasje",
    "bytte bandasjen hennes",
    "ta på støttestrømper om morgenen", "få på kompresjonsstrømpene", "tømme stomiposen", "skifte kateter",
    "måle blodsukker", "ta blodtrykket hver dag", "måle sukkeret", "ta blodprøve hjemme", "gi sondemat",
    "ordne med oksygenet",
    "løfte en bruker over i stolen", "lyfte ein brukar", "hjelp til forflytning", "snu ham i senga",
    "bruke personløfteren",
    "bruker trenger stell om morgenen", "morgenstell", "stelle en beboer", "dusje en bruker",
    "hjelp i dusjen til en dame",
    "følge en bruker på toalettet", "skifte bleie", "mate en bruker med svelgvansker", "mate en bruker",
    "pusse tenner på en beboer",
    "kle på en bruker", "barbere en mann", "få ham opp av senga", "legge en beboer i seng",
    "treng nån te å gi mor i huset medisina", "kan nokon hjelpe ho med å dusje", "hu treng hjælp te å stelle seg",
    "give a resident her medicine", "change the dressing on a wound", "lift a patient into the chair",
    "help a client shower",
    "measure blood pressure",
])
def test_it_needs_health_personnel(text: str) -> None:
    assert weigh(text, PHRASES).health


@pytest.mark.parametrize("text", [
    "henge opp klær hos en bruker", "gå tur med en bruker", "hente medisiner på apoteket for en bruker",
    "hente insulin på apoteket",
    "kjøpe bleier til en bruker", "handle medisinsk utstyr", "levere resepten på apoteket", "hente nye støttestrømper",
    "løfte møbler hos en bruker", "løfte noen esker for en dame", "løfte noe tungt", "stelle i hagen hos en bruker",
    "stelle blomstene på graven", "stelle katten til en bruker", "mate katten til en bruker", "mate fuglene",
    "kan ikke mate høner på vedtak",
    "dusje hunden til en bruker", "vaske dusjen", "reparere heisen", "rydde på badet", "alt er ok medisinsk",
    "spise middag med en bruker som er redd for å spise alene", "følge til blodprøve på sykehuset",
    "kjøre en pasient til dialyse",
    "Jeg rekker medisinen, men ikke at han vil vise meg hagen", "hun treng ikkje stell, berre selskap",
    "ikke helsehjelp, bare en prat",
    "jeg er hos en bruker på morgenstell hver dag", "Dusjen tek me, men han treng nokon å drikka kaffi med",
    "redd for å dusje",
    "bytte lyspære", "lese avisa for en som ser dårlig", "øve på å ta bussen", "trille rullestoler",
    "fetch medicine at the pharmacy",
    "move furniture", "water the plants",
])
def test_a_volunteer_may_do_it(text: str) -> None:
    assert weigh(text, PHRASES).health == ()


@pytest.mark.parametrize(("text", "health", "rest"), [
    ("henge opp klær og gi medisin til en bruker", "gi medisin til en bruker", "henge opp klær"),
    ("Gi insulin kl 8. Deretter gå tur med ham.", "Gi insulin kl 8", "gå tur med ham"),
    ("handle, skifte på såret, og vanne blomstene", "skifte på såret", "handle, vanne blomstene"),
])
def test_the_parts_of_a_mixed_message_are_told_apart(text: str, health: str, rest: str) -> None:
    weighed = weigh(text, PHRASES)
    assert [clause.strip() for clause in weighed.health] == [health]
    assert weighed.words_of_rest == rest
    assert weighed.apart


def test_what_leans_on_the_other_part_is_not_apart() -> None:
    weighed = weigh("hente medisiner på apoteket og gi dem til bruker", PHRASES)
    assert weighed.health
    assert not weighed.apart
