"""Which talks stand in which list, in what order, page by page; on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store.talk_filters import NONE, Filters
from bot.store.talk_lists import Looker, Row, Tab, count, count_acute, counts, show, total
from bot.store.uow import SqlStore
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author, Message
from domain.requests import RequestState
from tests.bot.store.builders import HOUR, NOW, a_request, a_talk, added

KARI = Looker("kari", NOW)
HERS: dict[str, Any] = {"owner": Owner.PERSON, "owner_id": "kari", "owner_name": "Kari", "last_in_at": NOW}
WAITS: dict[str, Any] = {"owner": Owner.QUEUE, "queued_at": NOW, "last_in_at": NOW}


def listed(store: SqlStore, tab: Tab, filters: Filters = NONE) -> list[str]:
    with store.reading() as uow:
        shown = show(uow.connection, tab, KARI, filters)
        rows = shown.rows
        counted = count(uow.connection, tab, KARI, filters)
        assert counted == total(uow.connection, tab, KARI, filters, shown) == len(rows)
        if filters == NONE:
            assert counts(uow.connection, KARI)[tab] == len(rows)
        return [row.talk.id for row in rows]


def row_of(store: SqlStore, talk: Conversation) -> Row:
    with store.reading() as uow:
        return next(r for r in show(uow.connection, Tab.ALL, KARI, NONE).rows if r.talk.id == talk.id)


def test_each_talk_stands_in_the_list_of_whoever_must_act(store: SqlStore) -> None:
    waits, with_bot = a_talk(**WAITS), a_talk(last_in_at=NOW - HOUR)
    hers, pers = a_talk(**HERS), a_talk(**{**HERS, "owner_id": "per"})
    over = a_talk(owner=Owner.CLOSED, closed_at=NOW, last_in_at=NOW - 2 * HOUR, outcome="answered")
    added(store, waits, with_bot, hers, pers, over)
    assert listed(store, Tab.WAITING) == [waits.id]
    assert listed(store, Tab.MINE) == [hers.id]
    assert listed(store, Tab.WITH_BOT) == [with_bot.id]
    everything = listed(store, Tab.ALL)
    assert everything[-2:] == [with_bot.id, over.id] and set(everything[:3]) == {waits.id, hers.id, pers.id}


def test_the_most_urgent_waits_first_and_danger_waits_for_everybody(store: SqlStore) -> None:
    late, early = a_talk(**{**WAITS, "queued_at": NOW + HOUR}), a_talk(**WAITS)
    high = a_talk(**{**WAITS, "urgency": Urgency.HIGH, "queued_at": NOW + 2 * HOUR})
    pers = a_talk(**{**HERS, "owner_id": "per", "urgency": Urgency.ACUTE, "queued_at": NOW + 3 * HOUR})
    added(store, late, early, high, pers)
    assert listed(store, Tab.WAITING) == [pers.id, high.id, early.id, late.id]
    with store.reading() as uow:
        assert count_acute(uow.connection, KARI) == 1


def test_what_is_put_off_stands_apart_until_its_time_but_never_in_danger(store: SqlStore) -> None:
    tomorrow = {"snoozed_until": NOW + 24 * HOUR}
    mine, queued = a_talk(**HERS, **tomorrow), a_talk(**WAITS, snoozed_until=NOW + HOUR)
    over = a_talk(**WAITS, snoozed_until=NOW - HOUR)
    acute = a_talk(**WAITS, **tomorrow, urgency=Urgency.ACUTE)
    added(store, mine, queued, over, acute)
    assert listed(store, Tab.WAITING) == [acute.id, over.id]
    assert listed(store, Tab.MINE) == []
    assert listed(store, Tab.SNOOZED) == [queued.id, mine.id]


def test_a_merged_talk_stands_in_no_list(store: SqlStore) -> None:
    (kept,) = added(store, a_talk(**WAITS))
    added(store, a_talk(**WAITS, merged_into=kept.id), a_talk(**HERS, merged_into=kept.id))
    assert [listed(store, tab) for tab in (Tab.WAITING, Tab.MINE, Tab.ALL)] == [[kept.id], [], [kept.id]]


@pytest.mark.parametrize("tab", Tab)
def test_page_by_page_every_talk_is_shown_once_and_in_order(store: SqlStore, tab: Tab) -> None:
    facts: dict[Tab, dict[str, Any]] = {
        Tab.WAITING: WAITS, Tab.MINE: HERS, Tab.WITH_BOT: {}, Tab.ALL: {}, Tab.SNOOZED: WAITS,
    }  # fmt: skip
    moments = [NOW - HOUR * (n // 3) for n in range(11)]  # of three each the moment is the same
    kinds = [Urgency.NORMAL, Urgency.HIGH, Urgency.NORMAL]
    talks = [
        a_talk(**{
            **facts[tab], "queued_at": at if n % 4 else None, "last_in_at": at, "urgency": kinds[n % 3],
            "snoozed_until": NOW + (n // 2 + 1) * HOUR if tab is Tab.SNOOZED else None,
        })
        for n, at in enumerate(moments)
    ]  # fmt: skip
    added(store, *talks)
    whole = listed(store, tab)
    assert sorted(whole) == sorted(talk.id for talk in talks)
    pages, after = list[str](), None
    with store.reading() as uow:
        for _ in range(6):
            shown = show(uow.connection, tab, KARI, NONE, after, limit=2)
            pages += [row.talk.id for row in shown.rows]
            if (after := shown.last) is None:
                break
    assert pages == whole


def test_each_filter_leaves_what_it_names(store: SqlStore) -> None:
    plain = a_talk(**WAITS, language="nb")
    named = a_talk(**{
        **WAITS, "need": "respite", "area": "ridabu", "urgency": Urgency.HIGH, "channel": "telegram", "unread": 2,
        "language": "nn",
    })  # fmt: skip
    silent = a_talk(**WAITS)
    added(store, plain, named, silent)
    for filters in (
        Filters(need="respite"), Filters(area="ridabu"), Filters(urgency="high"), Filters(channel="telegram"),
        Filters(unread=True), Filters(language="nn"), Filters(need="respite", area="ridabu", unread=True),
    ):  # fmt: skip
        assert listed(store, Tab.WAITING, filters) == [named.id], filters
    assert listed(store, Tab.WAITING, Filters(language="unknown")) == [silent.id]
    assert listed(store, Tab.WAITING, Filters(need="respite", language="nb")) == []


def test_overdue_is_a_promise_of_an_open_request_that_was_not_kept(store: SqlStore) -> None:
    unanswered, promised, answered, done = added(store, *(a_talk(**WAITS) for _ in range(4)))
    past, to_come = NOW - HOUR, NOW + HOUR
    requests = [
        a_request(unanswered, "ELG-1", answer_due=past),
        a_request(unanswered, "ELG-2", answer_due=past - HOUR),
        a_request(promised, "ELG-3", answer_due=past, first_answer_at=past, next_update_due=past),
        a_request(answered, "ELG-4", answer_due=past, first_answer_at=past, next_update_due=to_come),
        a_request(done, "ELG-5", answer_due=past, state=RequestState.DONE),
    ]
    with store() as uow:
        for request in requests:
            uow.requests.add(request)
        uow.commit()
    assert set(listed(store, Tab.WAITING, Filters(overdue=True))) == {unanswered.id, promised.id}
    assert row_of(store, unanswered).late_since == past - HOUR
    assert row_of(store, promised).late_since == past
    assert row_of(store, answered).late_since is None


def test_a_row_has_the_last_words_of_whoever_wrote(store: SqlStore) -> None:
    spoke, silent = added(store, a_talk(**WAITS), a_talk(**WAITS))
    with store() as uow:
        for author, text in ((Author.CITIZEN, "først"), (Author.CITIZEN, "sist"), (Author.BOT, "svar")):
            uow.transcript.add(Message(spoke.id, NOW, author, text))
        uow.transcript.add(Message(silent.id, NOW, Author.BOT, "hei"))
        uow.commit()
    assert (row_of(store, spoke).excerpt, row_of(store, silent).excerpt) == ("sist", "")


def test_a_bare_yes_or_thanks_hides_no_line_that_tells_more(store: SqlStore) -> None:
    told, only_yes = added(store, a_talk(**WAITS), a_talk(**WAITS))
    yes = {"intent": {"name": "affirm"}}
    with store() as uow:
        uow.transcript.add(Message(told.id, NOW, Author.CITIZEN, "noen timer fri på torsdag"))
        for talk, text in ((told, "ja"), (only_yes, "jo"), (only_yes, "ja takk")):
            uow.transcript.add(Message(talk.id, NOW, Author.CITIZEN, text, reading=yes))
        uow.commit()
    assert row_of(store, told).excerpt == "noen timer fri på torsdag"
    assert row_of(store, only_yes).excerpt == "ja takk"


def test_a_page_asks_as_much_of_the_database_for_many_talks_as_for_few(store: SqlStore) -> None:
    def asked() -> int:
        statements = list[str]()

        def note(*told: Any) -> None:
            statements.append(told[2])

        sa.event.listen(store.engine, "before_cursor_execute", note)
        with store.reading() as uow:
            show(uow.connection, Tab.ALL, KARI, NONE)
        sa.event.remove(store.engine, "before_cursor_execute", note)
        return len(statements)

    added(store, a_talk(**WAITS))
    one = asked()
    added(store, *(a_talk(**WAITS, created_at=NOW - timedelta(hours=n)) for n in range(40)))
    assert asked() == one
