"""After an erasure no table holds a word or an id of whoever it was; each is erased, or named here as kept."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from bot.store import shift_tables, tables
from bot.store.uow import SqlStore
from domain.correction import Correction, Meaning
from domain.messages import Author, Message
from domain.referral import Referral
from domain.requests import RequestEvent
from domain.shifts.colleague import Colleague
from domain.shifts.due import DueKind, of_invitation
from domain.shifts.link_code import CodeKind, LinkCode
from domain.turn import Button
from tests.bot.store.builders import (
    HOUR,
    NOW,
    a_line,
    a_request,
    a_shift,
    a_talk,
    a_volunteer,
    added,
    an_invitation,
    an_item,
)

KEPT = {
    "account": "coordinators",
    "console_session": "coordinators",
    "account_invite": "coordinators",
    "recovery_code": "coordinators",
    "oidc_login": "a sign-in under way, for minutes",
    "catalogue_change": "offers, and which coordinator changed them",
    "shown_offer": "counts",
    "audit": "who did what to which id, for two years",
    "erased_request": "counts",
    "shift": "task, times and places; what leads to whoever was visited is erased",
}

ERASED_BY_NAME = {"event", "dead_letter", "link_code", "colleague"}
"""By the statements of `people.py`: no key hangs them on the talk, or it lets go of them."""

WORD = "bjørnebær"


def test_every_table_hangs_on_the_talk_or_is_erased_by_name_or_is_kept_for_a_reason() -> None:
    names = set(tables.metadata.tables)
    hanging = {name for name in names if hangs_on_the_talk(name)}
    assert {tables.message.name, shift_tables.invitation.name} <= hanging
    assert hanging.isdisjoint(KEPT) and hanging.isdisjoint(ERASED_BY_NAME)
    assert hanging | set(KEPT) | ERASED_BY_NAME == names


def test_no_table_holds_a_word_or_the_id_of_somebody_erased(store: SqlStore) -> None:
    talk, requester = added(store, a_talk(contact_phone=WORD), a_talk())
    everything(store, talk.id, requester.id)
    before = {name for name, rows in contents(store) if WORD in rows}
    assert {"message", "message_word", "inbox", "outbox", "request", "button", "volunteer", "invitation", "shift",
            "referral"} <= before
    with store() as uow:
        uow.people.erase(talk.id)
        uow.commit()
    assert [name for name, rows in contents(store) if talk.id in rows] == []
    assert [name for name, rows in contents(store) if WORD in rows] == []
    assert [name for name in ("due", "link_code") if dict(contents(store))[name] != "[]"] == []


def hangs_on_the_talk(name: str) -> bool:
    if name == tables.conversation.name:
        return True
    keys = tables.metadata.tables[name].foreign_keys
    return any(key.ondelete == "CASCADE" and hangs_on_the_talk(key.column.table.name) for key in keys)


def everything(store: SqlStore, talk_id: str, other_id: str) -> None:
    """What one talk can have, as somebody who asked for help, as a volunteer, and as a colleague."""
    with store() as uow:
        talk, other = uow.conversations.get(talk_id), uow.conversations.get(other_id)
        seq = uow.transcript.add(Message(talk.id, NOW, Author.CITIZEN, WORD))
        meant = Meaning("report_need/respite", "nb")
        uow.corrections.put(Correction("c1", talk.id, seq, WORD, meant, meant, "kari", "Kari", NOW))
        uow.inbox.add(an_item(talk, WORD))
        uow.outbox.add(a_line(talk, seq, text=WORD))
        uow.people.give_consent(talk.id, "newsletter", NOW)
        uow.buttons.issue(talk.id, Button(WORD, WORD))
        uow.events.add(f"talk:{talk.id}", "message", NOW)
        uow.dead_letters.add(NOW, "web", "1", talk.address, WORD)
        request = a_request(talk, "ELG-80", want=WORD)
        uow.requests.add(request)
        uow.requests.add_event(RequestEvent(request.id, NOW, "created", note=WORD))
        uow.referrals.add(Referral(f"r{talk.id}", request.id, WORD, NOW, "Kari", ("need",)))
        visit, elsewhere = a_shift(request_id=request.id, private=WORD, person=talk.id), a_shift()
        for shift in (visit, elsewhere):
            uow.shifts.add(shift)
        volunteer, visitor = a_volunteer(talk, name=WORD, own_words=WORD), a_volunteer(other)
        for joined in (volunteer, visitor):
            uow.volunteers.add(joined)
        invitation = an_invitation(elsewhere, volunteer, report=WORD, proposal=WORD)
        uow.invitations.add_many([invitation, an_invitation(visit, visitor)])
        uow.due.add([of_invitation(DueKind.ASK, elsewhere.id, invitation.id, NOW)])
        colleague = Colleague(f"c{talk.id}", WORD, WORD, NOW, talk.id, NOW)
        uow.colleagues.add(colleague)
        for kind, opens in ((CodeKind.SWAP, invitation), (CodeKind.VOLUNTEER, volunteer), (CodeKind.STAFF, colleague)):
            uow.codes.add(f"CODE{kind}", LinkCode(kind, opens.id, NOW + HOUR))
        uow.commit()


def contents(store: SqlStore) -> Iterator[tuple[str, str]]:
    with store.engine.connect() as db:
        for table in tables.metadata.sorted_tables:
            yield table.name, str(db.execute(sa.select(table)).all())
