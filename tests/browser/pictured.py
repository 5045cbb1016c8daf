"""A made-up month in a made-up town, for the README's pictures: a request with its story, a week of shifts, figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.console.shifts.weeks import week_of
from bot.edge import Edge
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.referral import Answer, Referral, Result
from domain.requests import Request, RequestEvent, RequestState
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.spoken_time import OSLO
from tests.bot.console.shifts_here import a_volunteer
from tests.bot.store.builders import a_shift, an_invitation

WORDS = "Mannen min har demens og jeg får ikke sove. Trenger noen timer fri i uka, vi bor på Ridabu"
UNDERSTOOD: dict[str, object] = {
    "need": {"name": "respite", "confidence": 0.98}, "intent": {"name": "report_need", "confidence": 0.99},
    "entities": [
        {"entity": "relation", "value": "spouse"}, {"entity": "condition", "value": "dementia"},
        {"entity": "place", "value": "ridabu"},
    ],
}  # fmt: skip
HELPS = "Nasjonalforeningen for folkehelsen Innlandet"


def a_told_request(edge: Edge) -> None:
    """OSP-14: sent two weeks ago, promised, referred with a yes, helped, finished, and asked about."""
    begun = edge.clock.now().replace(hour=8, minute=4) - timedelta(days=14)
    happened = [
        (begun, "created", "", ""), (begun + timedelta(minutes=52), "taken", "Kari", ""),
        (begun + timedelta(minutes=58), "promised", "Kari", ""),
        (begun + timedelta(hours=1, minutes=3), "referral_asked", "Kari", HELPS),
        (begun + timedelta(hours=3, minutes=20), "referral_yes", "", HELPS),
        (begun + timedelta(days=1, hours=2), "org_helping", "", HELPS),
        (begun + timedelta(days=1, hours=5), "noted", "Kari", "Aktivitetsvenn hver torsdag fra neste uke."),
        (begun + timedelta(days=2), "finished", "Kari", ""),
        (begun + timedelta(days=9), "follow_up_asked", "", ""),
        (begun + timedelta(days=9, hours=4), "helped_yes", "", ""),
    ]
    talk = Conversation(edge.ids.new(), "web", "pictured", begun, language="nb")
    request = Request(
        edge.ids.new(), "OSP-14", talk.id, "respite", begun, begun + timedelta(hours=7), want=WORDS, area="ridabu",
        relation="spouse", conditions=("dementia",),
        suggested=("hamar-dagopphold", "nasjonalforeningen-innlandet", "hamar-omsorgsstonad"),
        state=RequestState.DONE, outcome="organisation", owner_id="kari", owner_name="Kari Nordmann",
        first_answer_at=happened[1][0], closed_at=happened[7][0], follow_up_at=happened[8][0], helped="yes",
        helped_at=happened[9][0],
    )
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.transcript.add(Message(talk.id, begun, Author.CITIZEN, WORDS, reading=UNDERSTOOD))
        uow.requests.add(request)
        for moment, kind, by, note in happened:
            uow.requests.add_event(RequestEvent(request.id, moment, kind, by, note))
        uow.referrals.add(Referral(
            edge.ids.new(), request.id, HELPS, happened[3][0], "Kari", ("need", "area"), answer=Answer.YES,
            answered_at=happened[4][0], result=Result.HELPING, done_at=happened[5][0],
        ))
        uow.commit()


SHIFTS = [
    (0, 10, "Tur langs Mjøsa", "visiting_friend", "hamar-sentrum", 1, 1, ShiftState.OPEN),
    (0, 16, "Avlaste på Ridabu", "respite", "ridabu", 2, 2, ShiftState.OPEN),
    (1, 9, "Følge til legen", "escort", "borstad", 1, 1, ShiftState.OPEN),
    (1, 17, "Norsk kafé", "language_practice", "storhamar", 3, 1, ShiftState.OPEN),
    (2, 12, "Middag sammen", "meal_company", "prestrud", 2, 0, ShiftState.OPEN),
    (3, 10, "Hjelp med mobil", "digital_help", "hamar-sentrum", 2, 2, ShiftState.OPEN),
    (3, 16, "Avlaste på Vang", "respite", "vang", 1, 0, ShiftState.OPEN),
    (4, 11, "Handle sammen", "errands", "ingeberg", 1, 1, ShiftState.OPEN),
    (5, 11, "Måke snø", "practical_help", "ingeberg", 2, 0, ShiftState.DRAFT),
    (6, 13, "Søndagskaffe", "visiting_friend", "disen", 1, 0, ShiftState.CALLED_OFF),
]
"""Day of the week from 0, hour UTC, task, need, area, places, how many have one, state."""


def a_manned_week(edge: Edge) -> str:
    """Next week's code."""
    now = edge.clock.now()
    week = week_of(now.astimezone(OSLO).date()).after
    people = [a_volunteer(edge, name) for name in ("Ola Nordli", "Nina Vik")]
    with edge.store() as uow:
        for day, hour, task, need, area, places, taken, state in SHIFTS:
            start = week.begins + timedelta(days=day, hours=hour)
            shift: Shift = a_shift(
                start, task=task, need=need, area=area, places=places, state=state, opened_at=now, urgent=taken == 0
                and state is ShiftState.OPEN,
            )  # fmt: skip
            uow.shifts.add(shift)
            uow.invitations.add_many(
                [an_invitation(shift, who, now, state=InvitationState.ACCEPTED) for who in people[:taken]]
            )
        uow.commit()
    return week.code


COUNTED = [
    ("respite", "ridabu", "municipal_service", 19), ("escort", "borstad", "municipal_service", 14),
    ("assistive_device", "vang", "municipal_service", 17), ("practical_help", "ingeberg", "municipal_service", 12),
    ("transport", "vang", "municipal_service", 11), ("visiting_friend", "storhamar", "volunteer", 7),
    ("digital_help", "hamar-sentrum", "organisation", 5),
]
"""Need, area, who solved it, how many in the third quarter; two of three as many in the second."""
QUARTER = "from=2026-07-01&to=2026-09-30"


def a_counted_quarter(edge: Edge) -> None:
    for month, share in ((7, 1.0), (4, 0.67)):
        for kind, (need, area, outcome, count) in enumerate(COUNTED):
            for n in range(round(count * share)):
                made = datetime(2026, month, 1, 8, tzinfo=UTC) + timedelta(days=(n * 7 + kind * 3) % 88)
                _counted(edge, f"{month}-{kind}-{n}", made, need, area, outcome, n)
    _respite_given(edge)


def _counted(edge: Edge, code: str, made: datetime, need: str, area: str, outcome: str, n: int) -> None:
    talk = Conversation(edge.ids.new(), "web", code, made, language=("nb", "nb", "nb", "nn", "en")[n % 5])
    asked = n % 3 != 2
    request = Request(
        edge.ids.new(), code, talk.id, need, made, made + timedelta(hours=8), area=area, state=RequestState.DONE,
        outcome=outcome, first_answer_at=made + timedelta(hours=1 + n % 6 + (6 if n % 9 == 8 else 0)),
        closed_at=made + timedelta(days=1 + n % 4), follow_up_at=made + timedelta(days=8) if asked else None,
        helped=("no" if n % 7 == 6 else "partly" if n % 4 == 3 else "yes") if asked else None,
        helped_at=made + timedelta(days=9) if asked else None,
    )
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.requests.add(request)
        uow.commit()


def _respite_given(edge: Edge) -> None:
    people = [a_volunteer(edge, f"Frivillig {n}") for n in range(8)]
    with edge.store() as uow:
        for n in range(24):
            shift = a_shift(datetime(2026, 7, 2 + n, 15, tzinfo=UTC), need="respite", state=ShiftState.OVER)
            uow.shifts.add(shift)
            came = Invitation(edge.ids.new(), shift.id, people[n % 8].id, shift.starts_at - timedelta(days=3))
            uow.invitations.add_many([replace(came, state=InvitationState.ACCEPTED, happened=True, minutes=120)])
        uow.commit()
