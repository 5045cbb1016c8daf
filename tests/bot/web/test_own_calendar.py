"""The calendar file of a shift: in the chat on the web, and through the channel in Rasa's shape."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.channels import rest
from bot.channels.web.stream import ChatStream
from bot.channels.web.visitor import visitor_of
from bot.edge import Edge
from bot.pages import Pages
from bot.rasa_client import Answer
from bot.settings import Settings
from domain.handover import Conversation
from domain.shifts.invitation import InvitationState
from domain.turn import Reply
from tests.bot.a_place import START, WORDS, confirm, give_place
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock, StandInForRasa, build
from tests.bot.web.test_streams import asking, first, say

LINK = re.compile(r'<a class="ds-link" href="(/chat/calendar/[^"]+)">([^<]+)</a>')


def talk_of(edge: Edge) -> Conversation:
    with edge.store.reading() as uow:
        [talk] = uow.conversations.latest()
        return talk


@pytest.fixture
def invitation(citizen: Citizen, edge: Edge) -> str:
    """Of a volunteer who talks on the web, and has been told of their place."""
    citizen.write("ja")
    invitation_id = give_place(edge.store, talk_of(edge).id)
    confirm(edge.store, talk_of(edge), invitation_id)
    return invitation_id


def test_the_line_has_a_link_to_the_file(citizen: Citizen, invitation: str) -> None:
    [(address, words)] = LINK.findall(citizen.open())
    assert address == f"/chat/calendar/{invitation}.ics" and words == "Legg i kalenderen"
    answer = citizen.client.get(address)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/calendar; charset=utf-8")
    assert 'filename="vakt.ics"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == "Følge til sykehuset" and event["dtstart"].dt == START
    assert "Blåbær" not in answer.text


def test_other_lines_have_none(citizen: Citizen) -> None:
    assert not LINK.search(citizen.write("hei"))


def test_the_line_in_the_stream_has_the_link_too(edge: Edge) -> None:
    async def run() -> None:
        await say(edge, 1)
        invitation_id = give_place(edge.store, talk_of(edge).id)
        confirm(edge.store, talk_of(edge), invitation_id)
        stream = ChatStream(edge, Pages(edge.world))
        lines = await first(stream._events(visitor_of(asking()), 0), 4)
        assert WORDS in lines[-1] and f"/chat/calendar/{invitation_id}.ics" in lines[-1]
        assert "/chat/calendar/" not in "".join(lines[:-1])

    asyncio.run(run())


def test_nobody_else_gets_it(citizen: Citizen, somebody_else: Citizen, invitation: str, edge: Edge) -> None:
    address = f"/chat/calendar/{invitation}.ics"
    assert somebody_else.client.get(address).status_code == 404, "without a cookie"
    somebody_else.write("hei")
    assert somebody_else.client.get(address).status_code == 404
    with edge.store() as uow:  # the volunteer talks elsewhere from now on
        volunteer = uow.volunteers.get(uow.invitations.get(invitation).volunteer_id)
        uow.volunteers.save(replace(volunteer, conversation_id=None))
        uow.commit()
    assert citizen.client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["nosuch", "%00", "..%2F..%2Fetc", "%F0%9F%9A%8C", "a" * 3000, "' OR 1=1"])
def test_what_is_no_invitation_is_not_found(citizen: Citizen, invitation: str, name: str) -> None:
    assert citizen.client.get(f"/chat/calendar/{name}.ics").status_code == 404


def test_after_an_erasure_it_is_gone(citizen: Citizen, invitation: str, edge: Edge) -> None:
    with edge.store() as uow:
        uow.people.erase(talk_of(edge).id)
        uow.commit()
    assert citizen.client.get(f"/chat/calendar/{invitation}.ics").status_code == 404


def test_a_place_that_was_given_up_is_taken_out_of_the_calendar(citizen: Citizen, edge: Edge) -> None:
    citizen.write("nei")
    gone = give_place(edge.store, talk_of(edge).id, state=InvitationState.BACKED_OUT, changes=2)
    confirm(edge.store, talk_of(edge), gone)
    assert LINK.findall(citizen.open()) == [(f"/chat/calendar/{gone}.ics", "Ta vakta ut av kalenderen")]
    answer = citizen.client.get(f"/chat/calendar/{gone}.ics")
    assert Calendar.from_ical(answer.content)["method"] == "CANCEL"
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8; method=CANCEL"


def test_what_never_was_in_a_calendar_need_not_be_taken_out(citizen: Citizen, edge: Edge) -> None:
    citizen.write("ja")
    waiting = give_place(edge.store, talk_of(edge).id, state=InvitationState.WAITLISTED, changes=0)
    confirm(edge.store, talk_of(edge), waiting)
    assert WORDS in citizen.open() and not LINK.search(citizen.page)
    assert citizen.client.get(f"/chat/calendar/{waiting}.ics").status_code == 404


class RasaWithCalendar(StandInForRasa):
    """Says the words of a confirmation, with the file of `invitation`."""

    invitation: str | None = None

    async def turn(self, sender: str, message: str, metadata: object, *, command: bool = False) -> Answer:
        answer = await super().turn(sender, message, metadata, command=command)
        return replace(answer, replies=(Reply(WORDS, answer.replies[0].buttons, calendar=self.invitation),))


def test_in_rasas_shape_the_file_hangs_on_its_line(tmp_path: Path, clock: FixedClock) -> None:
    rasa = RasaWithCalendar()
    built = build(tmp_path, clock, rasa)
    edge = replace(built, settings=Settings(database_url=built.settings.database_url, rest_channel_token="r" * 20))
    with TestClient(Starlette(routes=rest.routes(edge)), headers={"authorization": f"Bearer {'r' * 20}"}) as client:

        def send(text: str) -> list[dict[str, object]]:
            lines = client.post("/webhooks/rest/webhook", json={"sender": "sofie", "message": text}).json()
            assert all({"recipient_id", "text"} <= set(line) for line in lines)
            return lines  # type: ignore[no-any-return]

        assert all("attachment" not in line for line in send("hei"))
        rasa.invitation = give_place(edge.store, talk_of(edge).id)
        line = send("ja, knapper")[-1]
        assert line["text"] == WORDS and len(line["buttons"]) == 2  # type: ignore[arg-type]
        attachment: dict[str, object] = line["attachment"]  # type: ignore[assignment]
        payload: dict[str, str] = attachment["payload"]  # type: ignore[assignment]
        assert attachment["type"] == "file" and payload["name"] == "vakt.ics"
        assert Calendar.from_ical(payload["content"])["method"] == "PUBLISH"
        rasa.invitation = give_place(edge.store, _another_talk(client, edge))
        assert "attachment" not in send("en til")[-1], "of somebody else's shift nothing is told"
        built.store.engine.dispose()


def _another_talk(client: TestClient, edge: Edge) -> str:
    client.post("/webhooks/rest/webhook", json={"sender": "noor", "message": "hei"})
    with edge.store.reading() as uow:
        talk = uow.conversations.by_address("rest", "noor")
        assert talk is not None
        return talk.id
