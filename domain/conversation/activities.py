"""«Hva skjer?»: what really falls on that day, or the honest «jeg vet ikke om noe», with the nearest else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.activities import Programme, programme
from domain.conditions import Condition
from domain.conversation.facts import when_told
from domain.conversation.flow import Flow, finished, offers
from domain.conversation.happening import entry, entry_of_unknown_time
from domain.conversation.intervals import interval
from domain.conversation.report_need import begin as begin_need
from domain.conversation.talk import Talk, Voice, World, voice
from domain.conversation.understood import when_in_words
from domain.effects import OffersSuggested
from domain.match_query import Query
from domain.occurrences import Interval
from domain.spoken_time import OSLO, SpokenTime
from domain.turn import UNHANDLED, Button, Reply, Turn

NAME = "ask_activities"

MOST_ALTERNATIVES = 2

COMPANY = {"company": "escort", "ride": "transport"}
"""What we ask at the end, and the need that a «ja, skyss» tells."""


def begin(talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    told = when_told(talk.reading)
    asked = interval(talk.reading.first("time"), talk.now) or interval(told, talk.now)
    found = programme(world.offers, _query(talk, world, asked), talk.now)
    lines = [_opening(found, talk, say, world)]
    lines += [entry(h, number, talk, say, world) for number, h in enumerate(found.happening, 1)]
    if len(found.happening) <= 1:
        lines += _alternatives(found, talk, say, world)
    shown = [*(h.id for h in (*found.happening, *found.other_days)), *(m.offer.id for m in found.time_unknown)]
    replies = tuple(Reply(line) for line in lines)
    # Once they have asked for somebody, nobody is asked anew in the middle of that.
    closing = () if talk.flow else (Reply(say("activities.closing"), _company(say)),)
    slots = offers(talk, NAME, "company", want=talk.reading.text[:500], **({"when": told} if told else {}))
    return Turn((*replies, *closing), (OffersSuggested(None, tuple(shown[:3])),), slots)


def go_on(talk: Talk, world: World) -> Turn:
    """«Ja, skyss»: a need of theirs, with the time they asked about. Anything else goes its own way."""
    say, text, reading = voice(talk, world), talk.reading.text, talk.reading
    if talk.pressed:
        pressed = talk.pressed.get("need", "")
        return begin_need(_as_need(talk, pressed), world) if pressed in COMPANY.values() else UNHANDLED
    for meaning, need in COMPANY.items():
        if world.phrases.means(text, meaning):
            return begin_need(_as_need(talk, need), world)
    if reading.intent == "affirm" or world.phrases.means(text, "yes"):
        return Turn((Reply(say("activities.which"), _company(say)),))
    if reading.intent == "deny" or world.phrases.means(text, "no"):
        return Turn((say.reply("activities.no_company"),), slots=finished(want=None, when=None))
    return UNHANDLED


def _as_need(talk: Talk, need: str) -> Talk:
    """The need, with what they asked about as their words and its time kept."""
    words = [talk.slot("want") or "", "" if talk.pressed else talk.reading.text]
    text = " … ".join(w for w in words if w)
    told = replace(talk.reading, text=text, intent="report_need", need=need)
    return replace(talk, reading=told, slots={**talk.slots, "need": need}, flow="report_need")


def _company(say: Voice) -> tuple[Button, ...]:
    return tuple(
        Button(say(f"activities.button_{key}"), f'/press{{"flow": "report_need", "need": "{need}"}}')
        for key, need in (("company", "escort"), ("transport", "transport"))
    )


def _query(talk: Talk, world: World, when: Interval | None) -> Query:
    area = world.areas.get(talk.slot("area") or "") or world.municipality.area
    conditions = frozenset(Condition(c) for c in talk.slot("conditions") or ())
    return Query(
        area=area, today=talk.now.astimezone(OSLO).date(), conditions=conditions, when=when,
        holidays=world.municipality.holidays,
    )


def _opening(found: Programme, talk: Talk, say: Voice, world: World) -> str:
    """«Dette vet jeg om på torsdag, i nærheten av Ridabu, for en som går dårlig:»."""
    when = when_in_words({"when": when_told(talk.reading)}, say, talk.now) or say("activities.coming_week")
    area = world.areas.get(talk.slot("area") or "") or world.municipality.area
    where = say("activities.in_town" if area.whole else "activities.near", area=area.name)
    conditions = [say(f"understood.who.{c}") for c in talk.slot("conditions") or ()]
    listed = SpokenTime(say.texts, say.language).listed(conditions)
    fits = say("activities.fits", conditions=listed) if conditions else ""
    return say("activities.none" if found.nothing_known else "activities.some", when=when, where=where, fits=fits)


def _alternatives(found: Programme, talk: Talk, say: Voice, world: World) -> Sequence[str]:
    lines, number = [], len(found.happening)
    others = found.other_days[:MOST_ALTERNATIVES]
    if others:
        lines.append(say("activities.other_days"))
        lines += [entry(h, n, talk, say, world) for n, h in enumerate(others, number + 1)]
    unknown = found.time_unknown[: MOST_ALTERNATIVES - len(others)]
    if unknown:
        lines.append(say("activities.time_unknown"))
        lines += [entry_of_unknown_time(m, n, talk, say) for n, m in enumerate(unknown, number + len(others) + 1)]
    return lines


FLOW = Flow(NAME, begin, go_on)
