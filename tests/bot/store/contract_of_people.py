"""Buttons, consent, and all that is shown to or erased for one person."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from domain.errors import NotFound
from domain.handover import Conversation
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
    Store,
    a_line,
    a_request,
    a_shift,
    a_talk,
    a_volunteer,
    added,
    an_invitation,
    an_item,
    joined,
    planned,
)
from tests.bot.store.contract_of_corrections import a_correction


class People:
    def test_a_button_works_in_its_own_talk_only_and_its_id_is_short(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        button = Button("Ja", '/press{"confirm": "yes"}')
        with store() as uow:
            one, two = uow.buttons.issue(talk.id, button), uow.buttons.issue(talk.id, button)
            assert one != two
            assert len(one.encode()) <= 64
            assert uow.buttons.resolve(talk.id, one) == button
            assert uow.buttons.resolve(other.id, one) is None
            assert uow.buttons.resolve(talk.id, "b:forged") is None

    def test_consent_holds_until_it_is_withdrawn_and_may_be_given_again(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        with store() as uow:
            uow.people.give_consent(talk.id, "newsletter", NOW)
            assert uow.people.consents(talk.id) == {"newsletter": NOW}
            assert uow.people.consents(other.id) == {}
            uow.people.withdraw_consent(talk.id, "newsletter", NOW + HOUR)
            uow.people.withdraw_consent(talk.id, "never given", NOW)
            assert uow.people.consents(talk.id) == {}
            uow.people.give_consent(talk.id, "newsletter", NOW + 2 * HOUR)
            assert uow.people.consents(talk.id) == {"newsletter": NOW + 2 * HOUR}

    def test_an_export_has_all_of_ones_own_and_nothing_of_anothers_as_plain_json(self, store: Store) -> None:
        talk, other = self.two_who_said_things(store)
        with store() as uow:
            export = uow.people.export(talk.id)
        words = json.dumps(export, ensure_ascii=False)
        assert set(export) == {
            "conversation", "message", "inbox", "outbox", "request", "request_event", "consent", "volunteer",
            "invitation", "shift", "colleague", "referral", "correction",
        }
        assert all(export.values())
        assert "mitt" in words
        assert "ditt" not in words
        assert other.id not in words

    def test_erasing_leaves_counts_and_not_a_word(self, store: Store) -> None:
        talk, other = self.two_who_said_things(store)
        with store() as uow:
            uow.people.erase(talk.id)
            uow.commit()
        with store() as uow:
            with pytest.raises(NotFound):
                uow.conversations.get(talk.id)
            assert uow.conversations.by_address(talk.channel, talk.address) is None
            assert uow.transcript.of(talk.id) == []
            assert uow.requests.of(talk.id) == []
            assert uow.requests.by_code("ELG-50") is None
            assert uow.inbox.oldest_new(talk.id) is None
            assert uow.people.consents(talk.id) == {}
            assert [i.conversation_id for i in uow.outbox.due(NOW)] == [other.id]
            assert uow.requests.by_code("ELG-51") is not None
            assert uow.volunteers.of_talk(talk.id) is None
            assert uow.colleagues.of_talk(talk.id) is None
            assert uow.volunteers.of_talk(other.id) is not None
            assert uow.colleagues.of_talk(other.id) is not None
            uow.people.erase("nobody")

    def test_a_volunteers_export_says_what_and_when_they_were_asked_about_and_not_where_somebody_lives(
        self, store: Store
    ) -> None:
        (talk,), (shift,) = added(store, a_talk()), planned(store, a_shift(private="Storgata 1", person="p"))
        (volunteer,) = joined(store, a_volunteer(talk))
        with store() as uow:
            uow.invitations.add_many([an_invitation(shift, volunteer, report="Gikk fint.")])
            export = uow.people.export(talk.id)
        (asked,) = export["invitation"]
        told = {"task": shift.task, "starts_at": shift.starts_at.isoformat(), "ends_at": shift.ends_at.isoformat()}
        assert asked.items() >= {**told, "report": "Gikk fint.", "state": "planned"}.items()
        assert "Storgata" not in json.dumps(export)
        assert export["shift"] == export["colleague"] == []

    def test_an_erased_volunteer_leaves_the_shift_and_nothing_that_is_due_or_opens_for_them(self, store: Store) -> None:
        (talk,), (shift,) = added(store, a_talk()), planned(store, a_shift())
        mine, other = joined(store, a_volunteer(talk), a_volunteer())
        asked = an_invitation(shift, mine), an_invitation(shift, other)
        ends = NOW + HOUR
        with store() as uow:
            uow.invitations.add_many(asked)
            uow.due.add(of_invitation(DueKind.ASK, shift.id, i.id, NOW) for i in asked)
            for code, kind, opens in (("A", CodeKind.VOLUNTEER, mine.id), ("B", CodeKind.SWAP, asked[0].id),
                                      ("C", CodeKind.VOLUNTEER, other.id), ("D", CodeKind.SWAP, asked[1].id)):
                uow.codes.add(code, LinkCode(kind, opens, ends))
            uow.people.erase(talk.id)
            uow.commit()
        with store() as uow:
            assert uow.shifts.get(shift.id) == shift
            assert uow.invitations.of_shift(shift.id) == [asked[1]]
            assert [row.invitation_id for row in uow.due.due(NOW)] == [asked[1].id]
            assert [code for code in "ABCD" if uow.codes.look(code, NOW)] == ["C", "D"]

    def test_an_erased_request_leaves_of_its_shifts_what_to_do_and_not_where_or_for_whom(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        mine, theirs = a_request(talk, "ELG-70"), a_request(other, "ELG-71")
        about = {"private": "Storgata 1", "person": "p"}
        with store() as uow:
            uow.requests.add(mine)
            uow.requests.add(theirs)
            uow.commit()
        visit, another = planned(store, a_shift(request_id=mine.id, **about), a_shift(request_id=theirs.id, **about))
        with store() as uow:
            (stored,) = uow.people.export(talk.id)["shift"]
            assert (stored["task"], stored["private"]) == (visit.task, "Storgata 1")
            uow.people.erase(talk.id)
            assert uow.shifts.get(visit.id) == replace(visit, private="", person=None, request_id=None)
            assert uow.shifts.get(another.id) == another

    def test_a_trail_and_a_stream_take_what_they_are_given(self, store: Store) -> None:
        with store() as uow:
            uow.audit.add(NOW, "kari", "take", "t")
            uow.audit.add(NOW, "kari", "write", "t", "detail")
            first = uow.events.add("queue", "taken", NOW, {"talk": "t"})
            second = uow.events.add("talk:t", "message", NOW)
            assert second > first
            uow.commit()
        with store.reading() as uow:
            assert [(row["at"], row["detail"]) for row in uow.audit.of("t", "write")] == [(NOW, "detail")]
            assert uow.audit.of("t", "close") == []

    def two_who_said_things(self, store: Store) -> tuple[Conversation, Conversation]:
        talk, other = added(store, a_talk(), a_talk())
        with store() as uow:
            for mine, word, code in ((talk, "mitt", "ELG-50"), (other, "ditt", "ELG-51")):
                seq = uow.transcript.add(Message(mine.id, NOW, Author.CITIZEN, word))
                uow.inbox.add(an_item(mine, word))
                uow.outbox.add(a_line(mine, seq))
                request = a_request(mine, code, want=word)
                uow.requests.add(request)
                uow.requests.add_event(RequestEvent(request.id, NOW, "created", note=word))
                uow.referrals.add(Referral(f"r-{mine.id}", request.id, word, NOW, "Kari", ("need",)))
                uow.corrections.put(a_correction(mine, seq, text=word))
                uow.people.give_consent(mine.id, "newsletter", NOW)
                uow.buttons.issue(mine.id, Button("Ja", word))
                uow.events.add(f"talk:{mine.id}", "message", NOW)
                volunteer, shift = a_volunteer(mine, name=word), a_shift(request_id=request.id, private=word)
                uow.volunteers.add(volunteer)
                uow.shifts.add(shift)
                uow.invitations.add_many([an_invitation(shift, volunteer, report=word)])
                uow.colleagues.add(Colleague(f"c-{mine.id}", word, "Hjemmetjenesten", NOW, mine.id, NOW))
            uow.commit()
        return talk, other
