"""Saying what a message meant, from the talk's own page."""

from __future__ import annotations

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.corrections.words import in_word, language_choices, meaning_groups
from bot.console.guard import Guard, Visit
from domain.correction import Meaning
from domain.errors import EpochChanged, NotAllowed, NotFound
from domain.services.correct import correct
from domain.unnamed import Unnamed


class Correcting:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def correct(self, visit: Visit) -> Response:
        talk_id, seq = visit.request.path_params["talk"], visit.number("line")
        meant = Meaning(visit.form.get("label", ""), visit.form.get("language", ""))
        unnamed = Unnamed(self.edge.world.phrases, self.edge.world.areas)
        desk = self.guard.desk(visit)
        try:
            await to_thread.run_sync(lambda: correct(self.edge.store(), desk, unnamed, talk_id, seq, meant))
        except NotFound:
            return self.guard.page(visit.session, "console/gone.html", status=404, typed="")
        except (NotAllowed, EpochChanged):
            return self._again(visit, talk_id, seq, meant)
        self.edge.signals.notify("queue", f"talk:{talk_id}")
        await self.edge.front_door.after_turn(talk_id, None)
        return RedirectResponse(f"/console/talks/{talk_id}?around={seq}#m{seq}", 303)

    def _again(self, visit: Visit, talk_id: str, seq: int, meant: Meaning) -> Response:
        world = self.edge.world
        return self.guard.page(
            visit.session, "console/corrections/again.html", status=422, talk_id=talk_id, seq=seq, meant=meant,
            groups=meaning_groups(world), languages=language_choices(world), problem="console_corrections.not_saved",
            words={}, in_word=in_word(world, meant.label) if meant.label else "",
        )
