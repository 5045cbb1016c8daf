"""A message that was misread, and coordinators who say so."""

from __future__ import annotations

from bot.edge import Edge
from domain.correction import Correction
from domain.messages import Author
from tests.bot.console.conftest import Desk
from tests.bot.web.service import READING

WORDS = "Hei, jeg heter Solveig Bakken og mamma Gudrun på åttito år i Jernbanegata 14 vil ha noen som kommer innom"
FRIEND = "report_need/visiting_friend"
DANGER = {**READING, "intent": {"name": "acute", "confidence": 0.99}, "need": None, "acute_kind": {"name": "fire"}}


def talk_and_line(edge: Edge) -> tuple[str, int]:
    with edge.store.reading() as uow:
        [talk] = uow.conversations.latest()
        return talk.id, next(m.seq for m in uow.transcript.of(talk.id) if m.author is Author.CITIZEN)


def correct(desk: Desk, edge: Edge, label: str = FRIEND, language: str = "nb") -> int:
    talk, seq = talk_and_line(edge)
    return desk.post(f"/console/talks/{talk}/correct", line=seq, label=label, language=language).status_code


def made(edge: Edge) -> list[Correction]:
    with edge.store.reading() as uow:
        return list(uow.corrections.of_talk(talk_and_line(edge)[0]))


def review(desk: Desk, edge: Edge, act: str, **fields: str) -> int:
    return desk.post(f"/console/corrections/{made(edge)[0].id}/{act}", **fields).status_code
