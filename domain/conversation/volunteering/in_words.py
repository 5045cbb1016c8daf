"""What somebody has told of themselves, in words that they can correct."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.conversation.talk import Voice, World
from domain.conversation.volunteering.profile import AS_OFTEN_AS_NEEDED, Profile
from domain.shifts.volunteer import Away, Volunteer
from domain.spoken_time import SpokenTime
from domain.spoken_week import week_in_words


def profile_lines(profile: Profile, say: Voice, world: World) -> list[str]:
    """One line for each part. What was not told is said to be so, but for car and languages: nobody needs to tell."""
    not_told = say("volunteering.not_told")
    lines = {
        "name": profile.name or not_told,
        "likes": needs_in_words(profile.needs, say) or not_told,
        "where": areas_in_words(profile.areas, say, world) if profile.areas is not None else not_told,
        "when": week_in_words(profile.windows, say.texts, say.language) if profile.windows is not None else not_told,
        "often": often_in_words(profile.most_per_week, say) if profile.most_per_week else not_told,
        "adult": _yes_or_no(profile.over_18, say) if profile.over_18 is not None else not_told,
    }
    if profile.car is not None:
        lines["car"] = _yes_or_no(profile.car, say)
    if profile.languages:
        lines["languages"] = languages_in_words(profile.languages, say)
    if profile.words:
        lines["words"] = profile.words
    return [say(f"volunteering.line.{name}", value=value) for name, value in lines.items()]


def changed_lines(before: Profile, after: Profile, say: Voice, world: World) -> list[str]:
    """The lines that are different, as they now are."""
    was = profile_lines(before, say, world)
    return [line for line in profile_lines(after, say, world) if line not in was]


def volunteer_lines(volunteer: Volunteer, profile: Profile, say: Voice, world: World, now: datetime) -> list[str]:
    """All that we have: also days away, what is in place, and where it stands."""
    lines = profile_lines(profile, say, world)
    if away := sorted((a for a in volunteer.away if a.last >= now.date()), key=lambda a: a.first):
        lines.append(say("volunteering.line.away", value=away_in_words(away, say)))
    if volunteer.met:
        met = [say(f"volunteering.demand.{demand}") for demand in sorted(volunteer.met)]
        lines.append(say("volunteering.line.met", value=SpokenTime(say.texts, say.language).listed(met)))
    state = say(f"volunteering.state.{volunteer.state}")
    return [*lines, say("volunteering.line.state", value=state)]


def told_in_short(before: Profile, after: Profile, say: Voice, world: World) -> str:
    """What a message has told, for «det har jeg notert: …»; empty where nothing was."""
    parts = []
    if after.needs != before.needs and after.needs:
        parts.append(needs_in_words(after.needs, say))
    if after.areas != before.areas and after.areas is not None:
        parts.append(areas_in_words(after.areas, say, world))
    if after.windows != before.windows and after.windows is not None:
        parts.append(week_in_words(after.windows, say.texts, say.language))
    if after.most_per_week != before.most_per_week and after.most_per_week:
        parts.append(often_in_words(after.most_per_week, say))
    if after.over_18 and not before.over_18:
        parts.append(say("volunteering.over_18"))
    if after.car != before.car:
        parts.append(say("volunteering.has_car" if after.car else "volunteering.no_car"))
    if after.languages != before.languages and after.languages:
        parts.append(languages_in_words(after.languages, say))
    if after.name != before.name and after.name:
        parts.append(after.name)
    return "; ".join(parts)


def needs_in_words(needs: Sequence[str], say: Voice) -> str:
    return ", ".join(_inside(say(f"volunteering.task.{need}")) for need in needs)


def areas_in_words(areas: Sequence[str], say: Voice, world: World) -> str:
    named = [area.name if (area := world.areas.get(area_id)) else area_id for area_id in areas]
    return SpokenTime(say.texts, say.language).listed(named) if named else say("volunteering.whole_municipality")


def often_in_words(number: int, say: Voice) -> str:
    if number >= AS_OFTEN_AS_NEEDED:
        return say("volunteering.as_often_as")
    return say("volunteering.times_a_week_1") if number == 1 else say("volunteering.times_a_week", number=number)


def away_in_words(away: Sequence[Away], say: Voice) -> str:
    spoken = SpokenTime(say.texts, say.language)
    return "; ".join(
        spoken.day(a.first) if a.first == a.last
        else say("time.span", start=spoken.day(a.first), end=spoken.day(a.last))
        for a in away
    )


def languages_in_words(languages: Sequence[str], say: Voice) -> str:
    """Kept by their names in Bokmål; said by those of the talk's language where we know them."""
    ours = {say.texts.say("nb", key): say(key) for key in say.texts.keys() if key.startswith("languages.")}  # noqa: SIM118
    return SpokenTime(say.texts, say.language).listed([ours.get(name, name) for name in languages])


def _yes_or_no(value: bool | None, say: Voice) -> str:
    return say("volunteering.yes" if value else "volunteering.no")


def _inside(title: str) -> str:
    """A button's title as part of a sentence."""
    return title[:1].lower() + title[1:]
