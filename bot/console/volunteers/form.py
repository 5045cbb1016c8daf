"""The profile of a volunteer in a form: filled in, and read back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from bot.console.fields import Fields
from bot.console.shifts.choices import area_choices, need_choices, organisation_choices
from bot.console.volunteers.windows import read_windows, typed_of
from domain.conversation.talk import World
from domain.services.volunteer_desk import PROFILE
from domain.services.volunteering import MOST_A_WEEK
from domain.shifts.volunteer import Away, Volunteer

LONGEST_NAME, LONGEST_LANGUAGES = 120, 200

ADULT = {"yes": True, "no": False}


def nobody(now: datetime) -> Volunteer:
    """Whom a form for a new volunteer begins with."""
    return Volunteer("", "", now)


def typed_from(volunteer: Volunteer) -> dict[str, str]:
    over_18 = {True: "yes", False: "no", None: ""}[volunteer.over_18]
    boxes = {
        f"{prefix}_{code}": "yes"
        for prefix, codes in (
            ("need", volunteer.needs), ("area", volunteer.areas), ("organisation", volunteer.organisations),
        )
        for code in codes
    }  # fmt: skip
    return {
        "name": volunteer.name, "languages": ", ".join(volunteer.languages), "car": "yes" if volunteer.car else "",
        "over_18": over_18, "most_per_week": str(volunteer.most_per_week), "seen": version_of(volunteer),
        **boxes, **typed_of(volunteer.windows),
        **{away_box(away): "yes" for away in volunteer.away},
    }  # fmt: skip


def read_volunteer(fields: Fields, world: World, before: Volunteer) -> Volunteer | None:
    """None where something is wrong; what, is noted in `fields`. A code that the boxes do not know is kept."""
    name = fields.text("name", LONGEST_NAME, required=True)
    needs = _ticked(fields, "need", [code for code, _ in need_choices(world)], before.needs)
    areas = _ticked(fields, "area", [code for code, _ in area_choices(world)], before.areas)
    organisations = _ticked(
        fields, "organisation", [code for code, _ in organisation_choices(world)], before.organisations
    )
    languages = fields.text("languages", LONGEST_LANGUAGES).split(",")
    changed = replace(
        before, name=name, needs=needs, areas=areas, organisations=organisations, windows=read_windows(fields),
        away=_away(fields, before), languages=tuple(word for part in languages if (word := part.strip())),
        car=fields.ticked("car"), over_18=ADULT.get(fields.one_of("over_18", ADULT) or ""),
        most_per_week=fields.number("most_per_week", 1, MOST_A_WEEK),
    )  # fmt: skip
    return None if fields.problems else changed


def version_of(volunteer: Volunteer) -> str:
    """Names the profile as it stood on the page: a change by somebody else meanwhile must not be undone unseen."""
    profile = repr([getattr(volunteer, name) for name in PROFILE])
    return hashlib.sha256(profile.encode()).hexdigest()[:16]


def away_box(away: Away) -> str:
    return f"away_{away.first.isoformat()}_{away.last.isoformat()}"


def _ticked(fields: Fields, prefix: str, known: list[str], before: tuple[str, ...]) -> tuple[str, ...]:
    return (*fields.ticked_of(prefix, known), *(code for code in before if code not in known))


def _away(fields: Fields, before: Volunteer) -> tuple[Away, ...]:
    """Those whose tick still stands, and one more where it was typed."""
    kept = tuple(away for away in before.away if fields.ticked(away_box(away)))
    first, last = fields.day("away_first"), fields.day("away_last")
    if first is None and last is None:
        return kept
    if first is None or last is None or last < first:
        fields.wrong("away_last", "before_start")
        return kept
    return (*kept, Away(first, last))
