"""What one message adds to, or corrects in, what somebody has told about themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from domain.conversation.talk import Talk, World
from domain.conversation.volunteering.days_named import ALL_DAYS
from domain.conversation.volunteering.of_age import says_of_age
from domain.conversation.volunteering.own_name import name_told
from domain.conversation.volunteering.profile import AS_OFTEN_AS_NEEDED, Profile
from domain.conversation.volunteering.tasks_told import task_read, tasks_denied, tasks_told
from domain.conversation.volunteering.week_told import WHOLE_DAY, WeekTold, sorted_windows, week_told
from domain.shifts.volunteer import Window

_PLACES = re.compile(r"[,/]|\b(?:og|eller|and|or|på|i|ved|til|rundt|in|at)\b", re.IGNORECASE)

_RATES = ("FREQ=WEEKLY", "FREQ=MONTHLY")


def after_message(before: Profile, talk: Talk, world: World, *, corrects: bool = False) -> Profile:
    """`corrects`: what is told now replaces what was told of the same, unless they say «også», or takes it out."""
    text, phrases = talk.reading.text, world.phrases
    if corrects and phrases.holds(text, "strike") and (less := _without(before, talk, world)) != before:
        return less
    adds = phrases.holds(text, "also") or not (corrects or phrases.holds(text, "only"))
    after = replace(before, needs=_needs(before, talk, world, adds=adds))
    if (areas := areas_told(talk, world)) is not None:
        after = replace(after, areas=_joined(before.areas if adds and areas else None, areas))
    if (week := week_told(talk.reading, phrases)).said:
        after = replace(after, windows=weekly(before.windows, week, adds=adds))
    if says_of_age(text, phrases):
        after = replace(after, over_18=True)
    if (often := how_often(talk, world)) is not None:
        after = replace(after, most_per_week=often)
    if (car := car_told(text, world, asked=talk.waiting_for == "more")) is not None:
        after = replace(after, car=car)
    if languages := languages_told(text, world):
        after = replace(after, languages=_joined(before.languages if adds else None, languages))
    if name := name_told(text, phrases):
        after = replace(after, name=name)
    return after


def not_every_week(talk: Talk, world: World) -> bool:
    """«Annenhver tirsdag»: the week that is kept holds the Tuesdays, and only their own words which of them."""
    return not talk.pressed and world.phrases.holds(talk.reading.text, "not_every_week")


def _without(before: Profile, talk: Talk, world: World) -> Profile:
    """«Stryk det med tysk»: what is named goes, the rest stays."""
    text = talk.reading.text
    gone = {*tasks_told(text, world.phrases), *(areas_told(talk, world) or ()), *languages_told(text, world)}
    days = {window.weekday for window in week_told(talk.reading, world.phrases).windows}
    left = before.windows and tuple(w for w in before.windows if w.weekday not in days)
    return replace(
        before, needs=_left(before.needs, gone) or (), areas=_left(before.areas, gone),
        languages=_left(before.languages, gone),
        windows=left if left or before.windows == () else None,
    )


def _left(before: tuple[str, ...] | None, gone: set[str]) -> tuple[str, ...] | None:
    return before if before is None else tuple(value for value in before if value not in gone)


def weekly(before: tuple[Window, ...] | None, week: WeekTold, *, adds: bool) -> tuple[Window, ...] | None:
    """Times joined or replaced, days taken away. Who can at any time and takes a day away can on all the others. None
    where nothing is left, which is not any time."""
    if week.any_time or (adds and before == () and not week.not_days):
        return ()
    if week.windows and week.not_days and before:  # «torsdag i stedet for onsdag»: at the same hours
        kept = (*before, *_at_the_hours_of(before, week))
    elif week.windows:
        kept = (*(before or ()), *week.windows) if adds else week.windows
    else:
        kept = before or tuple(Window(day, *WHOLE_DAY) for day in sorted(ALL_DAYS))
    return sorted_windows(w for w in kept if w.weekday not in week.not_days) or None


def _at_the_hours_of(before: tuple[Window, ...], week: WeekTold) -> tuple[Window, ...]:
    left = [w for w in before if w.weekday in week.not_days]
    whole = [w for w in week.windows if (w.start, w.end) == WHOLE_DAY]
    if not left or len(whole) != len(week.windows):
        return week.windows
    return tuple(Window(w.weekday, old.start, old.end) for w in whole for old in left)


def areas_told(talk: Talk, world: World) -> tuple[str, ...] | None:
    """Ids of the areas named; () for all of the municipality; None where no place is named."""
    if world.phrases.holds(talk.reading.text, "anywhere"):
        return ()
    named = [e.value for e in talk.reading.entities if e.entity == "place" and not e.excluded]
    if talk.waiting_for == "where":  # «Ottestad og sentrum»: a name that by itself may be no place
        named += [part for part in _PLACES.split(talk.reading.text) if part]
    found = [area for value in named if (area := world.areas.find(value.strip(" .!")))]
    parts = dict.fromkeys(area.id for area in found if not area.whole)
    return tuple(parts) if found else None


def how_often(talk: Talk, world: World) -> int | None:
    """At most how many times a week. Only where it is a rate or about being asked: «én gang i uka», «maks to»."""
    text, phrases = talk.reading.text, world.phrases
    rate = any(r.startswith(_RATES) and "BYDAY" not in r for r in talk.reading.values("recurrence"))
    if not (rate or phrases.holds(text, "ask_me") or phrases.holds(text, "at_most")):
        return None
    return times_told(text, world)


def times_told(text: str, world: World) -> int | None:
    phrases = world.phrases
    if phrases.holds(text, "times.seldom"):
        return 1
    return next((n for n in (1, 2, 3, 4, 5, AS_OFTEN_AS_NEEDED) if phrases.holds(text, f"times.{n}")), None)


def car_told(text: str, world: World, *, asked: bool = False) -> bool | None:
    if world.phrases.holds(text, "no_car"):
        return False
    has = world.phrases.holds(text, "has_car") or (asked and world.phrases.holds(text, "car"))
    return True if has else None


def languages_told(text: str, world: World) -> tuple[str, ...]:
    """Their names in Bokmål. Norwegian is taken for granted; in a «ikke» nothing is told."""
    if world.phrases.holds(text, "not"):
        return ()
    spoken = [m for m in world.phrases.meanings("language.") if world.phrases.holds(text, m)]
    return tuple(world.texts.say("nb", f"languages.{m.removeprefix('language.')}") for m in spoken)


def _needs(before: Profile, talk: Talk, world: World, *, adds: bool) -> tuple[str, ...]:
    text, phrases = talk.reading.text, world.phrases
    told = tasks_told(text, phrases)
    if not told and talk.waiting_for == "likes" and (read := task_read(talk.reading)):
        told = (read,)
    kept = before.needs if adds or not told else ()
    return tuple(n for n in dict.fromkeys((*kept, *told)) if n in told or n not in tasks_denied(text, phrases))


def _joined(before: Iterable[str] | None, told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(before or ()), *told)))
