"""A task that staff have reported, as a request: what was understood, its code, and what is missing, in one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from domain.conditions import Relation
from domain.conversation.facts import told_in, when_told
from domain.conversation.flow import Flow, finished, waits
from domain.conversation.human import promised
from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.understood import when_in_words
from domain.conversation.volunteering.aside import asks_for_something_else
from domain.conversation.volunteering.health_tasks import weigh
from domain.conversation.volunteering.tasks_told import task_read, tasks_told
from domain.effects import AddToRequest, CreateRequest
from domain.turn import UNHANDLED, Reply, Turn

MORE_NAME = "staff_more"


@dataclass(frozen=True)
class Task:
    """`want`: their words with what looks like names hidden. `code`: of the request, once it is made."""

    want: str
    need: str | None = None
    area: str | None = None
    when: str | None = None
    hidden: bool = False
    code: str | None = None

    def of(self, need: str | None) -> Task:
        return replace(self, need=need)

    def to_slot(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_slot(cls, slot: Mapping[str, Any] | None) -> Task | None:
        return cls(**slot) if slot else None


def task_of(words: str, talk: Talk, world: World, *, hidden: bool) -> Task:
    """`words`: of the message, those that a volunteer may do, without names; `hidden`: whether any was there. Place and
    time are the message's, and no earlier one's: the next task is for somebody else."""
    told = tasks_told(words, world.phrases) or tasks_told(words, world.phrases, denied_too=True)
    need = told[0] if told else task_read(talk.reading)
    area = told_in(talk.reading, {}, world, anew=False).get("area")
    return Task(words, need, area, _when(words, talk), hidden)


def made(task: Task, talk: Talk, world: World) -> Turn:
    say, code = voice(talk, world), world.lookup.free_code()
    effect = CreateRequest(
        code=code, need=task.need or "", want=task.want, area=task.area, relation=Relation.SERVICE_USER, when=task.when,
    )
    text = say("staff.made", what=_in_words(task, talk, world), code=code, due=promised(talk, say, world))
    lines = [text, say("staff.names_hidden")] if task.hidden else [text]
    if world.phrases.holds(task.want, "health.goods") and world.phrases.holds(task.want, "health.fetch"):
        lines.append(say("staff.pharmacy"))
    if missing := _missing(task, say, world):
        sent = replace(task, code=code, want="")
        return Turn((Reply("\n".join([*lines, missing])),), (effect,), waits(MORE_NAME, "more", task=sent.to_slot()))
    return Turn((Reply("\n".join(lines)),), (effect,), finished(task=None))


def add(talk: Talk, world: World) -> Turn:
    """Where and when, told after the request was made. Another task is another message, and no answer."""
    task = Task.from_slot(talk.slot("task"))
    if talk.pressed or task is None or task.code is None or asks_for_something_else(talk, world, told=False):
        return UNHANDLED
    area = told_in(talk.reading, {}, world, anew=False).get("area")
    alone = world.areas.find(talk.reading.text.strip(" .!"))
    told = Task("", None, area or (alone.id if alone else None), when_told(talk.reading))
    tasks = tasks_told(talk.reading.text, world.phrases) or weigh(talk.reading.text, world.phrases).health
    if tasks or not (told.area or told.when):
        return UNHANDLED
    after = replace(task, area=told.area or task.area, when=told.when or task.when)
    say = voice(talk, world)
    reply = say.reply("staff.added", code=task.code, what=_in_words(told, talk, world))
    effect = AddToRequest(task.code, told.area, told.when)
    missing = _missing(after, say, world)
    replies = (Reply(f"{reply.text}\n{missing}"),) if missing else (reply,)
    return Turn(replies, (effect,), waits(MORE_NAME, "more", task=after.to_slot()) if missing else finished(task=None))


def _in_words(task: Task, talk: Talk, world: World) -> str:
    """«praktisk hjelp, Storhamar, torsdag 12. november kl. 9.00–12.00»."""
    say, area = voice(talk, world), world.areas.get(task.area or "")
    need = say(f"matching.need.{task.need}") if task.need else ""
    when = when_in_words({"when": task.when}, say, talk.now)
    return ", ".join(part for part in (need, area.name if area else "", when) if part)


def _missing(task: Task, say: Voice, world: World) -> str:
    key = {(False, False): "both", (False, True): "area", (True, False): "when"}.get((bool(task.area), bool(task.when)))
    return say(f"staff.missing_{key}", municipality=world.municipality.name) if key else ""


def _when(words: str, talk: Talk) -> str | None:
    """A time that stands in these words; else any of the message's."""
    reading = talk.reading
    inside = [e for e in reading.entities if reading.text[e.start : e.end] in words]
    return when_told(replace(reading, entities=tuple(inside))) or when_told(reading)


def add_begin(talk: Talk, world: World) -> Turn:
    """An older button of this, when nothing is missing any more."""
    return Turn((voice(talk, world).reply("plain.old_button"),))


MORE = Flow(MORE_NAME, add_begin, add)
"""Without `again`: what is missing is asked for once, and dropped when the talk goes on to something else."""
