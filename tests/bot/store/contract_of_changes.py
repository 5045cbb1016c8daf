"""Lines that say something else than they did, wherever they have got to on their way out."""

from __future__ import annotations

from dataclasses import replace

from domain.turn import Button
from tests.bot.store.builders import HOUR, NOW, Store, a_line, a_talk, added


class Changes:
    def test_a_line_that_waits_says_something_else_when_it_goes_out(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        item = a_line(talk, 1, buttons=(Button("Ja", "b:1"),), calendar="i")
        with store() as uow:
            uow.outbox.add(item)
            uow.outbox.claim(item.id)
            uow.outbox.retry(item.id, NOW, "slow down", "parts:1")
            uow.outbox.change(a_line(talk, 1, text="tatt"))
            (now,) = uow.outbox.due(NOW)
            assert (now.id, now.text, now.buttons, now.external_ref, now.edits) == (item.id, "tatt", (), "", "")
            assert (now.epoch, now.calendar) == (0, "i")

    def test_a_line_that_has_gone_out_is_edited_and_again_in_one_step_while_that_waits(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        item, edit = a_line(talk, 1), a_line(talk, 1, text="tatt", epoch=None)
        with store() as uow:
            uow.outbox.add(item)
            uow.outbox.claim(item.id)
            uow.outbox.sent(item.id, "tg:7")
            uow.outbox.change(edit)
            assert uow.outbox.due(NOW) == [replace(edit, edits="tg:7")]
            uow.outbox.change(a_line(talk, 1, text="ledig"))
            assert uow.outbox.due(NOW) == [replace(edit, edits="tg:7", text="ledig")]
            uow.outbox.claim(edit.id)
            uow.outbox.sent(edit.id, "tg:7")
            again = a_line(talk, 1, text="tatt igjen")
            uow.outbox.change(again)
            assert uow.outbox.due(NOW) == [replace(again, edits="tg:7")]

    def test_a_line_on_its_way_is_edited_when_it_has_arrived_and_never_overtaken(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        item, later, edit = a_line(talk, 1), a_line(talk, 2), a_line(talk, 1, text="tatt")
        with store() as uow:
            uow.outbox.add(item)
            uow.outbox.add(later)
            uow.outbox.claim(item.id)
            uow.outbox.change(a_line(talk, 1, text="nesten"))
            assert uow.outbox.due(NOW) == []
            uow.outbox.change(edit)
            uow.outbox.sent(item.id, "tg:7")
            (first,) = uow.outbox.due(NOW)
            assert (first.text, first.edits, first.seq) == ("tatt", "tg:7", 1)
            uow.outbox.claim(first.id)
            uow.outbox.sent(first.id, "tg:7")
            assert uow.outbox.due(NOW) == [later]

    def test_a_line_that_comes_back_has_taken_in_its_change_and_one_given_up_takes_it_along(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        item, gone, cancelled = a_line(talk, 1, buttons=(Button("Ja", "b:1"),)), a_line(talk, 2), a_line(talk, 3)
        with store() as uow:
            for line, end in ((item, uow.outbox.retry), (gone, uow.outbox.dead), (cancelled, uow.outbox.cancel)):
                uow.outbox.add(line)
                uow.outbox.claim(line.id)
                uow.outbox.change(a_line(talk, line.seq, text="tatt"))
                if line is item:
                    uow.outbox.retry(line.id, NOW, "slow down", "parts:1")
                    (back,) = uow.outbox.due(NOW)
                    assert (back.id, back.text, back.buttons, back.external_ref) == (item.id, "tatt", (), "")
                    uow.outbox.claim(back.id)
                    uow.outbox.sent(back.id, "tg:7")
                else:
                    end(line.id, "no")  # type: ignore[call-arg]
                assert uow.outbox.due(NOW) == []
            for line in (gone, cancelled):
                uow.outbox.change(a_line(talk, line.seq, text="tatt"))
            uow.outbox.change(a_line(talk, 9, text="var aldri der"))
            assert uow.outbox.due(NOW) == []

    def test_an_edit_that_is_to_be_tried_again_later_holds_up_nobody(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        item, later, edit = a_line(talk, 1), a_line(talk, 2), a_line(talk, 1, text="tatt")
        with store() as uow:
            uow.outbox.add(item)
            uow.outbox.claim(item.id)
            uow.outbox.sent(item.id, "tg:7")
            uow.outbox.change(edit)
            uow.outbox.claim(edit.id)
            uow.outbox.add(later)
            assert uow.outbox.due(NOW + HOUR) == [], "the edit is on its way"
            uow.outbox.retry(edit.id, NOW + HOUR, "slow down")
            assert [i.id for i in uow.outbox.due(NOW)] == [later.id]
            assert [i.id for i in uow.outbox.due(NOW + HOUR)] == [edit.id], "one of a talk at a time"
            uow.outbox.claim(later.id)
            assert uow.outbox.due(NOW + HOUR) == [], "nor does it go out beside another line"
