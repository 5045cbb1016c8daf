"""A town that has used the service for years: talks, lines with their words, and requests. Always the same one."""

from __future__ import annotations

import json
import random
from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from bot.preflight import say
from bot.store.desk_tables import message_word
from bot.store.rows import conversation_row, request_row
from bot.store.tables import conversation, message, request
from bot.store.uow import SqlStore
from bot.store.word_forms import stems_of
from domain.handover import Conversation, Owner, Urgency
from domain.needs import Need
from domain.requests import OUTCOMES, Request, RequestState

LINES_EACH = 10
AT_ONCE = 20_000
AREAS = ("ridabu", "storhamar", "vang", "ottestad", "stange", "loeten", "ingeberg", "hjellum")
RARE = "bjørnebær"
"""A word of one line in fifty thousand."""

VOCABULARY = {
    "who": (
        "mannen kona mor far bestemor naboen søsteren sønnen svigermor tante onkel bestefar datteren "
        "ektefellen"
    ),
    "has": "demens slag kreft angst gikt parkinson hofteoperasjon synet hørselen balansen minnet ryggen",
    "wants": (
        "avlastning besøksvenn følge skyss matombringing dagsenter rullator rullestol trygghetsalarm "
        "hjemmehjelp turvenn leksehjelp norskøving måltidsfellesskap snømåking handling datahjelp "
        "støttegruppe samtalepartner plenklipping"
    ),
    "when": (
        "mandag tirsdag onsdag torsdag fredag lørdag søndag formiddag ettermiddag kveld helga påska sommeren "
        "uka"
    ),
    "does": "sover spiser går ringer venter faller gråter glemmer savner strikker synger leser maler fisker baker",
    "where": (
        "Ridabu Storhamar Vang Ottestad Stange Løten Ingeberg Hjellum Vikingskipet sykehuset fastlegen kirka "
        "kafeen"
    ),
    "likes": (
        "hund katt kaffe sjakk kortspill hagen musikk fotball håndarbeid bridge vafler hytta båten sykkelen "
        "avisa"
    ),
}

_FORMS = (
    "{who} har {has} og jeg trenger {wants} på {when}, vi bor på {where}",
    "Kan noen hjelpe {who} med {wants}? Hun {does} og liker {likes}",
    "Hei, {who} {does} hver {when}. Finnes det {wants} nær {where}?",
    "Eg treng {wants} til {who} i {when}, og {who2} er på {where}",
    "Takk for svar. Kan dere ringe {who} om {wants} før {when}?",
    "Det er {wants} på {where} hver {when} for dem som liker {likes}.",
    "Jeg har notert at {who} har {has}. Vi tar kontakt på {when}.",
    "Er det venteliste for {wants}? {who} er sliten og {does} dårlig etter {has}",
)


def build(store: SqlStore, talks: int, now: datetime) -> None:
    """Talks, ten lines each, and a request in every fifth."""
    chance = random.Random(talks)
    _fill(store, conversation, (conversation_row(_talk(n, talks, chance, now)) for n in range(talks)))
    said = list(_sentences(random.Random(7)))
    _fill(store, message, _lines(talks, said, chance, now), what=f"{talks * LINES_EACH:,} lines")
    say("    their words")
    _file_words(store, talks, said)
    _fill(store, request, (request_row(_request(n, talks, chance, now)) for n in range(0, talks, 5)))
    if store.engine.dialect.name == "postgresql":  # as it does by itself; SQLite never does
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.exec_driver_sql("VACUUM ANALYZE")


def _talk(n: int, talks: int, chance: random.Random, now: datetime) -> Conversation:
    """Most were closed long ago; one in fifty waits, one in thirty a coordinator has, one in six the bot."""
    wrote = now - timedelta(minutes=7 * (talks - n) + chance.randrange(7))
    owner = chance.choices([Owner.QUEUE, Owner.PERSON, Owner.BOT, Owner.CLOSED], [2, 3, 17, 78])[0]
    queued = wrote if owner is Owner.QUEUE else None
    urgency = Urgency.NORMAL
    if queued:
        urgency = chance.choices(list(Urgency), [80, 18, 2])[0]
    coordinator = f"coordinator{chance.randrange(8)}" if owner is Owner.PERSON else None
    return Conversation(
        f"talk{n}", chance.choice(["web", "web", "telegram"]), f"address{n}", wrote - timedelta(days=2), owner=owner,
        owner_id=coordinator, owner_name=coordinator, language=chance.choice(["nb", "nb", "nb", "nn", "en"]),
        urgency=urgency, queue_reason="asked" if queued else None, queued_at=queued, last_in_at=wrote, introduced=True,
        unread=chance.choice([0, 0, 0, 1, 2]) if owner in (Owner.QUEUE, Owner.PERSON) else 0,
        outcome="answered" if owner is Owner.CLOSED else None, need=chance.choice([None, *Need]),
        area=chance.choice([None, *AREAS]),
        snoozed_until=now + timedelta(days=1) if queued and chance.random() < 0.1 else None,
    )  # fmt: skip


def _sentences(chance: random.Random) -> Iterator[str]:
    """Fifty thousand, so that their words need be found only once each."""
    words = {name: among.split() for name, among in VOCABULARY.items()}
    for n in range(50_000):
        chosen = {name: chance.choice(among) for name, among in words.items()}
        line = chance.choice(_FORMS).format(who2=chance.choice(words["who"]), **chosen)
        yield f"{line} {RARE}" if n == 77 else f"{line} {chance.choice(words['who'])}{n % 997}"


def _lines(talks: int, said: Sequence[str], chance: random.Random, now: datetime) -> Iterator[dict[str, Any]]:
    for n in range(talks * LINES_EACH):
        author = ("citizen", "bot", "citizen", "system", "note")[n % 5]
        yield {
            "seq": n + 1, "conversation_id": f"talk{n // LINES_EACH}", "at": now - timedelta(minutes=talks - n // 10),
            "author": author, "author_name": "", "text": said[_which(n, said)], "buttons": [], "calendar": None,
            "reading": None,
        }  # fmt: skip


def _which(n: int, said: Sequence[str]) -> int:
    return n * 7919 % len(said)


def _file_words(store: SqlStore, talks: int, said: Sequence[str]) -> None:
    """Stem by stem, so that each row is added behind the one before."""
    lines: dict[str, array[int]] = {}
    stems = [stems_of(line) for line in said]
    for n in range(talks * LINES_EACH):
        for stem in stems[_which(n, said)]:
            lines.setdefault(stem, array("q")).append(n + 1)
    rows = ((stem, seq) for stem in sorted(lines) for seq in lines[stem])
    (by_line,) = message_word.indexes
    with store.engine.begin() as db:
        by_line.drop(db)
        if db.dialect.name == "postgresql":
            _copy(db, message_word, rows)
        else:
            db.connection.executemany("INSERT INTO message_word (stem, seq) VALUES (?, ?)", rows)  # type: ignore[attr-defined]
        by_line.create(db)


def _request(n: int, talks: int, chance: random.Random, now: datetime) -> Request:
    """The newest tenth is open; of a third of those the deadline has passed."""
    made = now - timedelta(minutes=7 * (talks - n))
    is_open = n > 0.9 * talks
    due = now + timedelta(hours=chance.randrange(-24, 48))
    return Request(
        f"request{n}", f"ELG-{n}", f"talk{n}", str(chance.choice(list(Need))), made, due, want="noen timer fri",
        area=chance.choice(AREAS), channel=chance.choice(["web", "web", "telegram"]),
        language=chance.choice(["nb", "nb", "nn", "en"]),
        state=RequestState.NEW if is_open else RequestState.DONE,
        outcome=None if is_open else chance.choice(OUTCOMES), closed_at=None if is_open else made + timedelta(days=3),
        first_answer_at=None if is_open else made + timedelta(minutes=chance.randrange(3000)),
    )  # fmt: skip


def _fill(store: SqlStore, table: sa.Table, rows: Iterator[dict[str, Any]], what: str = "") -> None:
    if what:
        say(f"    {what}")
    names = list(table.columns.keys())
    with store.engine.begin() as db:
        if db.dialect.name == "postgresql":
            _copy(db, table, ([_plain(row.get(name)) for name in names] for row in rows))
            return
        while some := list(islice(rows, AT_ONCE)):
            db.execute(table.insert(), some)


def _copy(db: sa.Connection, table: sa.Table, rows: Iterator[Sequence[Any]]) -> None:
    columns = ", ".join(f'"{name}"' for name in table.columns.keys())  # noqa: SIM118 (they are not a mapping)
    cursor: Any = db.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else value
