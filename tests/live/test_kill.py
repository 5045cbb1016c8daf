"""kill -9 at each step of a message's way: nothing lost, nothing done twice; and Rasa away for a while."""

from __future__ import annotations

import random
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import httpx
import pytest

from tests.live.service import Service
from tests.live.talk import Talk

pytestmark = [pytest.mark.live, pytest.mark.timeout(600)]

DOOR_RUNS, RASA_RUNS = 8, 3

AT_A_TIME = 5
"""Talks in the middle of a turn at each kill."""

SETTLE_SECONDS = 45

A_TURN = 0.25
"""Seconds in which the kills fall: about as long as AT_A_TIME turns at once take."""


@pytest.fixture(autouse=True)
def whole_again(service: Service) -> Iterator[None]:
    """Whatever a test kills or stops, the next one finds the service whole."""
    yield
    for process, start in ((service.rasa, service.start_rasa), (service.door, service.start_door)):
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGCONT)
        else:
            start()
    service.wait_until_ready()


def about_to_confirm(service: Service) -> Talk:
    """A talk whose next «ja» makes a request."""
    talk = Talk(service)
    talk.say("Trenger avlastning for mor på Ridabu")
    talk.press("La en koordinator")
    talk.press("Hopp over")
    talk.press("Svar meg her")
    assert "Skal jeg sende dette" in talk.text
    return talk


def say_all(talks: Sequence[Talk], text: str) -> list[threading.Thread]:
    """Each says it at the same time, and may lose its connection."""

    def one(talk: Talk) -> None:
        with suppress(httpx.HTTPError):
            talk.say(text, message_id=f"{talk.sender}-killed")

    threads = [threading.Thread(target=one, args=(talk,)) for talk in talks]
    for thread in threads:
        thread.start()
    return threads


def settle(talks: Sequence[Talk]) -> None:
    """Until no message of theirs waits. A sender that got no answer sends the same again, as channels do."""
    end = time.monotonic() + SETTLE_SECONDS
    for talk in talks:
        talk.say("ja", message_id=f"{talk.sender}-killed")
    while any(row["state"] == "new" for talk in talks for row in talk.inbox):
        assert time.monotonic() < end, "a message was left unanswered"
        time.sleep(0.2)


def answers_after_last(talk: Talk) -> list[str]:
    lines = list(talk.lines)
    last = max(n for n, row in enumerate(lines) if row["author"] == "citizen")
    return [row["text"] for row in lines[last + 1 :] if row["author"] in ("bot", "system")]


def test_front_door_killed_at_random_moments_of_a_turn(service: Service) -> None:
    rng = random.Random(712)
    killed_in_a_turn = 0
    for run in range(DOOR_RUNS):
        talks = [about_to_confirm(service) for _ in range(AT_A_TIME)]
        threads = say_all(talks, "ja")
        time.sleep(A_TURN * (run + rng.random()) / DOOR_RUNS)
        service.kill_door()
        for thread in threads:
            thread.join()
        service.start_door()
        service.wait_until_ready()
        killed_in_a_turn += sum(row["state"] == "new" for talk in talks for row in talk.inbox)
        settle(talks)
        for talk in talks:
            assert [row["text"] for row in talk.lines].count("ja") == 1, "stored once"
            assert len(talk.requests) == 1, f"run {run}: {len(talk.requests)} requests, said {answers_after_last(talk)}"
            answered = answers_after_last(talk)
            assert len(answered) == 1 and talk.requests[0]["code"] in answered[0], f"run {run}: {answered}"
    assert killed_in_a_turn, "no kill fell into a turn: the test has proved nothing"


def test_front_door_killed_while_rasa_thinks(service: Service) -> None:
    talk = about_to_confirm(service)
    assert service.rasa is not None
    service.rasa.send_signal(signal.SIGSTOP)
    threads = say_all([talk], "ja")
    wait_for(lambda: len(talk.lines) and talk.lines[-1]["text"] == "ja")
    service.kill_door()
    threads[0].join()
    assert [row["state"] for row in talk.inbox].count("new") == 1, "stored before it was answered"
    service.rasa.send_signal(signal.SIGCONT)
    service.start_door()
    service.wait_until_ready()
    settle([talk])
    assert len(talk.requests) == 1 and len(answers_after_last(talk)) == 1


def test_rasa_killed_at_random_moments_of_a_turn(service: Service) -> None:
    """The person gets the request, or the honest line and a place in the queue; a second «ja» makes no second one."""
    rng = random.Random(113)
    for run in range(RASA_RUNS):
        talks = [about_to_confirm(service) for _ in range(AT_A_TIME)]
        threads = say_all(talks, "ja")
        time.sleep(A_TURN * (run + rng.random()) / RASA_RUNS)
        service.kill_rasa()
        for thread in threads:
            thread.join()
        for talk in talks:
            assert len(answers_after_last(talk)) == 1, answers_after_last(talk)
            if not talk.requests:
                assert "Akkurat nå klarer jeg ikke å forstå" in answers_after_last(talk)[0]
                assert talk.conversation["owner"] == "queue"
            assert len(talk.requests) <= 1
        service.start_rasa()
        service.wait_until_ready()
        for talk in talks:
            talk.say("ja")
            assert len(talk.requests) <= 1
            assert talk.conversation["queue_reason"], "a person sees it"


def test_rasa_away_honest_line_danger_at_once_and_back_again(service: Service) -> None:
    service.kill_rasa()
    assert service.health()["rasa"] == "not ready" and service.health()["status"] == 503
    talk, danger, wide = Talk(service), Talk(service), Talk(service)
    talk.say("Trenger en besøksvenn til far")
    assert all(told in talk.text for told in ("er lagret", "113", "112", "110", "116 117", "116 123"))
    assert (talk.conversation["owner"], talk.conversation["urgency"]) == ("queue", "high")
    began = time.monotonic()
    danger.say("Pappa har falt og svarer ikke")
    assert time.monotonic() - began < 1 and "113" in danger.text.splitlines()[0]
    assert danger.conversation["urgency"] == "acute"
    began = time.monotonic()
    wide.say("jeg er så redd, han er sint og har drukket")
    assert time.monotonic() - began < 1 and "112" in wide.text
    service.start_rasa()
    service.wait_until_ready()
    talk.say("Trenger en besøksvenn til far på Ridabu")
    assert talk.buttons, "understood again"


def test_rasa_that_hangs_is_waited_for_only_so_long(service: Service) -> None:
    talk, danger = Talk(service), Talk(service)
    assert service.rasa is not None
    service.rasa.send_signal(signal.SIGSTOP)
    slow = threading.Thread(target=talk.say, args=("Trenger en besøksvenn til far",))
    began = time.monotonic()
    slow.start()
    danger.say("det brenner på kjøkkenet")
    assert "110" in danger.text.splitlines()[0] and time.monotonic() - began < 1
    slow.join(20)
    assert time.monotonic() - began < service.settings.rasa_timeout + 3
    assert "er lagret" in talk.text
    service.rasa.send_signal(signal.SIGCONT)
    wait_for(lambda: service.health().get("status") == 200)
    talk.say("hva kan du hjelpe meg med?")
    assert talk.text


def test_erased_while_rasa_is_away_is_erased_there_too(service: Service) -> None:
    """The jobs forget the tracker once Rasa is back."""
    talk = Talk(service)
    talk.say("Grandonkel Torgrim på Vang trenger en turvenn")
    old = talk.conversation["id"]
    talk.say("slett alt om meg")
    payload = talk.payload("Ja, slett")
    assert old.encode() in service.trackers.read_bytes()
    talk.say(payload)
    wait_for(lambda: b"Torgrim" not in live_events(service, old), 30)


def live_events(service: Service, sender: str) -> bytes:
    with sqlite3.connect(f"file:{service.trackers}?mode=ro", uri=True) as db:
        return str(db.execute("SELECT data FROM events WHERE sender_id = ?", (sender,)).fetchall()).encode()


def wait_for(true: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
