"""A stretch of a talk, or of several that are read as one."""

from __future__ import annotations

from bot.store.transcript_window import around, before, newest
from bot.store.uow import SqlStore
from domain.messages import Author, Message
from tests.bot.store.builders import NOW, a_talk, added


def test_the_newest_then_what_was_before_them_and_no_more_than_asked_for(store: SqlStore) -> None:
    one, two, other = added(store, a_talk(), a_talk(), a_talk())
    with store() as uow:
        seqs = [
            uow.transcript.add(Message(talk.id, NOW, Author.CITIZEN, f"{n}"))
            for n in range(5)
            for talk in (one, two, other)
        ]
        db, both = uow.connection, [one.id, two.id]
        mine = [seq for place, seq in enumerate(seqs) if place % 3 != 2]
        last = newest(db, both, 4)
        assert [m.seq for m in last.lines] == mine[-4:] and last.older and not last.newer
        earlier = before(db, both, mine[-4], 4)
        assert [m.seq for m in earlier.lines] == mine[-8:-4] and earlier.older and earlier.newer
        first = before(db, both, mine[2], 4)
        assert [m.seq for m in first.lines] == mine[:2] and not first.older and first.newer
        assert around(db, both, mine[-2], 4) == last
        found = around(db, both, mine[3], 4)
        assert mine[3] in [m.seq for m in found.lines] and len(found.lines) == 4 and found.newer
        assert not newest(db, ["nobody"], 4).lines
