"""Searching in what was said. What is searched for is in nobody's log; that somebody searched is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.forms import whole_number
from bot.store.search import COUNTED, Found, Hit, search, talks_of
from bot.store.word_forms import marked
from domain.handover import Conversation

LONGEST = 200
"""Characters of what is searched for."""

BEFORE, AFTER = 60, 240
"""Characters of a line that are shown on each side of the first word that was found."""

PATH = "/console/search"


@dataclass(frozen=True)
class Shown:
    hit: Hit
    talk: Conversation
    pieces: Sequence[tuple[str, bool]]
    """The line around the first word that was found, each piece with whether it is one of the words."""


class SearchPage:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        asked = visit.request.query_params
        words, before = " ".join(asked.get("q", "").split())[:LONGEST], whole_number(asked.get("before", ""), 18)
        if not words:
            return self._page(visit, words, None, ())
        found, shown = await to_thread.run_sync(self._find, words, before)
        if before is None:
            await to_thread.run_sync(self._log, visit, found)
        return self._page(visit, words, found, shown, first=before is None)

    def _find(self, words: str, before: int | None) -> tuple[Found, list[Shown]]:
        with self.edge.store.reading() as uow:
            found = search(uow.connection, words, before=before)
            talks = talks_of(uow.connection, found.hits)
        return found, [
            Shown(hit, talks[hit.conversation_id], around(hit.text, found.stems)) for hit in found.hits
        ]

    def _log(self, visit: Visit, found: Found) -> None:
        """How many words and hits; never which."""
        with self.edge.store() as uow:
            detail = f"{len(found.stems)} words, {found.total} lines"
            uow.audit.add(self.edge.clock.now(), visit.who.id, "search", "", detail)
            uow.commit()

    def _page(
        self, visit: Visit, words: str, found: Found | None, shown: Sequence[Shown], *, first: bool = True
    ) -> Response:
        more = ""
        if found and found.more:
            more = f"{PATH}?{urlencode({'q': words, 'before': shown[-1].hit.seq})}"
        return self.guard.page(
            visit.session, "console/search.html", words=words, found=found, shown=shown, more=more, counted=COUNTED,
            first="" if first else f"{PATH}?{urlencode({'q': words})}", which="queue",
        )


def around(text: str, stems: Sequence[str]) -> list[tuple[str, bool]]:
    """The line on one row, cut where it is long."""
    pieces = marked(" ".join(text.split()), stems)
    at = next((n for n, (_, hit) in enumerate(pieces) if hit), 0)
    lead = "".join(piece for piece, _ in pieces[:at])
    if len(lead) > BEFORE:
        lead = "… " + lead[-BEFORE:].partition(" ")[2]
    shown, left = ([(lead, False)] if lead else []), AFTER
    for piece, hit in pieces[at:]:
        if len(piece) > left:
            return [*shown, (piece[:left].rpartition(" ")[0] + " …", False)]
        shown.append((piece, hit))
        left -= len(piece)
    return shown
