"""Who did what to which id, and when. Reading it is a line in it, too."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from urllib.parse import urlencode

from anyio import to_thread
from starlette.responses import Response

from bot.console.accounts.audit_log import OTHERS, PAGE, AuditLog, Line, Wanted
from bot.console.accounts.parts import Parts
from bot.console.guard import LANGUAGE, Visit
from bot.forms import whole_number
from domain.spoken_time import OSLO

MOST_EXPORTED = 20_000
"""Lines of one file: what a spreadsheet opens in seconds. A shorter period gives the rest."""

WORDS = "console_accounts.action."
HIGHEST_ID = 2**62


class AuditPages:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.guard, self.texts = parts, parts.guard, parts.edge.world.texts

    async def show(self, visit: Visit) -> Response:
        asked = {name: value for name, value in visit.request.query_params.items() if name != "before"}
        wanted, before = Wanted.of(asked), _id_in(visit.request.query_params.get("before", ""))
        lines = await to_thread.run_sync(self._lines, wanted, before)
        if before is None:
            await to_thread.run_sync(self._note, visit, "audit_read", wanted)
        kept = {name: value for name, value in asked.items() if value and name in _NAMES}
        more = urlencode({**kept, "before": lines[PAGE - 1].id}) if len(lines) > PAGE else ""
        return self.guard.page(
            visit.session, "console/accounts/audit.html", which="audit", lines=lines[:PAGE], typed=asked, more=more,
            export=urlencode(kept), people=await to_thread.run_sync(self._people), actions=self._actions(),
            said=self._said, detail=self._detail, later=before is not None, unread=_unread(asked, wanted),
            filtered=bool(kept),
        )

    async def export(self, visit: Visit) -> Response:
        wanted = Wanted.of(dict(visit.request.query_params))
        await to_thread.run_sync(self._note, visit, "audit_exported", wanted)
        content = await to_thread.run_sync(self._table, wanted)
        day = self.parts.edge.clock.now().astimezone(OSLO).date().isoformat()
        headers = {"Content-Disposition": f'attachment; filename="logg-{day}.csv"'}
        return Response(content, media_type="text/csv; charset=utf-8", headers=headers)

    def _lines(self, wanted: Wanted, before: int | None) -> list[Line]:
        with self.parts.edge.store.reading() as uow:
            return AuditLog(uow.connection).lines(wanted, before, PAGE + 1)

    def _table(self, wanted: Wanted) -> bytes:
        """With a mark in front and semicolons, as a spreadsheet set to Norwegian expects."""
        say, text = self.texts.say, io.StringIO()
        out = csv.writer(text, delimiter=";", lineterminator="\r\n")
        out.writerow([say(LANGUAGE, f"console_accounts.audit_{name}") for name in _COLUMNS])
        with self.parts.edge.store.reading() as uow:
            for line in AuditLog(uow.connection).all(wanted, MOST_EXPORTED):
                at = line.at.astimezone(OSLO).isoformat(sep=" ", timespec="seconds")
                row = (at, self._said("actor", line.actor), self._said("action", line.action), line.about,
                       line.object_id, self._detail(line))  # fmt: skip
                out.writerow([_harmless(value) for value in row])
        return text.getvalue().encode("utf-8-sig")

    def _note(self, visit: Visit, action: str, wanted: Wanted) -> None:
        with self.parts.edge.store() as uow:
            uow.audit.add(self.parts.edge.clock.now(), visit.who.id, action, "", wanted.fields())
            uow.commit()

    def _said(self, kind: str, value: str) -> str:
        """In words where there are some; a name or an id stands for itself."""
        key = f"console_accounts.{kind}.{value}"
        return self.texts.say(LANGUAGE, key) if self.texts.has(key) else value

    def _detail(self, line: Line) -> str:
        """Roles and kinds of danger in words; else as it was noted."""
        keys = [_DETAILS.get(line.action, "") + part for part in line.detail.split()]
        if line.action in _DETAILS and all(self.texts.has(key) for key in keys):
            return " → ".join(self.texts.say(LANGUAGE, key) for key in keys)
        return line.detail

    def _people(self) -> list[tuple[str, str]]:
        accounts = [(account.id, account.name) for account in self.parts.accounts.all()]
        return sorted(accounts, key=lambda pair: pair[1].casefold()) + [(o, self._said("actor", o)) for o in OTHERS]

    def _actions(self) -> list[tuple[str, str]]:
        every = self.texts.keys()
        found = [
            (key.removeprefix(WORDS), self.texts.say(LANGUAGE, key)) for key in every if key.startswith(WORDS)
        ]
        return sorted(found, key=lambda pair: pair[1].casefold())


_NAMES = ("person", "action", "thing", "first", "last")
_DETAILS = {
    "role_changed": "console_accounts.role.", "account_made": "console_accounts.role.",
    "invited": "console_accounts.role.", "alarm": "console.acute.",
    "close": "console.outcome.",
}  # fmt: skip
_COLUMNS = ("at", "who", "what", "account", "thing", "detail")


def _id_in(text: str) -> int | None:
    number = whole_number(text, 19)
    return None if number is None else min(number, HIGHEST_ID)


def _unread(asked: Mapping[str, str], wanted: Wanted) -> list[str]:
    """Days that were typed and are none."""
    return [name for name in ("first", "last") if asked.get(name, "").strip() and getattr(wanted, name) is None]


def _harmless(value: str) -> str:
    """A spreadsheet reads what begins so as a formula (OWASP, CSV injection)."""
    return f"'{value}" if value[:1] in "=+-@\t\r" and value else value
