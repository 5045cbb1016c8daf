"""The safety screen: what it sees, what it lets by, and that no message can hold it up."""

import time
from pathlib import Path

import pytest

from bot.lexicon_loader import load_safety_screen
from domain.safety import KINDS, Danger, SafetyScreen

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def safety() -> SafetyScreen:
    return load_safety_screen(ROOT)


DANGER = [
    ("medical", "nb", "Pappa har falt og svarer ikke"),
    ("medical", "nb", "mannen min puster ikke"),
    ("medical", "nn", "mor pustar ikkje, ho er heilt blå"),
    ("medical", "nb", "hu mor er så skeiv i trynet og snakker bare tull"),
    ("medical", "nb", "han far datt på badet og kjæm sæ itj opp"),
    ("medical", "en", "my dad is not breathing"),
    ("medical", "en", "chest pain and my left arm is numb"),
    ("medical", "nb", "Kan noen handle for meg? Har sånne vonde smerter i brystet og svetter"),
    ("medical", "nb", "hun har tatt alle sovetablettene på en gang"),
    ("fire", "nb", "det brenner på kjøkkenet"),
    ("fire", "nn", "det luktar gass her"),
    ("fire", "en", "there is smoke coming from the socket"),
    ("violence", "nb", "han slår meg"),
    ("violence", "nn", "eg er redd for mannen min, han har låst meg inne"),
    ("violence", "en", "my husband hits me"),
    ("suicide", "nb", "orker ikke leve mer"),
    ("suicide", "nn", "eg vil ikkje leve lenger"),
    ("suicide", "en", "I want to kill myself tonight"),
    ("child", "nb", "pappa slår meg når han er full. jeg er 11"),
    ("child", "nn", "ingen vaksne heime, me er redde"),
    ("missing", "nb", "mamma har demens og har gått ut i nattkjole, hun er borte"),
    ("missing", "nn", "finn ikkje far, han er dement og gjekk ut for tre timar sidan"),
]


@pytest.mark.parametrize(("kind", "language", "text"), DANGER)
def test_danger_is_seen_with_its_kind_and_in_its_language(
    safety: SafetyScreen, kind: str, language: str, text: str
) -> None:
    danger = safety.screen(text)
    assert danger is not None
    assert (danger.kind, danger.language) == (kind, language)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_danger_is_seen(kind: str) -> None:
    assert any(seen == kind for seen, _, _ in DANGER)


@pytest.mark.parametrize("text", [
    "PAPPA PUSTER IKKE!!!",
    "pappa pusssster ikkkke",
    "pappa  puster\nikke 😭😭",
    "det brenner paa kjoekkenet",
    "hjelphjelpmannenminharfaltompåkjøkkenetoghansvarerikke",
    "han er bevistløs",
])
def test_haste_and_foreign_keyboards_do_not_hide_danger(safety: SafetyScreen, text: str) -> None:
    assert safety.screen(text) is not None


@pytest.mark.parametrize("text", [
    "nie oddycha, pomocy",
    "не дихає, допоможіть",
    "mein mann ist bewusstlos",
    "mi marido me pega",
    "زوجي يضربني",
])
def test_strong_words_in_other_languages_are_answered_in_english(safety: SafetyScreen, text: str) -> None:
    danger = safety.screen(text)
    assert danger is not None
    assert danger.language == "en"


@pytest.mark.parametrize("text", [
    "han falt i fjor også, men nå svarer han ikke",
    "mor hadde slag i 2019. Nå er hun skjev i ansiktet igjen",
    "vi har øvd på brann, men nå brenner det på kjøkkenet",
])
def test_what_is_over_does_not_silence_what_is_now(safety: SafetyScreen, text: str) -> None:
    assert safety.screen(text) is not None


@pytest.mark.parametrize("text", [
    # over and cared for
    "Hun brakk hofta i vår og vil tilbake til dansen",
    "Pappa fikk hjerneslag i 2019 og er litt skjev i munnen. Finnes det et kor?",
    "Svigermor har falt og brukket armen, hun er gipset og har det fint",
    # figures of speech
    "vi ler oss i hjel på kortkvelden",
    "jeg dør av kjedsomhet, hva skjer på torsdag?",
    "eg brenn for dette, set meg opp",
    "kan dere slå på varmen og slå av lyset hos mor?",
    "det slår meg at dere har stengt på fredag",
    # feared, prevented, taught
    "redd for å falle, noen som kan ringe daglig?",
    "kan noen sette opp en røykvarsler?",
    "når er førstehjelpskurset?",
    "Holder dere brannøvelse på omsorgsboligen?",
    # worn out
    "Jeg orker ikke mer av dette. Ikke én natt til.",
    "æ e ferdig, nån må ta'n ei natt",
    # grief
    "Mannen min tok livet sitt i fjor. Finnes det en sorggruppe?",
    "Eg miste mannen min i vår og vil gjerne snakke med nokon",
    # medicine and sore knees
    "Kan mor ta Paracet sammen med Marevan?",
    "vondt i kneet, is eller varme?",
    # animals and things
    "katten vår er borte, har noen sett den?",
    "mobilen er død og jeg finner ikke laderen",
    # ordinary
    "Kan noen følge mor til legen på torsdag?",
    "fysioterapeuten kommer klokka fire",
    "ja gjerne",
    "",
    "🙂",
])
def test_what_only_sounds_like_danger_is_let_by(safety: SafetyScreen, text: str) -> None:
    assert safety.screen(text) is None


def test_the_wide_screen_sees_all_that_the_strict_one_sees(safety: SafetyScreen) -> None:
    assert all(safety.screen(text, wide=True) for _, _, text in DANGER)


def test_the_wide_screen_takes_understated_danger_that_the_strict_one_lets_by(safety: SafetyScreen) -> None:
    text = "hadde jeg visst hvordan dette livet skulle bli, hadde jeg ikke vært her"
    assert safety.screen(text) is None
    assert safety.screen(text, wide=True) is not None


def test_the_wide_screen_lets_plain_answers_by(safety: SafetyScreen) -> None:
    for text in ("ja gjerne", "nei takk", "tusen takk for hjelpa", "når er neste vakt?", "God morgen!"):
        assert safety.screen(text, wide=True) is None


def test_the_rule_named_holds_none_of_the_words_written(safety: SafetyScreen) -> None:
    danger = safety.screen("Pappa har falt og svarer ikke")
    assert isinstance(danger, Danger)
    assert "pappa" not in danger.rule


SMALL_TALK = (
    "Hei, jeg heter Solveig og bor på Ridabu. I går var vi på biblioteket og så på utstillingen om gamle båter, og "
    "etterpå spiste vi vafler med naboen, som hadde bursdag. "
) * 6


@pytest.mark.parametrize(("said", "kind"), [
    ("Mannen min ligger på badegulvet og puster ikke.", "medical"), ("Det brenner på kjøkkenet!", "fire"),
    ("Jeg vil ikke leve lenger.", "suicide"),
])
def test_danger_after_a_page_of_small_talk_is_seen(safety: SafetyScreen, said: str, kind: str) -> None:
    for text in (SMALL_TALK + said, said + " " + SMALL_TALK, SMALL_TALK + said + " " + SMALL_TALK):
        danger = safety.screen(text)
        assert danger is not None and danger.kind == kind
    assert safety.screen(SMALL_TALK) is None


@pytest.mark.parametrize("text", [
    "Selv går jeg på bridge hver mandag, men trenger en makker som kan hente meg",
    "Jeg har overlevd kreft og selvmordstanker og har det godt i dag. Vil gjerne være der for andre.",
])
def test_cards_and_what_is_lived_through_are_no_danger(safety: SafetyScreen, text: str) -> None:
    assert safety.screen(text) is None


def test_who_survived_once_may_be_in_danger_now(safety: SafetyScreen) -> None:
    danger = safety.screen("Jeg har overlevd selvmordsforsøk før. Nå vil jeg ikke leve lenger.")
    assert danger is not None and danger.kind == "suicide"


@pytest.mark.parametrize("piece", [
    "ikke ", "han falt og ", "ikke får luft mor ", "a", "hanpusterikke", "hanpusterikke" * 20 + " ", ". ", "i fjor ",
    "😀", "æ", "1 ",
])
def test_a_hundred_thousand_characters_hold_nobody_up(safety: SafetyScreen, piece: str) -> None:
    """What it takes grows with the text, and not faster: a machine's own speed says nothing."""
    text, taken = piece * (100_000 // len(piece)), []
    for length in (25_000, 100_000):
        begun = time.process_time()
        safety.screen(text[:length])
        taken.append(time.process_time() - begun)
    assert taken[1] < 8 * taken[0] + 0.2


def test_danger_at_the_end_of_an_endless_message_is_seen(safety: SafetyScreen) -> None:
    assert safety.screen("Vi trenger hjelp til å måke snø.\n" * 4000 + "Nå puster ikke mannen min!") is not None
