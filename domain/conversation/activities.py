"""«Hva skjer?»: what really falls on that day, or the honest «jeg vet ikke om noe», with the nearest else."""

from __future__ import annotations

from collections.abc import Sequence

from domain.activities import Happening, Programme, programme
from domain.conversation import suggestion
from domain.conversation.facts import when_told
from domain.conversation.flow import Flow
from domain.conversation.intervals import interval
from domain.conversation.talk import Talk, Voice, World, voice
from domain.conditions import Condition
from domain.effects import OffersSuggested
from domain.match_query import Query
from domain.matching import Match
from domain.occurrences import Interval
from domain.spoken_time import OSLO, SpokenTime
from domain.turn import Reply, Turn
from domain.unknown import UNKNOWN

MOST_ALTERNATIVES = 2


def begin(talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    told = when_told(talk.reading)
    asked = interval(talk.reading.first("time"), talk.now) or interval(told, talk.now)
    found = programme(world.offers, _query(talk, world, asked), talk.now)
    spoken = SpokenTime(world.texts, talk.language)
    when = spoken.value(told, talk.now) if told else say("activities.coming_week")
    lines = [_opening(found, when, say, talk, world)]
    lines += [_entry(h, n, say, spoken, world, talk) for n, h in enumerate(found.happening, 1)]
    if found.nothing_known or len(found.happening) == 1:
        lines += _alternatives(found, say, spoken, world, talk, len(found.happening))
    shown = [h.id for h in found.happening] or [h.id for h in found.other_days] + [m.offer.id for m in found.time_unknown]
    replies = (*(Reply(line) for line in lines), say.reply("activities.closing"))
    return Turn(replies, (OffersSuggested(None, tuple(shown[:3])),))


def _query(talk: Talk, world: World, when: Interval | None) -> Query:
    area = world.areas.get(talk.slot("area") or "") or world.municipality.area
    conditions = frozenset(Condition(c) for c in talk.slot("conditions") or ())
    return Query(
        area=area, today=talk.now.astimezone(OSLO).date(), conditions=conditions, when=when,
        holidays=world.municipality.holidays,
    )


def _opening(found: Programme, when: str, say: Voice, talk: Talk, world: World) -> str:
    area = world.areas.get(talk.slot("area") or "") or world.municipality.area
    conditions = [say(f"understood.condition.{c}") for c in talk.slot("conditions") or ()]
    fits = say("activities.fits", conditions=SpokenTime(say.texts, say.language).listed(conditions)) if conditions else ""
    key = "activities.none" if found.nothing_known else "activities.some"
    return say(key, when=when, area=area.name, fits=fits)


def _alternatives(
    found: Programme, say: Voice, spoken: SpokenTime, world: World, talk: Talk, shown: int
) -> Sequence[str]:
    lines = []
    if found.other_days:
        lines.append(say("activities.other_days"))
        lines += [
            _entry(h, n, say, spoken, world, talk)
            for n, h in enumerate(found.other_days[:MOST_ALTERNATIVES], shown + 1)
        ]
    if found.time_unknown and len(found.other_days) < MOST_ALTERNATIVES:
        lines.append(say("activities.time_unknown"))
        lines += [
            _unknown_time(m, n, say, talk)
            for n, m in enumerate(found.time_unknown[:MOST_ALTERNATIVES], shown + len(found.other_days) + 1)
        ]
    return lines


def _entry(happening: Happening, number: int, say: Voice, spoken: SpokenTime, world: World, talk: Talk) -> str:
    offer, occurrence = happening.offer, happening.occurrence
    at = spoken.day(occurrence.day, talk.now.astimezone(OSLO).date())
    if occurrence.starts is not UNKNOWN:
        at = spoken.moment(occurrence.starts, talk.now)
        if occurrence.ends is not UNKNOWN:
            at = f"{at}–{spoken.clock(occurrence.ends)}"
    what = occurrence.hours.what.in_language(say.language) if occurrence.hours.what else suggestion.what(offer, say)
    holiday = say("activities.holiday") if occurrence.holiday else ""
    return "\n".join(line for line in (
        say("activities.entry", number=number, when=at, name=offer.name), what, holiday,
        *_facts(happening.match, say, world, talk),
    ) if line)


def _unknown_time(match: Match, number: int, say: Voice, talk: Talk) -> str:
    offer = match.offer
    lines = [
        say("activities.entry_unknown", number=number, name=offer.name), suggestion.what(offer, say),
        f"{say('catalogue.label.contact')}: {suggestion.contact(offer, say)}",
        f"{say('catalogue.label.source')}: {suggestion.source(offer, say, talk.now)}",
    ]
    return "\n".join(lines)


def _facts(match: Match, say: Voice, world: World, talk: Talk) -> Sequence[str]:
    offer = match.offer
    return [
        f"{say(f'catalogue.label.{label}')}: {value}"
        for label, value in (
            ("where", suggestion.where(offer, say)),
            ("contact", suggestion.contact(offer, say)),
            ("why", suggestion.why(match.reasons, say, world)),
            ("source", suggestion.source(offer, say, talk.now)),
        )
    ]


FLOW = Flow("ask_activities", begin)
