"""What time does by itself: promises that slipped, quiet talks, trackers of erased ones, and what is trimmed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from bot.clock import RandomIds
from bot.jobs import Jobs
from bot.rasa_client import RasaFailed
from bot.retention import Retention, load_retention
from bot.signals import Signals
from bot.store.uow import SqlStore
from bot.words_loader import load_texts
from domain.errors import BadData
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author, Message
from domain.requests import Request, RequestEvent, RequestState
from domain.services.erase_now import erase_now
from domain.shifts.due import DueKind, of_shift
from domain.shifts.link_code import CodeKind, LinkCode
from domain.shifts.shift import Shift
from tests.roster import ROSTER

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
IDS, TEXTS = RandomIds(), load_texts()


class ForgetfulRasa:
    def __init__(self) -> None:
        self.forgot: list[str] = []
        self.down = False

    async def forget(self, sender: str) -> None:
        if self.down:
            raise RasaFailed("ConnectError")
        self.forgot.append(sender)


class Desk:
    """The jobs over a store, at a time that a test moves."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.rasa, self.at, self.swept = store, ForgetfulRasa(), NOW, 0
        clock = SimpleNamespace(now=lambda: self.at)
        door = SimpleNamespace(rasa=self.rasa, sweep=self._sweep)
        world = SimpleNamespace(texts=TEXTS, roster=ROSTER)
        edge: Any = SimpleNamespace(
            store=store, front_door=door, world=world, signals=Signals(), clock=clock, ids=IDS
        )
        self.jobs = Jobs(edge, Retention(retention_days=180, events_days=7, audit_days=730, dead_letters_days=30))

    async def _sweep(self) -> None:
        self.swept += 1

    def talk(self, said: datetime, owner: Owner = Owner.BOT, language: str = "nn", **more: Any) -> str:
        talk = Conversation(
            IDS.new(), "telegram", IDS.new(), said, owner=owner, language=language, last_in_at=said, **more
        )
        with self.store() as uow:
            uow.conversations.add(talk)
            uow.transcript.add(Message(talk.id, said, Author.CITIZEN, "hemmelege ord"))
            uow.commit()
        return talk.id

    def request(self, talk_id: str, code: str, due: datetime, state: RequestState = RequestState.NEW) -> None:
        with self.store() as uow:
            uow.requests.add(Request(IDS.new(), code, talk_id, "respite", due, due, state=state))
            uow.commit()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.store.engine.connect() as db:
            return [tuple(row) for row in db.execute(sa.text(query))]


@pytest.fixture
def desk(store: SqlStore) -> Desk:
    return Desk(store)


def test_a_request_that_nobody_took_in_time_is_said_once_to_both_sides(desk: Desk) -> None:
    talk = desk.talk(NOW - timedelta(days=2))
    desk.request(talk, "ELG-27", NOW - timedelta(minutes=1))
    assert asyncio.run(desk.jobs.overdue()) == 1
    assert asyncio.run(desk.jobs.overdue()) == 0
    said = desk.rows("SELECT text FROM message WHERE author = 'system'")
    assert said == [(TEXTS.say("nn", "jobs.overdue", code="ELG-27"),)]
    assert desk.rows("SELECT text FROM outbox") == said
    assert desk.rows("SELECT owner, urgency FROM conversation") == [("queue", "high")]
    assert desk.rows("SELECT kind FROM request_event") == [("overdue",)]
    assert desk.rows("SELECT count(*) FROM event WHERE kind = 'overdue'") == [(1,)]


def test_a_request_that_was_taken_or_is_not_due_yet_is_left_alone(desk: Desk) -> None:
    talk = desk.talk(NOW - timedelta(days=2))
    desk.request(talk, "ELG-27", NOW + timedelta(minutes=1))
    desk.request(talk, "ELG-28", NOW - timedelta(days=1), RequestState.IN_PROGRESS)
    desk.request(talk, "ELG-29", NOW - timedelta(days=1), RequestState.CANCELLED)
    assert asyncio.run(desk.jobs.overdue()) == 0


def test_somebody_who_cannot_be_reached_gets_no_line_but_the_coordinators_do(desk: Desk) -> None:
    talk = desk.talk(NOW - timedelta(days=2), unreachable_at=NOW)
    desk.request(talk, "ELG-27", NOW - timedelta(minutes=1))
    assert asyncio.run(desk.jobs.overdue()) == 1
    assert not desk.rows("SELECT * FROM outbox") and desk.rows("SELECT urgency FROM conversation") == [("high",)]


def test_an_acute_talk_stays_acute_when_its_request_is_overdue(desk: Desk) -> None:
    talk = desk.talk(NOW, Owner.QUEUE, urgency=Urgency.ACUTE, queue_reason="acute", queued_at=NOW)
    desk.request(talk, "ELG-27", NOW - timedelta(minutes=1))
    asyncio.run(desk.jobs.overdue())
    assert desk.rows("SELECT urgency, queue_reason FROM conversation") == [("acute", "acute")]


def test_quiet_talks_are_erased_everywhere_and_others_kept(desk: Desk) -> None:
    old = NOW - timedelta(days=181)
    quiet, closed = desk.talk(old), desk.talk(old, Owner.CLOSED)
    kept = {desk.talk(NOW - timedelta(days=179)), desk.talk(old, Owner.QUEUE), desk.talk(old, Owner.PERSON)}
    asked = desk.talk(old)
    desk.request(asked, "ELG-27", old)
    finished = desk.talk(old)
    desk.request(finished, "ELG-28", old, RequestState.DONE)
    stirred = desk.talk(old)
    with desk.store() as uow:
        uow.transcript.add(Message(stirred, NOW - timedelta(days=5), Author.COORDINATOR, "Hei igjen"))
        uow.commit()
    assert asyncio.run(desk.jobs.forget_quiet_talks()) == 3
    assert {row[0] for row in desk.rows("SELECT id FROM conversation")} == {*kept, asked, stirred}
    assert desk.rows("SELECT need FROM erased_request") == [("respite",)]
    desk.at += timedelta(seconds=30)
    asyncio.run(desk.jobs.forget_trackers())
    assert set(desk.rasa.forgot) == {quiet, closed, finished}


def test_a_tracker_that_could_not_be_erased_is_erased_when_rasa_is_back(desk: Desk) -> None:
    talk = desk.talk(NOW)
    assert erase_now(desk.store(), IDS, ROSTER, NOW, talk)
    assert asyncio.run(desk.jobs.forget_trackers()) == 0, "a turn under way may still save its tracker"
    desk.at += timedelta(seconds=30)
    desk.rasa.down = True
    assert asyncio.run(desk.jobs.forget_trackers()) == 0
    desk.rasa.down = False
    assert [asyncio.run(desk.jobs.forget_trackers()) for _ in range(2)] == [1, 0]
    assert desk.rasa.forgot == [talk]


def test_old_events_letters_and_sessions_are_dropped(desk: Desk) -> None:
    with desk.store() as uow:
        for age in (1, 8, 31):
            then = NOW - timedelta(days=age)
            uow.events.add("queue", "x", then)
            uow.dead_letters.add(then, "telegram", "1", "7", "KeyError")
        for age in (729, 731):
            uow.audit.add(NOW - timedelta(days=age), "kari", "took", "t")
        uow.connection.execute(sa.text(
            "INSERT INTO account (id, email, name, password_hash, created_at) VALUES ('a', 'a', 'a', 'x', :at)"
        ), {"at": NOW.replace(tzinfo=None)})
        for token, left in (("old", -1), ("live", 1)):
            uow.connection.execute(sa.text(
                "INSERT INTO console_session (token_hash, id, account_id, csrf, created_at, expires_at) "
                "VALUES (:token, :token, 'a', 'c', :at, :ends)"
            ), {"token": token, "at": NOW.replace(tzinfo=None),
                "ends": (NOW + timedelta(hours=left)).replace(tzinfo=None)})
        uow.commit()
    asyncio.run(desk.jobs.trim())
    assert desk.rows("SELECT count(*) FROM event") == [(1,)]
    assert desk.rows("SELECT count(*) FROM dead_letter") == [(2,)]
    assert desk.rows("SELECT count(*) FROM audit WHERE action = 'took'") == [(1,)]
    assert desk.rows("SELECT token_hash FROM console_session") == [("live",)]


def test_what_is_done_used_or_long_past_of_shifts_is_dropped(desk: Desk) -> None:
    hour, old = timedelta(hours=1), NOW - timedelta(days=181)
    with desk.store() as uow:
        for name, start in (("long past", old), ("past", NOW - timedelta(days=179))):
            uow.shifts.add(Shift(name, "handle", "errands", start, start + hour, start, "kari", private="Storgata 1"))
        for age in (1, 8):
            then = NOW - timedelta(days=age)
            rows = [of_shift(DueKind.WAVE, "past", then, nth=nth) for nth in (age, -age)]
            uow.due.add(rows)
            assert uow.due.claim(rows[0].key, then)
            uow.codes.add(f"USED{age}", LinkCode(CodeKind.STAFF, f"used {age}", NOW))
            assert uow.codes.use(f"USED{age}", then)
            uow.codes.add(f"TOLD{age}", LinkCode(CodeKind.STAFF, f"told {age}", then))
        uow.commit()
    asyncio.run(desk.jobs.trim())
    assert desk.rows("SELECT done_at IS NULL, count(*) FROM due GROUP BY 1 ORDER BY 1") == [(0, 1), (1, 2)]
    assert desk.rows("SELECT object_id FROM link_code ORDER BY 1") == [("told 1",), ("used 1",)]
    assert desk.rows("SELECT id, private FROM shift ORDER BY 1") == [("long past", ""), ("past", "Storgata 1")]


def test_the_ticks_run_and_outlive_a_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Jobs, "_every", _often(Jobs._every))

    async def run() -> None:
        desk.jobs.start()
        await asyncio.sleep(0.5)
        await desk.jobs.stop()

    asyncio.run(run())
    assert desk.swept >= 2


def _often(every: Any) -> Any:
    return lambda self, period, work, name: every(self, timedelta(seconds=0.1), work, name)


def test_each_tick_catches_up_once_and_never_runs_beside_itself(desk: Desk) -> None:
    async def run() -> list[Any]:
        desk.jobs.start()
        planned = desk.jobs._scheduler.get_jobs()
        await desk.jobs.stop()
        return planned

    planned = asyncio.run(run())
    assert len(planned) >= 8
    assert all(job.coalesce and job.max_instances == 1 and job.misfire_grace_time is None for job in planned)


def test_a_request_event_of_ours_has_words_for_the_citizen() -> None:
    assert RequestEvent("r", NOW, "overdue").public and TEXTS.has("requests.happened.overdue")


def test_retention_is_read_from_its_file_and_a_broken_one_says_so(tmp_path: Path) -> None:
    assert load_retention().talks == timedelta(days=180)
    (tmp_path / "taxonomy").mkdir()
    for broken in ("retention_days: 180", "[]", "retention_days: 0\nevents_days: 1\ndead_letters_days: 1"):
        (tmp_path / "taxonomy/retention.yml").write_text(broken)
        with pytest.raises(BadData):
            load_retention(tmp_path)
