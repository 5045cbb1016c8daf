"""How often one key may do something, counted in this process over a sliding window."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

MOST_KEYS = 20_000
"""So many keys are remembered; then those that have been quiet for a whole window are dropped."""


class RateLimit:
    """`allows` counts and answers; `blocked` only answers; `count` only counts (failed passwords)."""

    def __init__(self, most: int, window: timedelta) -> None:
        self.most, self.window = most, window
        self._times: dict[str, deque[datetime]] = {}

    def allows(self, key: str, now: datetime) -> bool:
        if self.blocked(key, now):
            return False
        self.count(key, now)
        return True

    def blocked(self, key: str, now: datetime) -> bool:
        return len(self._recent(key, now)) >= self.most

    def count(self, key: str, now: datetime) -> None:
        if len(self._times) >= MOST_KEYS:
            self._drop_quiet(now)
        self._times.setdefault(key, deque()).append(now)

    def forget(self, key: str) -> None:
        self._times.pop(key, None)

    def _recent(self, key: str, now: datetime) -> deque[datetime]:
        times = self._times.get(key, deque())
        while times and times[0] <= now - self.window:
            times.popleft()
        return times

    def _drop_quiet(self, now: datetime) -> None:
        for key in [k for k, times in self._times.items() if not times or times[-1] <= now - self.window]:
            del self._times[key]
