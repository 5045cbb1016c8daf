"""Whole talks with the running service: rows of «what a user can do», told in somebody's own words."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

import pytest

from bot.area_loader import load_areas
from bot.municipality_loader import load_municipality
from bot.words_loader import load_texts
from domain.texts import Texts
from tests.dialogues.desk_town import ask_about_request
from tests.dialogues.one_time_codes import with_one_time_codes
from tests.dialogues.script import Outcome, Script, Step, Wanted, scripts
from tests.dialogues.shift_town import ShiftTown, on_the_wall
from tests.live.service import Service
from tests.live.talk import Talk

pytestmark = pytest.mark.live

SCRIPTS = scripts()

FEWEST = 45

FEW_WORDS = 5
"""A message this short may be somebody else's too, and is not looked for after an erasure."""

FOREIGN = {
    "nb": r"\b(ikkje|eg|kva|korleis|the|you)\b",
    "nn": r"\b(ikke|jeg|hva|hvordan|noen|the|you)\b",
    "en": r"\b(ikke|ikkje|jeg|eg|hva|kva|noen|nokon|ikke)\b",
    "other": r"\A\Z",
}
"""Words that never stand in an answer in that language."""

QUOTED = re.compile(r"«[^»]*»")


def test_there_are_talks_enough() -> None:
    assert len(SCRIPTS) >= FEWEST
    names = [str(script) for script in SCRIPTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_talk(service: Service, script: Script) -> None:
    talks: dict[str, Talk] = {"": Talk(service)}
    town = ShiftTown(service)
    if script.volunteer:
        town.begin(talks[""], script)
    if script.asked:
        ask_about_request(town, talks[""], script.asked, script.language)
    for number, step in enumerate(script.talk, 1):
        talk = talks.setdefault(step.sender, Talk(service))
        took = take(step, talk, talks[""], town)
        offered = ", ".join(title for title, _ in talk.buttons)
        where = f"step {number} ({step.you or step.press}):\n{talk.text}\n[{offered}]"
        check_heard(step, talk, talks[""], script, took, where)
        assert {task: town.invitation(talk, task).state.value for task in step.shifts} == step.shifts, where
    check_outcome(script.then, talks[""])
    check_shifts(script.then, talks[""], town)
    if script.then.shares is not None:
        with town.store.reading() as uow:
            assert uow.referrals.of_talk(talks[""].conversation["id"])[0].shared is script.then.shares
    town.close()
    if script.then.erased:
        own = [s.you for s in script.talk if s.you and not s.sender]
        nothing_is_left(service, [words for words in own if len(words.split()) > FEW_WORDS])


def take(step: Step, talk: Talk, first: Talk, town: ShiftTown) -> float:
    """Says or presses; returns the seconds it took."""
    quoted = town.invitation(talk, step.to).message_seq if step.to else None
    began = time.monotonic()
    if step.press is not None:
        talk.press(step.press)
    else:
        talk.say(with_code(step.you or "", first), reply_to=quoted)
    return time.monotonic() - began


def check_heard(step: Step, talk: Talk, first: Talk, script: Script, took: float, where: str) -> None:
    """`first` is the talk that made the request, whose code others may ask about."""
    assert talk.last, f"silence at {where}"
    first_line = talk.last[0].text.splitlines()[0]
    for wanted in step.first:
        assert stands(wanted, first_line, first), f"first line: no {wanted!r} at {where}"
    for wanted in step.bot:
        assert stands(wanted, talk.text, first), f"no {wanted!r} at {where}"
    for unwanted in step.never:
        assert not stands(unwanted, talk.text, first), f"{unwanted!r} at {where}"
    titles = "\n".join(title for title, _ in talk.buttons).casefold()
    for title in step.buttons:
        assert title.casefold() in titles, f"no button {title!r} at {where}"
    assert took < step.within, f"{took:.2f} s at {where}"
    assert not re.search(r"\{\w*\}", talk.text), f"unfilled at {where}"
    own = " ".join(QUOTED.sub("", said.text) for said in talk.last)
    assert not (found := re.search(FOREIGN[script.language], own, re.IGNORECASE)), f"{found} at {where}"
    if step.hours:
        assert hours_opening(script.language) in talk.text, f"when somebody answers at {where}"


def stands(wanted: Wanted, text: str, first: Talk) -> bool:
    either = [wanted] if isinstance(wanted, str) else wanted
    return any(with_code(w, first).casefold() in text.casefold() for w in either)


def with_code(text: str, first: Talk) -> str:
    text = with_one_time_codes(text, first.service)
    return text.replace("{code}", first.requests[-1]["code"]) if "{code}" in text else text


def hours_opening(language: str) -> str:
    """How the honest word on when somebody answers begins at this moment."""
    now = datetime.now(UTC)
    hours = load_municipality("hamar", load_areas("hamar"), now.date()).office_hours
    key = "human.open_now" if hours.is_open(now) else "human.closed_now"
    return texts().say(language, key, closes="\0", opens="\0").split("\0")[0]


@cache
def texts() -> Texts:
    return load_texts()


def check_outcome(then: Outcome, talk: Talk) -> None:
    row = talk.conversation
    if then.requests is not None:
        assert len(talk.requests) == then.requests
    if then.request is not None:
        assert talk.requests, "no request was made"
        found = talk.requests[-1]
        assert {key: found[key] for key in then.request} == then.request
    if then.queue is not None:
        assert (row["queue_reason"] or "") == then.queue
        assert row["owner"] == ("queue" if then.queue else "bot")
    if then.urgency is not None:
        assert row["urgency"] == then.urgency
    if then.alarm is not None:
        assert (row["acute_kind"], row["urgency"], row["owner"]) == (then.alarm, "acute", "queue")
        assert talk.audit("alarm") >= 1
    if then.phone is not None:
        assert (row["contact_phone"] or "") == then.phone


def check_shifts(then: Outcome, talk: Talk, town: ShiftTown) -> None:
    found = {task: town.invitation(talk, task) for task in town.shifts}
    assert {task: found[task].state.value for task in then.shifts} == then.shifts
    assert {task: on_the_wall(found[task].proposal_start) for task in then.proposed} == then.proposed
    for task, told in then.told.items():
        assert {key: getattr(found[task], key) for key in told} == told, task


def nothing_is_left(service: Service, words: Sequence[str]) -> None:
    """None of their sentences stands in a row of the door's database or Rasa's, nor in a log."""
    assert words, "a talk that is erased has said something of its own"
    for text in words:
        for file in (service.folder / "door.db", service.trackers):
            assert not rows_with(file, text), f"{text!r} in {file.name}: {rows_with(file, text)}"
        for name in ("door", "rasa-0"):
            assert text not in service.log(name)


def rows_with(file: object, text: str) -> list[str]:
    """Tables that hold the text in any column, also as JSON escapes it."""
    escaped = text.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00")
    found = []
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert tables
        for table in tables:
            for row in db.execute(f'SELECT * FROM "{table}"'):
                if any(text in str(value) or escaped in str(value) for value in row):
                    found.append(table)
    return found
