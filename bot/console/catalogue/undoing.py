"""The list of changes: who changed what, what organisations changed, taking a change back, all of them as a file."""

from __future__ import annotations

from typing import Any

import yaml
from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.catalogue.changing import Overlaid, Wish, make_change, without
from bot.console.catalogue.in_words import InWords
from bot.console.guard import Guard, Visit
from bot.live_catalogue import TOPIC
from bot.store.catalogue_changes import OFFERS, CatalogueChanges, Change
from domain.errors import Conflict, NotAllowed

MOST_CHANGES = 200


class Changes:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def undo(self, visit: Visit) -> Response:
        change = await to_thread.run_sync(self._find, visit.number("change"))
        if change is None:
            return await self._page(visit, status=404, problem="console_catalogue.undo_impossible")
        try:
            await to_thread.run_sync(self._undo, visit, change)
        except Overlaid:
            return await self._page(visit, status=409, problem="console_catalogue.overlaid")
        except Conflict:
            return await self._page(visit, status=409, problem="console_catalogue.meanwhile_short")
        except NotAllowed:
            return await self._page(visit, status=422, problem="console_catalogue.undo_impossible")
        self.edge.signals.notify(TOPIC)
        if change.part == OFFERS:
            return RedirectResponse(f"/console/catalogue/offers/{change.entry_id}", 303)
        return RedirectResponse("/console/catalogue/changes", 303)

    async def export(self, visit: Visit) -> Response:
        text = await to_thread.run_sync(self._file)
        headers = {"Content-Disposition": 'attachment; filename="catalogue-changes.yml"'}
        return Response(text, media_type="application/yaml; charset=utf-8", headers=headers)

    def _undo(self, visit: Visit, change: Change) -> None:
        self.edge.catalogue.refresh()
        laid = self.edge.catalogue.now
        after = without(change, laid.entry(change.part, change.entry_id))
        if after is None and change.part != OFFERS:
            used = any(raw["organisation"] == change.entry_id for raw in laid.written.offers.values())
            if used:
                raise NotAllowed("offers still name it")
        if after is not None and self.edge.catalogue.wrong_with(change.part, after):
            raise NotAllowed("the rules no longer allow it")
        version = laid.version(change.part, change.entry_id)
        wish = Wish(change.part, change.entry_id, after, version, undoes=change.id)
        make_change(self.edge, visit.who, self.edge.clock.now(), wish)

    async def _page(self, visit: Visit, *, status: int = 200, problem: str = "") -> Response:
        by_organisations = visit.request.query_params.get("by") == "organisations"
        changes = await to_thread.run_sync(self._recent, by_organisations)
        laid = self.edge.catalogue.now
        words = InWords(self.edge.world, laid.written.organisations)
        return self.guard.page(
            visit.session, "console/catalogue/changes.html", status=status, which="catalogue", problem=problem,
            words={}, by_organisations=by_organisations, skipped=laid.skipped,
            changes=[(change, words.changed(change.before, change.after)) for change in changes],
        )

    def _recent(self, by_organisations: bool) -> list[Change]:
        with self.edge.store.reading() as uow:
            return list(CatalogueChanges(uow.connection).recent(MOST_CHANGES, by_organisations=by_organisations))

    def _find(self, change_id: int) -> Change | None:
        with self.edge.store.reading() as uow:
            return CatalogueChanges(uow.connection).get(change_id)

    def _file(self) -> str:
        """What was changed, as a catalogue file: whole entries in place of those of the same id, with every
        organisation that they name. What was taken out is told in a comment."""
        self.edge.catalogue.refresh()
        laid = self.edge.catalogue.now
        changed = [entry for part, entry in laid.versions if part == OFFERS]
        offers = [laid.written.offers[entry] for entry in changed if entry in laid.written.offers]
        named = {raw["organisation"] for raw in offers} | {e for part, e in laid.versions if part != OFFERS}
        organisations = [raw for key, raw in laid.written.organisations.items() if key in named]
        gone = [entry for entry in changed if entry not in laid.written.offers]
        head = [f"# Changes made in the console, as of {self.edge.clock.now():%Y-%m-%d}."]
        head += [f"# Taken out: {', '.join(gone)}"] if gone else []
        return "\n".join(head) + "\n" + _yaml({"organisations": organisations, "offers": offers})


class _Plain(yaml.SafeDumper):
    """No anchors: the loader refuses them. Texts in quotes: it reads what has none as numbers and truths."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    bare = value == "unknown"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if bare else '"')


_Plain.add_representer(str, _text)


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100_000))
