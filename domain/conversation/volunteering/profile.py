"""What somebody has told about themselves as a volunteer, as it is kept in the slot `profile` until they say yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from domain.shifts.effects import TellOfMyself
from domain.shifts.volunteer import Volunteer, Window

QUESTIONS = ("likes", "where", "when", "adult", "often", "more", "name")
"""Asked in this order, each only where nothing was told about it."""

AS_OFTEN_AS_NEEDED = 7
"""«Så ofte dere vil»: the most a volunteer can be asked in a week."""

LONGEST_WORDS = 500
"""Characters of their own words that go along."""


@dataclass(frozen=True)
class Profile:
    """None where nothing was told. `areas` (): all of the municipality; `windows` (): any time. `languages` are names
    in Bokmål, as the console shows them. `skipped`: questions they would rather not answer."""

    needs: tuple[str, ...] = ()
    areas: tuple[str, ...] | None = None
    windows: tuple[Window, ...] | None = None
    over_18: bool | None = None
    most_per_week: int | None = None
    car: bool | None = None
    languages: tuple[str, ...] | None = None
    name: str | None = None
    words: str = ""
    skipped: tuple[str, ...] = ()

    def settled(self, question: str) -> bool:
        return question in self.skipped or self.told(question)

    def told(self, question: str | None) -> bool:
        match question:
            case "likes":
                return bool(self.needs)
            case "where":
                return self.areas is not None
            case "when":
                return self.windows is not None
            case "adult":
                return self.over_18 is not None
            case "often":
                return self.most_per_week is not None
            case "more":
                return self.car is not None or self.languages is not None
            case "name":
                return bool(self.name)
        return False

    @property
    def open_question(self) -> str:
        return next((question for question in QUESTIONS if not self.settled(question)), "confirm")

    def skip(self, question: str) -> Profile:
        return replace(self, skipped=(*self.skipped, question))

    def without(self, question: str) -> Profile:
        """Asked once more: what was told is kept until something else is."""
        return replace(self, skipped=tuple(q for q in self.skipped if q != question))

    def with_words(self, words: str) -> Profile:
        joined = f"{self.words} … {words}" if self.words else words
        return replace(self, words=joined[:LONGEST_WORDS])

    def effect(self) -> TellOfMyself:
        return TellOfMyself(
            name=self.name, needs=self.needs, areas=self.areas, windows=_plain(self.windows), languages=self.languages,
            car=self.car, over_18=self.over_18, most_per_week=self.most_per_week, words=self.words or None,
        )


def of_volunteer(volunteer: Volunteer) -> Profile:
    return Profile(
        volunteer.needs, volunteer.areas, volunteer.windows, volunteer.over_18, volunteer.most_per_week, volunteer.car,
        volunteer.languages, volunteer.name,
    )


def what_changed(before: Profile, after: Profile) -> TellOfMyself | None:
    """Only the parts that are different; None where nothing is."""
    changed = {
        name: getattr(after, name)
        for name in ("name", "needs", "areas", "languages", "car", "over_18", "most_per_week")
        if getattr(after, name) != getattr(before, name)
    }
    if after.windows != before.windows:
        changed["windows"] = _plain(after.windows)
    return TellOfMyself(**changed) if changed else None


def to_slot(profile: Profile) -> dict[str, Any]:
    return asdict(profile)


def from_slot(slot: Mapping[str, Any] | None) -> Profile:
    """The other way; what the tracker has made lists of are tuples again."""
    if not slot:
        return Profile()
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in slot.items()}
    if values.get("windows") is not None:
        values["windows"] = tuple(Window(**window) for window in values["windows"])
    return Profile(**values)


def _plain(windows: tuple[Window, ...] | None) -> tuple[tuple[int, int, int], ...] | None:
    return None if windows is None else tuple((w.weekday, w.start, w.end) for w in windows)
