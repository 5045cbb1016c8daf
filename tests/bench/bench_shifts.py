"""How long it takes to choose whom to ask among 10,000 volunteers, and how many yeses a second are answered when 500
want the same three places: python -m tests.bench.bench_shifts

The volunteers are made up, always the same ones: needs, areas and free times differ, and each has been asked before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

from bot.clock import RandomIds
from bot.store.rows import conversation_row
from bot.store.shift_rows import invitation_row, shift_row, volunteer_row
from bot.store.shift_tables import invitation, shift, volunteer
from bot.store.tables import conversation
from bot.store.uow import SqlStore
from domain.handover import Conversation
from domain.messages import Inbound
from domain.needs import VOLUNTEER_NEEDS
from domain.services.finish_turn import Outcome, TurnBegun, finish_turn
from domain.services.receive import receive
from domain.services.shift_due import do_due
from domain.shifts.due import DueKind, of_shift
from domain.shifts.effects import AnswerShift
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.roster import Roster
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Clearance, Volunteer, VolunteerState, Window
from domain.turn import Reply
from tests.bench.databases import databases
from tests.domain.conversation.kit import parts

MANY, ASKED_BEFORE, ROUNDS = 10_000, 20_000, 5
EAGER, PLACES, AT_ONCE = 500, 3, 32
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
START = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
DEMANDS = ("talk", "confidentiality")

Row = tuple[str, str]


def measure() -> Iterator[Row]:
    """Rows of name and value, for the report of `make bench`."""
    with databases() as stores:
        for name, store in stores.items():
            people = _move_in(store)
            yield f"a wave to {MANY:,} volunteers planned, {name}", _waves(store)
            yield f"acceptances/s, {EAGER} for {PLACES} places, {name}", _acceptances(store, people[:EAGER])


def _roster() -> Roster:
    known = parts()
    return Roster(known["texts"], known["shift_rules"], known["areas"])


def _move_in(store: SqlStore) -> Sequence[Volunteer]:
    """`MANY` volunteers with a talk each, and `ASKED_BEFORE` old questions to them about a hundred shifts."""
    chance, areas = random.Random(3), [area.id for area in parts()["areas"].areas]
    people = [_volunteer(n, chance, areas) for n in range(MANY)]
    talks = [Conversation(f"talk{n}", "web", f"address{n}", NOW, introduced=True) for n in range(MANY)]
    past = [_shift(f"past{n}", NOW - timedelta(days=n % 60 + 1), person=f"person{n % 20}") for n in range(100)]
    became = (InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.TAKEN)
    before = [
        Invitation(
            f"old{n}", past[n // MANY * 50 + n % 50].id, f"volunteer{n % MANY}", NOW - timedelta(days=n % 60 + 3),
            state=chance.choice(became), times_asked=1,
        )
        for n in range(ASKED_BEFORE)
    ]  # fmt: skip
    with store() as uow:
        uow.connection.execute(conversation.insert(), [conversation_row(talk) for talk in talks])
        uow.connection.execute(volunteer.insert(), [volunteer_row(person) for person in people])
        uow.connection.execute(shift.insert(), [shift_row(one) for one in past])
        uow.connection.execute(invitation.insert(), [invitation_row(one) for one in before])
        uow.commit()
    return people


def _volunteer(n: int, chance: random.Random, areas: Sequence[str]) -> Volunteer:
    joined = NOW - timedelta(days=chance.randrange(1, 900))
    return Volunteer(
        f"volunteer{n}", f"Frivillig {n}", joined, VolunteerState.APPROVED, f"talk{n}", joined, joined, "kari",
        needs=tuple(chance.sample(sorted(VOLUNTEER_NEEDS), 4)), areas=tuple(chance.sample(areas, 2)),
        windows=tuple(Window(chance.randrange(7), 60 * chance.randrange(7, 12), 60 * 20) for _ in range(5)),
        most_per_week=chance.randrange(1, 4), over_18=chance.random() < 0.9,
        last_asked_at=None if chance.random() < 0.2 else NOW - timedelta(days=chance.randrange(1, 90)),
        clearances=tuple(Clearance(demand, joined, "kari") for demand in DEMANDS),
    )


def _shift(name: str, starts_at: datetime, **changes: object) -> Shift:
    made = Shift(
        name, "Følge til legen", "escort", starts_at, starts_at + timedelta(hours=2), NOW, "kari", places=PLACES,
        area="storhamar", demands=DEMANDS, state=ShiftState.OPEN, opened_at=NOW,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def _waves(store: SqlStore) -> str:
    """The service that plans one, for shifts of which each is new to everybody; the median and the slowest."""
    roster, took = _roster(), []
    for n in range(ROUNDS):
        wanted = _shift(f"wave{n}", START + timedelta(days=n), person="person1")
        row = of_shift(DueKind.WAVE, wanted.id, NOW)
        with store() as uow:
            uow.shifts.add(wanted)
            uow.due.add([row])
            uow.commit()
        began = perf_counter()
        do_due(store(), RandomIds(), roster, NOW, row)
        took.append(perf_counter() - began)
        with store.reading() as uow:
            assert uow.invitations.count(wanted.id, InvitationState.PLANNED) >= PLACES
    took.sort()
    return f"{1000 * took[len(took) // 2]:.0f} ms, slowest {1000 * took[-1]:.0f} ms"


def _acceptances(store: SqlStore, people: Sequence[Volunteer]) -> str:
    """Turns in which a volunteer says yes, from many threads; each as the front door ends it."""
    wanted, ids, roster = _shift("wanted", START), RandomIds(), _roster()
    asked = [
        Invitation(f"asked{n}", wanted.id, person.id, NOW, state=InvitationState.ASKED)
        for n, person in enumerate(people)
    ]
    with store() as uow:
        uow.shifts.add(wanted)
        uow.invitations.add_many(asked)
        uow.commit()
    begun = [_begun(store, ids, person) for person in people]

    def say_yes(turn: TurnBegun, mine: Invitation) -> None:
        outcome = Outcome(effects=[AnswerShift(mine.id, "yes")], language="nb")
        finish_turn(store(), ids, roster, NOW, NOW, turn, outcome, Reply(""))

    began = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(say_yes, begun, asked))
    took = perf_counter() - began
    with store.reading() as uow:
        assert uow.invitations.count(wanted.id, InvitationState.ACCEPTED) == PLACES
        assert uow.invitations.count(wanted.id, InvitationState.WAITLISTED) == len(people) - PLACES
    return f"{len(people) / took:.0f} ({AT_ONCE} threads)"


def _begun(store: SqlStore, ids: RandomIds, person: Volunteer) -> TurnBegun:
    assert person.conversation_id is not None
    with store.reading() as uow:
        talk = uow.conversations.get(person.conversation_id)
    receive(store(), ids, NOW, Inbound(talk.channel, ids.new(), talk.address, "ja", NOW))
    with store.reading() as uow:
        item = uow.inbox.oldest_new(talk.id)
        assert item is not None
        return TurnBegun(uow.conversations.get(talk.id), item.id, item.inbound.metadata)


if __name__ == "__main__":
    for row in measure():
        print(*row, sep="\t")
