"""A request's story for whoever asked: who has it, what has happened, and by when they will hear."""

from __future__ import annotations

from collections.abc import Sequence

from domain.conversation.talk import Talk, Voice
from domain.requests import Request, RequestEvent, RequestState, RequestStory
from domain.spoken_time import SpokenTime


def story_told(story: RequestStory, talk: Talk, say: Voice) -> str:
    """Only for the talk that made it."""
    request = story.request
    who = (request.owner_name or "").split()[:1] or [say("requests.a_coordinator")]
    lines = [
        say("requests.about", code=request.code, need=say(f"matching.need.{request.need}")),
        state_told(request, talk, say, who=who[0]),
    ]
    if request.state is RequestState.DONE and say.texts.has(f"requests.outcome.{request.outcome}"):
        lines.append(say(f"requests.outcome.{request.outcome}"))
    lines += _promised(request, talk, say)
    return "\n".join([*lines, *_happened(story, talk, say)])


def _promised(request: Request, talk: Talk, say: Voice) -> Sequence[str]:
    """By when there is more, where a coordinator has promised that."""
    due = request.next_update_due
    if due is None or due == request.answer_due:
        return ()
    moment = SpokenTime(say.texts, say.language).moment(due, talk.now)
    return (say(f"follow_up.{'next_update' if due > talk.now else 'next_update_late'}", due=moment),)


def state_told(request: Request, talk: Talk, say: Voice, who: str | None = None) -> str:
    """The state alone; a coordinator has a first name only for those whose request it is."""
    due = SpokenTime(say.texts, say.language).moment(request.answer_due, talk.now)
    return say(f"requests.state.{_state_key(request, talk)}", due=due, who=who or say("requests.a_coordinator"))


def _state_key(request: Request, talk: Talk) -> str:
    """Of an open request, whether the time it was to be answered by has passed."""
    past = request.answer_due < talk.now
    match request.state:
        case RequestState.NEW if past:
            return "late"
        case RequestState.IN_PROGRESS if past:
            return "in_progress_late"
        case state:
            return state.value


def _happened(story: RequestStory, talk: Talk, say: Voice) -> Sequence[str]:
    spoken = SpokenTime(say.texts, say.language)
    return [
        say("requests.event", when=spoken.moment(event.at, talk.now), what=_event(event, say))
        for event in story.events if event.public
    ]


def _event(event: RequestEvent, say: Voice) -> str:
    if event.kind == "noted" and event.note:
        return say("requests.happened.noted_words", by=event.by, note=event.note)
    key = f"follow_up.happened.{event.kind}"
    if say.texts.has(key):
        return say(key, organisation=event.note.partition(": ")[0])
    return say(f"requests.happened.{event.kind}")
