"""What the page of one talk helps with: who else is there, prepared answers, long talks, notices and keys."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.console.accounts.book import Account
from bot.console.talks.canned import FACTS, NAMES
from bot.edge import Edge
from bot.store.desk_tables import presence
from domain.messages import Author, Message
from tests.bot.console.conftest import Desk
from tests.bot.console.test_talk_shared import seen, waits
from tests.bot.console.test_talks import epoch
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import READING, FixedClock


def test_who_looks_and_who_writes_is_seen_by_others_and_gone_within_a_minute(
    desk: Desk, pers_desk: Desk, citizen: Citizen, clock: FixedClock
) -> None:
    address, _ = waits(desk, citizen)
    assert "ser på" not in pers_desk.post(f"{address}/presence", state="looks").text, "oneself is not told of"
    assert "Per Hansen ser på" in desk.client.get(address).text
    pers_desk.post(f"{address}/presence", state="writes")
    assert "Per Hansen skriver" in desk.post(f"{address}/presence", state="looks").text
    pers_desk.post(f"{address}/presence", state="left")
    assert "Per Hansen" not in desk.post(f"{address}/presence", state="looks").text
    pers_desk.post(f"{address}/presence", state="looks")
    clock.moment += timedelta(seconds=40)
    assert "Per Hansen ser på" not in desk.post(f"{address}/presence", state="looks").text


def test_beats_are_told_of_only_when_something_changed(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    address, _ = waits(desk, citizen)
    for _ in range(5):
        desk.post(f"{address}/presence", state="looks")
    desk.post(f"{address}/presence", state="writes")
    with edge.store.reading() as uow:
        topic = f"talk:{address.rsplit('/', 1)[1]}"
        assert [e["kind"] for e in uow.events.after([topic], 0)].count("presence") == 2
        assert uow.connection.scalar(sa.select(sa.func.count()).select_from(presence)) == 1


def test_a_page_left_open_counts_as_read_while_it_is_looked_at(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    address, page = waits(desk, citizen)
    desk.post(f"{address}/take", epoch=epoch(page))
    citizen.write("mer", nonce="another-nonce-0001")
    with edge.store.reading() as uow:
        assert uow.conversations.get(address.rsplit("/", 1)[1]).unread == 1
    desk.post(f"{address}/presence", state="looks")
    with edge.store.reading() as uow:
        assert uow.conversations.get(address.rsplit("/", 1)[1]).unread == 0


def test_a_prepared_answer_goes_below_the_draft_and_is_not_sent(desk: Desk, citizen: Citizen) -> None:
    address, page = waits(desk, citizen, "henvendelse")
    assert len(re.findall(r'name="canned" value="\w+"', page)) == len(NAMES) >= 10
    answer = desk.post(f"{address}/draft", text="Hei du!", canned="code").text
    field = re.search(r'<textarea class="ds-input" id="text".*?</textarea>', answer, re.S)
    assert field and "Hei du!\n\nKoden på henvendelsen din er ELG-27." in field.group()
    assert "Hei du!" not in citizen.open()
    assert "Hei du!</textarea>" in desk.post(f"{address}/draft", text="Hei du!", canned="no-such").text


def test_facts_are_filled_in_and_what_is_not_known_is_marked_and_stops_the_answer_once(
    desk: Desk, citizen: Citizen
) -> None:
    address, page = waits(desk, citizen, "menneske")
    texts = re.findall(r'data-text="([^"]*)"', page)
    assert len(texts) == len(NAMES) and "{" not in "".join(texts) and "}" not in "".join(texts)
    assert "Jeg heter Kari og er koordinator i Hamar kommune" in texts[0]
    assert any("§ 3-6" in text and "Servicekontoret" in text for text in texts)
    unfilled = next(text for text in texts if text.startswith("Koden"))
    assert "[FYLL INN: kode]" in unfilled
    answer = desk.post(f"{address}/write", text=unfilled, epoch=epoch(page), seen=seen(page))
    assert answer.status_code == 422 and "Fyll inn det som mangler" in answer.text and "FYLL INN" not in citizen.open()
    desk.post(f"{address}/write", text=unfilled, epoch=epoch(page), seen=seen(answer.text), unfilled="yes")
    assert "FYLL INN" in citizen.open()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_prepared_answer_names_only_facts_there_are_in_every_language(edge: Edge, language: str) -> None:
    filled = dict.fromkeys(FACTS, "x")
    for name in NAMES:
        assert len(edge.world.texts.say(language, f"canned.{name}.text", **filled)) > 40
        assert edge.world.texts.say(language, f"canned.{name}.title")


def test_of_a_long_talk_the_newest_are_shown_and_the_older_can_be_asked_for(
    desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    address, _ = waits(desk, citizen)
    talk = address.rsplit("/", 1)[1]
    with edge.store() as uow:
        seqs = [
            uow.transcript.add(Message(talk, edge.clock.now(), Author.CITIZEN, f"linje {n}", reading=READING))
            for n in range(550)
        ]
        uow.commit()
    page = desk.client.get(address).text
    assert page.count('class="line ') == 200 and "linje 549<" in page and "linje 349<" not in page
    assert len(page) < 400_000, "it is fetched at each change"
    older = re.search(r'id="older" href="([^"]+)"', page)
    assert older is not None
    before = desk.client.get(older.group(1)).text
    assert "linje 349<" in before and "linje 350<" not in before and 'id="newest"' in before
    assert seen(before) == str(seqs[-1])
    found = desk.client.get(f"{address}?line={seqs[10]}").text
    assert f'id="m{seqs[10]}"' in found and f'id="m{seqs[540]}"' not in found
    assert f'id="correct-{seqs[10]}"' in found and f'id="correct-{seqs[12]}"' not in found
    assert f"?line={seqs[12]}#m{seqs[12]}" in found, "there it can be corrected"
    assert f'id="m{seqs[540]}"' in desk.client.get(f"{address}?line={seqs[540]}").text
    for odd in ("-1", "x", "9" * 30, "%00"):
        assert desk.client.get(f"{address}?before={odd}&line={odd}").status_code == 200


def test_notices_are_chosen_by_each_for_themselves(desk: Desk, pers_desk: Desk) -> None:
    assert "checked" not in desk.client.get("/console/notices").text
    saved = desk.post("/console/notices", sound_danger="yes", notice_overdue="yes").text
    assert "Valgene er lagret" in saved and saved.count(" checked") == 2
    assert 'data-chosen="sound_danger notice_overdue "' in desk.client.get("/console/").text
    assert "checked" not in pers_desk.client.get("/console/notices").text


def test_single_keys_can_be_turned_off_without_losing_the_other_choices(desk: Desk) -> None:
    desk.post("/console/notices", sound_danger="yes")
    assert 'data-off="no"' in desk.client.get("/console/keys").text
    assert 'data-off="yes"' in desk.post("/console/keys").text
    assert 'data-chosen="sound_danger "' in desk.client.get("/console/").text
    assert 'data-off="no"' in desk.post("/console/keys", keys="yes").text


def test_alerts_name_talks_in_danger_that_nobody_has_taken_up(
    desk: Desk, citizen: Citizen, edge: Edge, per: Account
) -> None:
    from domain.handover import raise_alarm

    address, page = waits(desk, citizen)
    talk_id = address.rsplit("/", 1)[1]
    assert desk.client.get("/console/alerts").json()["danger"] == []
    with edge.store() as uow:
        talk = uow.conversations.get(talk_id)
        uow.conversations.save(raise_alarm(talk, "violence", edge.clock.now()), seen_epoch=talk.epoch)
        uow.commit()
    assert desk.client.get("/console/alerts").json()["danger"] == [talk_id]
    desk.post(f"{address}/take", epoch=epoch(page))
    assert desk.client.get("/console/alerts").json()["danger"] == []
    citizen.write("han er her igjen", nonce="another-nonce-0001")
    assert desk.client.get("/console/alerts").json()["danger"] == [talk_id], "nobody has read it"
