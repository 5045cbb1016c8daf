"""Corrections: one a line and person, gone with the talk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.correction import Correction, CorrectionState, Meaning
from domain.errors import NotFound
from domain.handover import Conversation
from domain.messages import Author, Message
from tests.bot.store.builders import HOUR, NOW, Store, a_talk, added, new_id

RESPITE, FRIEND = Meaning("report_need/respite", "nb"), Meaning("report_need/visiting_friend", "nn")


def a_correction(talk: Conversation, seq: int = 1, **facts: object) -> Correction:
    made = Correction(new_id(), talk.id, seq, "noen som kommer innom", RESPITE, FRIEND, "kari", "Kari Nordmann", NOW)
    return replace(made, **facts)  # type: ignore[arg-type]


class Corrections:
    def test_a_correction_comes_back_as_it_was_and_as_it_was_saved(self, store: Store) -> None:
        [talk] = added(store, a_talk())
        made = a_correction(talk)
        with store() as uow:
            uow.corrections.put(made)
            assert uow.corrections.get(made.id) == made
            done = replace(made, state=CorrectionState.ACCEPTED, reviewed_by="Per", reviewed_at=NOW + HOUR, text="hei")
            uow.corrections.save(done)
            assert uow.corrections.get(made.id) == done
            with pytest.raises(NotFound):
                uow.corrections.get("nothing")

    def test_one_person_has_one_word_on_a_line_and_another_has_another(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        first = a_correction(talk, 7)
        again = a_correction(talk, 7, at=NOW + HOUR, should_be=RESPITE)
        pers, earlier = a_correction(talk, 7, by_id="per"), a_correction(talk, 3)
        with store() as uow:
            for made in (first, again, pers, earlier, a_correction(other, 9)):
                uow.corrections.put(made)
            assert uow.corrections.of_talk(talk.id) == [earlier, pers, again]
            assert uow.corrections.of_talk("nobody") == []

    def test_it_is_erased_with_the_talk_and_shown_in_its_export(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        with store() as uow:
            seq = uow.transcript.add(Message(talk.id, NOW, Author.CITIZEN, "hei"))
            uow.corrections.put(made := a_correction(talk, seq))
            uow.corrections.put(theirs := a_correction(other, seq + 1))
            [shown] = uow.people.export(talk.id)["correction"]
            assert shown["text"] == made.text and shown["should_be"] == {"label": FRIEND.label, "language": "nn"}
            assert "by_id" not in shown and "by_name" not in shown, "citizens read first names only"
            uow.people.erase(talk.id)
            assert uow.corrections.of_talk(talk.id) == []
            assert uow.corrections.of_talk(other.id) == [theirs]
