"""The audit as a page: who did what to which id, every action in words, and reading it is a line in it."""

from __future__ import annotations

import ast
import csv
import fnmatch
import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.console.accounts.audit_pages import WORDS, _harmless
from bot.console.accounts.book import Account
from bot.edge import Edge
from bot.store import tables as t
from domain.handover import Conversation
from domain.requests import Request
from tests.bot.console.accounts_here import audited, leads_desk, lise
from tests.bot.console.conftest import Desk
from tests.bot.web.service import FixedClock
from tests.house.project import read, texts

__all__ = ["leads_desk", "lise"]

HANDED_ON = {
    "bot/console/accounts/__main__.py", "bot/console/accounts/audit_pages.py", "bot/console/accounts/parts.py",
    "domain/services/coordinate.py",
    "domain/services/share_talk.py", "domain/services/shift_desk.py", "domain/services/volunteer_desk.py",
}  # fmt: skip
"""Files in which an action goes through a variable: there every string that is handed to a call could be one."""


CONSTANT = re.compile(r'^([A-Z][A-Z_]+) = "([a-z_]+)"$', re.MULTILINE)


def note(edge: Edge, actor: str, action: str, thing: str = "", detail: str = "", days: float = 0) -> None:
    with edge.store() as uow:
        uow.audit.add(edge.clock.now() - timedelta(days=days), actor, action, thing, detail)
        uow.commit()


def lines(page: str) -> list[str]:
    rows = re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1], re.DOTALL) if "<tbody>" in page else []
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_a_line_tells_when_who_what_and_which(leads_desk: Desk, edge: Edge, kari: Account) -> None:
    note(edge, kari.id, "take", "talk1")
    note(edge, "citizen", "erased")
    note(edge, "gone-account", "some_new_action", "talk2", "medical")
    found = lines(leads_desk.client.get("/console/audit").text)
    assert "gone-account some_new_action medical talk2" in found[0]
    assert "Innbyggeren selv Slettet det som var lagret" in found[1]
    assert "Kari Nordmann Tok samtalen talk1" in found[2]
    note(edge, "door", "alarm", "talk1", "medical")
    note(edge, "command", "role_changed", kari.id, "coordinator lead")
    found = lines(leads_desk.client.get("/console/audit").text)
    assert "Kommandolinja Endret rolle Koordinator → Leder Kari Nordmann" in found[0]
    assert "Tjenesten selv Mulig fare oppdaget akutt sykdom eller skade talk1" in found[1]


def test_a_colleague_who_was_given_it_stands_there_by_name(leads_desk: Desk, edge: Edge, kari: Account) -> None:
    note(edge, kari.id, "request_given_to", "x", kari.id)
    page = leads_desk.client.get("/console/audit").text
    assert any(f"Henvendelsen gikk til {kari.name}" in line for line in lines(page))


def test_no_two_actions_to_choose_from_read_the_same(edge: Edge) -> None:
    words = edge.world.texts.keys()
    said = [edge.world.texts.say("nb", key) for key in words if key.startswith(WORDS)]
    assert said and sorted(said) == sorted(set(said))


def test_it_is_filtered_by_person_action_id_code_and_day(
    leads_desk: Desk, edge: Edge, kari: Account, per: Account, clock: FixedClock
) -> None:
    now, talk = clock.now(), Conversation(edge.ids.new(), "web", "w", clock.now())
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.requests.add(request := Request(edge.ids.new(), "ELG-27", talk.id, "respite", now, now))
        uow.commit()
    note(edge, kari.id, "request_taken", request.id, "ELG-27", days=3)
    note(edge, per.id, "open", talk.id, days=1)
    note(edge, kari.id, "open", talk.id)

    def asked(query: str) -> list[str]:
        return lines(leads_desk.client.get(f"/console/audit?{query}").text)

    assert len(asked(f"person={kari.id}")) == 2 and len(asked("action=open")) == 2
    assert "Tok henvendelsen" in asked("thing=elg-27")[0] and len(asked("thing=ELG-27")) == 1
    assert len(asked(f"thing={talk.id}")) == 2 and len(asked(f"thing={talk.id}&person={per.id}")) == 1
    assert len(asked("last=2026-11-23")) == 1 and len(asked(f"first=24.11.2026&person={per.id}")) == 1
    assert asked("person=nobody-at-all") == [] and asked("thing=%25") == []
    page = leads_desk.client.get("/console/audit?first=i+går").text
    assert "Skriv en dato" in page and 'value="i går"' in page


def test_older_lines_come_by_the_id_of_the_last_one(leads_desk: Desk, edge: Edge) -> None:
    for n in range(120):
        note(edge, "door", "suggested", f"talk{n:03}")
    seen, address = list[str](), "/console/audit?action=suggested"
    while address:
        page = leads_desk.client.get(address).text
        note(edge, "door", "suggested", "later")  # what comes in between shifts nothing
        seen += [line.split()[-1] for line in lines(page)]
        more = re.search(r'href="(/console/audit\?[^"]*before=\d+)"', page)
        address = more.group(1).replace("&amp;", "&") if more else ""
    assert seen == [f"talk{n:03}" for n in reversed(range(120))]
    for before in ("-1", "x", "9" * 40, "0"):
        assert leads_desk.client.get(f"/console/audit?before={before}").status_code == 200


def test_opening_it_is_noted_once_with_the_names_of_the_fields(leads_desk: Desk, edge: Edge, lise: Account) -> None:
    leads_desk.client.get("/console/audit?person=citizen&thing=ELG-27")
    leads_desk.client.get("/console/audit?person=citizen&before=5")
    assert audited(edge, lise.id).count("audit_read") == 1
    with edge.store.engine.connect() as db:
        assert db.scalar(sa.select(t.audit.c.detail).where(t.audit.c.action == "audit_read")) == "person thing"


def test_it_is_taken_away_as_a_table_that_runs_no_formula(leads_desk: Desk, edge: Edge, accounts: object) -> None:
    note(edge, "citizen", "erased")
    note(edge, "=HYPERLINK(1)", "take", "+talk")
    answer = leads_desk.client.get("/console/audit.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Når", "Hvem", "Hva"] and "attachment" in answer.headers["content-disposition"]
    assert ["'=HYPERLINK(1)", "Tok samtalen", "", "'+talk"] in [row[1:5] for row in rows]
    assert "2026-11-25 12:00:00" in rows[1][0], "in Norwegian time"
    assert "audit_exported" in audited(edge)
    filtered = leads_desk.client.get("/console/audit.csv?action=erased").text
    assert "Tok samtalen" not in filtered and "Slettet det" in filtered


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
def test_no_cell_begins_a_formula(begins: str) -> None:
    assert _harmless(f"{begins}1") == f"'{begins}1" and _harmless("Kari") == "Kari" and _harmless("") == ""


def actions_in_code() -> tuple[dict[str, set[str]], set[str]]:
    """Every action that some file notes, by file; and the files where it is neither a string nor a constant."""
    constants = {name: value for file in texts(".py") for name, value in CONSTANT.findall(read(file))}
    found: dict[str, set[str]] = {}
    unclear = set[str]()
    for file in (f for f in texts(".py") if f.parts[0] in ("bot", "domain", "actions")):
        calls = [n for n in ast.walk(ast.parse(read(file))) if isinstance(n, ast.Call) and _notes(n)]
        for node in (call.args[2] for call in calls if len(call.args) >= 4):
            said = _said(node, constants)
            found.setdefault(file.as_posix(), set()).update(said)
            if not said:
                unclear.add(file.as_posix())
    return found, unclear


def _notes(call: ast.Call) -> bool:
    added = call.func
    if not (isinstance(added, ast.Attribute) and added.attr == "add"):
        return False
    owner = added.value
    return (isinstance(owner, ast.Attribute) and owner.attr == "audit") or (
        isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and owner.func.id == "SqlAudit"
    )


def _said(node: ast.expr, constants: dict[str, str]) -> set[str]:
    """What is put together from a part that varies is given as «request_*»."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return _said(node.body, constants) | _said(node.orelse, constants)
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return {f"{node.values[0].value}*"}
    return {constants[node.id]} if isinstance(node, ast.Name) and node.id in constants else set()


def test_every_action_in_the_code_has_a_word(edge: Edge) -> None:
    found, unclear = actions_in_code()
    actions = set[str]().union(*found.values())
    assert len(found) > 12 and {"signed_in", "open", "take", "alarm", "request_*"} <= actions
    words = [key.removeprefix(WORDS) for key in edge.world.texts.keys() if key.startswith(WORDS)]  # noqa: SIM118
    assert sorted(a for a in actions if not fnmatch.filter(words, a)) == []
    assert unclear - HANDED_ON == set(), "say in HANDED_ON that these hand an action on, and give each a word"
