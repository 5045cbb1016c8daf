"""Lines are found by their words, whatever form they stand in; SQLite and PostgreSQL find the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.store.desk_tables import message_word
from bot.store.search import COUNTED, file_words, search
from bot.store.tables import message
from bot.store.uow import SqlStore
from bot.store.word_forms import marked, stems_of
from domain.messages import Author, Message
from tests.bot.store.builders import NOW, a_request, a_talk, added


@pytest.fixture
def said(store: SqlStore) -> dict[str, int]:
    """Line by line, with their numbers."""
    talk, other = added(store, a_talk(), a_talk())
    lines = [
        (talk, Author.CITIZEN, "Jeg trenger avlastningen på torsdag, mannen min har demens"),
        (talk, Author.BOT, "Avlastning er en rett du kan søke om."),
        (other, Author.CITIZEN, "Kven kan lufte hundane medan eg er på sjukehuset? Eg bur på Ottestad."),
        (other, Author.COORDINATOR, "Hun har én hund til, og trenger følge til fastlegen"),
        (other, Author.NOTE, "Gjelder ELG-27, ring kafeen på lørdag"),
    ]
    with store() as uow:
        found = {text: uow.transcript.add(Message(t.id, NOW, by, text, author_name="")) for t, by, text in lines}
        uow.commit()
    return found


def found(store: SqlStore, words: str) -> list[str]:
    with store.reading() as uow:
        return [hit.text.split()[0] for hit in search(uow.connection, words).hits]


FINDS = {
    "avlastning": ["Avlastning", "Jeg"],
    "AVLASTNINGENE": ["Avlastning", "Jeg"],
    "avlastninga": ["Avlastning", "Jeg"],
    "hund": ["Hun", "Kven"],
    "hundene": ["Hun", "Kven"],
    "hundar": ["Hun", "Kven"],
    "følge": ["Hun"],
    "kafé": ["Gjelder"],
    "lørdager": ["Gjelder"],
    "demens avlastning": ["Jeg"],
    "Jeg trenger avlastning, på torsdag!": ["Jeg"],
    "trenge": ["Hun", "Jeg"],
    "hund demens": [],
    "finnes-ikke": [],
    "ELG-27": ["Gjelder"],
    "elg-27": ["Gjelder"],
    "elg": ["Gjelder"],
    "jeg og du": [],
    "": [],
    "% _ ' \" \\ ; --": [],
    "\x00": [],
}
"""What is typed, and the first words of the lines that are found, the newest first."""


def test_a_line_is_found_by_any_form_of_its_words(store: SqlStore, said: dict[str, int]) -> None:
    assert {words: found(store, words) for words in FINDS} == FINDS


def test_a_hit_says_who_when_and_where_and_how_many_there_are(store: SqlStore, said: dict[str, int]) -> None:
    with store.reading() as uow:
        result = search(uow.connection, "hunder")
    text = "Hun har én hund til, og trenger følge til fastlegen"
    assert (result.total, result.more, result.hits[0].seq) == (2, False, said[text])
    assert (result.hits[0].author, result.hits[0].at) == (Author.COORDINATOR, NOW)
    pieces = [("Hun har én ", False), ("hund", True), (" til, og trenger følge til fastlegen", False)]
    assert marked(text, result.stems) == pieces


def test_what_is_common_to_all_lines_is_told_apart_from_what_no_line_has(store: SqlStore, said: dict[str, int]) -> None:
    with store.reading() as uow:
        assert list(search(uow.connection, "jeg er på").stems) == []
        assert list(search(uow.connection, "flaggermus").stems) == ["flaggermus"]


def test_a_request_is_found_by_its_code_however_it_is_typed(store: SqlStore) -> None:
    (talk,) = added(store, a_talk())
    with store() as uow:
        uow.requests.add(a_request(talk, "ELG-80"))
        uow.commit()
    with store.reading() as uow:
        for typed in ("ELG-80", "elg-80", "elg 80", " ELG80 "):
            assert [request.code for request in search(uow.connection, typed).requests] == ["ELG-80"], typed
        assert search(uow.connection, "ELG-81").requests == ()


def test_the_rest_comes_page_by_page_newest_first(store: SqlStore) -> None:
    (talk,) = added(store, a_talk())
    with store() as uow:
        seqs = [uow.transcript.add(Message(talk.id, NOW, Author.CITIZEN, f"bilen nummer {n}")) for n in range(5)]
        uow.commit()
    pages, before = list[int](), None
    with store.reading() as uow:
        for more in (True, True, False):
            result = search(uow.connection, "biler", before=before, limit=2)
            assert (result.total, result.more) == (5, more)
            pages += [hit.seq for hit in result.hits]
            before = pages[-1]
    assert pages == seqs[::-1]


def test_beyond_a_thousand_it_says_that_there_are_more(store: SqlStore) -> None:
    (talk,) = added(store, a_talk())
    row = {"conversation_id": talk.id, "at": NOW, "author": "citizen", "author_name": "", "text": "bil", "buttons": []}
    with store() as uow:
        uow.connection.execute(message.insert(), [row] * (COUNTED + 5))
        for seq in uow.connection.scalars(sa.select(message.c.seq)).all():
            file_words(uow.connection, seq, "bil")
        uow.commit()
    with store.reading() as uow:
        assert search(uow.connection, "bil").total == COUNTED + 1


def test_a_line_that_was_changed_is_found_by_what_it_says_now(store: SqlStore, said: dict[str, int]) -> None:
    seq = said["Avlastning er en rett du kan søke om."]
    with store() as uow:
        uow.transcript.change(seq, "Vakta er tatt av en annen.")
        uow.commit()
    assert found(store, "avlastning") == ["Jeg"]
    assert found(store, "vakt") == ["Vakta"]


def test_the_words_of_an_erased_talk_are_gone(store: SqlStore, said: dict[str, int]) -> None:
    with store() as uow:
        talk = uow.conversations.latest(10)
        for one in talk:
            uow.people.erase(one.id)
        uow.commit()
        assert uow.connection.scalar(sa.select(sa.func.count()).select_from(message_word)) == 0


def test_a_long_word_and_a_line_of_many_are_filed_without_harm(store: SqlStore) -> None:
    (talk,) = added(store, a_talk())
    text = "å" * 300 + " " + " ".join(f"ord{n}" for n in range(400)) + " ord1 ORD1"
    assert max(map(len, stems_of(text))) == 40 and len(stems_of(text)) == len(set(stems_of(text)))
    with store() as uow:
        seq = uow.transcript.add(replace(Message(talk.id, NOW, Author.CITIZEN, text)))
        uow.commit()
    with store.reading() as uow:
        assert [hit.seq for hit in search(uow.connection, "å" * 300).hits] == [seq]
