"""Times as people say them, in Europe/Oslo: «mandag 23. november kl. 15.30», «i dag», «hver tirsdag»."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.texts import Texts

OSLO = ZoneInfo("Europe/Oslo")

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class SpokenTime:
    """Words from `data/texts/*/time.yml`."""

    def __init__(self, texts: Texts, language: str) -> None:
        self._texts, self._language = texts, language

    def day(self, day: date, today: date | None = None) -> str:
        """With `today` given, today and tomorrow are called so; tomorrow with its weekday, for those up at midnight."""
        weekday = self._say(f"weekday.{day.isoweekday()}")
        if day == today:
            return self._say("today")
        if today is not None and day == today + timedelta(days=1):
            return self._say("tomorrow", weekday=weekday)
        return self._say("day", weekday=weekday, day=day.day, month=self._say(f"month.{day.month}"))

    def clock(self, moment: datetime) -> str:
        local = moment.astimezone(OSLO)
        return self._say("clock", hour=local.hour, minute=f"{local.minute:02d}")

    def moment(self, moment: datetime, now: datetime | None = None) -> str:
        today = None if now is None else now.astimezone(OSLO).date()
        return self._say("moment", day=self.day(moment.astimezone(OSLO).date(), today), clock=self.clock(moment))

    def value(self, value: str, now: datetime) -> str:
        """A time or recurrence entity's value in words. Raises ValueError for what is neither."""
        if value.startswith("FREQ="):
            return self.recurrence(value)
        start, slash, end = value.partition("/")
        if not slash:
            return self.moment(datetime.fromisoformat(start), now)
        if end == "..":
            return self._say("from", moment=self.moment(datetime.fromisoformat(start), now))
        if start == "..":
            return self._say("until", moment=self.moment(datetime.fromisoformat(end), now))
        return self._span(datetime.fromisoformat(start), datetime.fromisoformat(end), now)

    def recurrence(self, rule: str) -> str:
        """What can be said in few words of an RRULE; «regelmessig» where it takes many."""
        parts = dict(part.split("=", 1) for part in rule.split(";"))
        days = [d for d in parts.get("BYDAY", "").split(",") if d]
        clock = ""
        if "BYHOUR" in parts:
            hour, minute = (int(parts.get(part, "0").split(",")[0]) for part in ("BYHOUR", "BYMINUTE"))
            clock = self._say("at", clock=self._say("clock", hour=hour, minute=f"{minute:02d}"))
        every_other = parts.get("INTERVAL", "1") == "2"
        if days == list(_DAYS[:5]):
            words = self._say("every_weekday")
        elif days and all(d in _DAYS for d in days) and parts.get("FREQ") == "WEEKLY":
            names = [self._say(f"weekday.{_DAYS.index(d) + 1}") for d in days]
            words = self._say("every_other_day_named" if every_other else "every_day_named", days=self.listed(names))
        else:
            key = {"DAILY": "every_day", "WEEKLY": "every_week", "MONTHLY": "every_month"}.get(parts.get("FREQ", ""))
            words = self._say("every_other_week" if every_other and key == "every_week" else key or "regularly")
        return f"{words} {clock}".strip()

    def listed(self, words: list[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self._say('and')} {words[-1]}"

    def _span(self, start: datetime, end: datetime, now: datetime) -> str:
        first, last = start.astimezone(OSLO), end.astimezone(OSLO)
        today = now.astimezone(OSLO).date()
        whole_days = (first.hour, first.minute, last.hour, last.minute) == (0, 0, 0, 0)
        if whole_days and last.date() - first.date() <= timedelta(days=1):
            return self.day(first.date(), today)
        if whole_days:
            until = last.date() - timedelta(days=1)
            return self._say("span", start=self.day(first.date(), today), end=self.day(until, today))
        if first.date() == last.date():
            return f"{self.moment(first, now)}–{self.clock(last)}"
        return self._say("span", start=self.moment(first, now), end=self.moment(last, now))

    def _say(self, key: str, /, **values: object) -> str:
        return self._texts.say(self._language, f"time.{key}", **values)
