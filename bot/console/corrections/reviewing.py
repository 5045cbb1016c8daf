"""The review list: what is new, accepted or rejected, what is taken for what, and the accepted ones as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.corrections.training_file import training_file
from bot.console.corrections.words import in_word, language_choices, meaning_groups
from bot.console.guard import Guard, Visit
from domain.correction import SPOKEN, Correction, CorrectionState, Meaning
from domain.errors import NotAllowed, NotFound
from domain.services.correct import review

MOST_ROWS = 100
MOST_CONFUSIONS = 20


@dataclass(frozen=True)
class Listed:
    rows: Sequence[Correction]
    counts: Mapping[str, int]
    confusions: Sequence[tuple[str, str, int]]
    exportable: Mapping[str, int]
    """Accepted ones by language."""


class Reviewing:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def accept(self, visit: Visit) -> Response:
        return await self._review(visit, CorrectionState.ACCEPTED)

    async def reject(self, visit: Visit) -> Response:
        return await self._review(visit, CorrectionState.REJECTED)

    async def undo(self, visit: Visit) -> Response:
        return await self._review(visit, CorrectionState.NEW)

    async def export(self, visit: Visit) -> Response:
        asked = visit.request.query_params.get("language", SPOKEN[0])
        language = asked if asked in SPOKEN else SPOKEN[0]
        text = await to_thread.run_sync(self._file, language, visit.who.id)
        headers = {"Content-Disposition": f'attachment; filename="corrections-{language}.yml"'}
        return Response(text, media_type="application/yaml; charset=utf-8", headers=headers)

    async def _review(self, visit: Visit, state: CorrectionState) -> Response:
        """Text and meaning are taken along where the form has them; without a change of mind they stay."""
        correction_id, form, desk = visit.request.path_params["correction"], visit.form, self.guard.desk(visit)
        text = " ".join(form["text"].split()) if "text" in form else None
        meant = Meaning(form["label"], form["language"]) if "label" in form and "language" in form else None
        try:
            before = await to_thread.run_sync(self._find, correction_id)
            await to_thread.run_sync(lambda: review(self.edge.store(), desk, correction_id, state, text, meant))
        except NotFound:
            return self.guard.page(visit.session, "console/corrections/gone.html", status=404, which="corrections")
        except NotAllowed:
            return await self._page(visit, status=422, problem="console_corrections.not_saved")
        return RedirectResponse(f"/console/corrections?state={before.state}", 303)

    async def _page(self, visit: Visit, *, status: int = 200, problem: str = "") -> Response:
        asked = visit.request.query_params.get("state", "")
        state = CorrectionState(asked) if asked in list(CorrectionState) else CorrectionState.NEW
        listed, world = await to_thread.run_sync(self._listed, state), self.edge.world
        return self.guard.page(
            visit.session, "console/corrections/list.html", status=status, which="corrections", problem=problem,
            words={}, listed=listed, state=state.value, states=[s.value for s in CorrectionState],
            groups=meaning_groups(world), languages=language_choices(world), in_word=partial(in_word, world),
            kept=visit.form if problem else {}, kept_of=visit.request.path_params.get("correction", ""),
        )

    def _listed(self, state: CorrectionState) -> Listed:
        with self.edge.store.reading() as uow:
            made = uow.corrections
            return Listed(
                made.listed(state, MOST_ROWS), made.counts(), made.confusions()[:MOST_CONFUSIONS],
                {language: len(made.accepted(language)) for language in SPOKEN},
            )

    def _find(self, correction_id: str) -> Correction:
        with self.edge.store.reading() as uow:
            return uow.corrections.get(correction_id)

    def _file(self, language: str, who_id: str) -> str:
        with self.edge.store() as uow:
            made = uow.corrections.accepted(language)
            uow.audit.add(self.edge.clock.now(), who_id, "corrections_export", language, str(len(made)))
            uow.commit()
        return training_file(made, language)
