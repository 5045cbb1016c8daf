"""A task from somebody who works in the municipality: one message becomes a request, with no name in it.

What needs health personnel never does; a coordinator is told, and what else the message asks for is taken only where
it clearly stands apart. Whoever has not shown by a code that they are staff is answered as ever, and told of the code.
"""

from __future__ import annotations

from domain.conversation.danger import numbers
from domain.conversation.flow import Flow, finished, waits
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, World, voice
from domain.conversation.volunteering.aside import asks_for_something_else
from domain.conversation.volunteering.health_tasks import Weighed, weigh
from domain.conversation.volunteering.names import without_names
from domain.conversation.volunteering.reporting import Task, made, task_of
from domain.conversation.volunteering.tasks_told import OFFERED, tasks_told
from domain.effects import Effect, QueueForHuman, SetContact
from domain.needs import VOLUNTEER_NEEDS
from domain.redaction import MASK
from domain.turn import UNHANDLED, Button, Reply, Turn

NAME = "staff_task"

_QUEUED = QueueForHuman("staff_task")


def begin(talk: Talk, world: World) -> Turn:
    if talk.pressed:
        return Turn((voice(talk, world).reply("plain.old_button"),))
    text = talk.reading.text
    words = without_names(text, talk.reading, world.phrases, world.areas)
    weighed = weigh(words, world.phrases)
    if world.lookup.colleague(talk.conversation_id) is None:
        return _unlinked(weighed, talk, world)
    if weighed.health:
        return _with_health(weighed, talk, world)
    return _report(task_of(words, talk, world, hidden=words != text), (), talk, world)


def go_on(talk: Talk, world: World) -> Turn:
    """What kind of help it is. Nothing is sent before that is known: it is what volunteers are found by."""
    task = Task.from_slot(talk.slot("task"))
    if task is None or (talk.pressed and talk.pressed.get("flow") != NAME):
        return UNHANDLED
    say = voice(talk, world)
    if world.phrases.means(talk.reading.text, "stop"):
        return Turn((say.reply("staff.stopped"),), slots=finished(task=None))
    need = talk.pressed.get("need") or next(iter(tasks_told(talk.reading.text, world.phrases)), None)
    if need in VOLUNTEER_NEEDS and not weigh(talk.reading.text, world.phrases).health:
        return _report(task.of(need), (), talk, world)
    return UNHANDLED if asks_for_something_else(talk, world, told=False) else begin(talk, world)


def _report(task: Task, said: tuple[Reply, ...], talk: Talk, world: World) -> Turn:
    """`said`: before what is said of the request."""
    if task.need is None:
        return Turn((*said, *ask_need(talk, world)), _contact(talk), waits(NAME, "need", task=task.to_slot()))
    turn = made(task, talk, world)
    return Turn((*said, *turn.replies), (_QUEUED, *turn.effects, *_contact(talk)), turn.slots)


def _with_health(weighed: Weighed, talk: Talk, world: World) -> Turn:
    """Said why, and where to turn. The rest becomes a request where it names a task of its own."""
    say = voice(talk, world)
    words = "; ".join(clause.strip() for clause in weighed.health)
    refused = say.reply("staff.health", words=words, hours=when_answered(talk, say, world), **_numbers(world))
    of_rest = tasks_told(weighed.words_of_rest, world.phrases)
    if not of_rest:
        return Turn((refused,), (_QUEUED, *_contact(talk)))
    if not weighed.apart or any(tasks_told(clause, world.phrases) for clause in weighed.health):
        return Turn((refused, say.reply("staff.health_mixed")), (_QUEUED, *_contact(talk)))
    rest = task_of(weighed.words_of_rest, talk, world, hidden=MASK in weighed.words_of_rest)
    return _report(rest, (refused, say.reply("staff.health_and_rest")), talk, world)


def _unlinked(weighed: Weighed, talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    key = "staff.task_health" if weighed.health else "staff.task"
    text = say(key, hours=when_answered(talk, say, world), **_numbers(world))
    return Turn((Reply(f"{text}\n{say('staff.how_to_link')}"),), (_QUEUED, *_contact(talk)))


def ask_need(talk: Talk, world: World) -> tuple[Reply, ...]:
    say = voice(talk, world)
    buttons = tuple(
        Button(say(f"volunteering.task.{need}"), f'/press{{"flow": "{NAME}", "need": "{need}"}}') for need in OFFERED
    )
    return (Reply(say("staff.ask_need"), buttons),)


def _numbers(world: World) -> dict[str, str]:
    return {name: number for name, number in numbers(world).items() if name in ("n113", "n116117")}


def _contact(talk: Talk) -> tuple[Effect, ...]:
    return (SetContact(True),) if talk.phone_given else ()


STAFF = Flow(NAME, begin, go_on, ask_need)
