"""Senders that talk with the running service through its REST channel, and how long each turn took."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import httpx

from tests.live.service import Service

TALK = (
    "Hei", "Mannen min har demens og jeg får ikke sove. Trenger noen timer fri i uka, vi bor på Ridabu",
    "hva koster det?", "den første", "torsdag formiddag", "hva skjer på lørdag for en som går dårlig?",
    "svar meg her", "nei", "heller fredag", "avbryt", "Tusen takk for hjelpa", "er du en robot?",
)  # fmt: skip
"""One person's messages: short and long, a whole flow, an interruption."""


HONEST_LINE = "Akkurat nå klarer jeg ikke"
"""What is said in place of an answer: quick, and not what is measured here."""


@dataclass(frozen=True)
class Load:
    senders: int
    seconds: float
    turns: Sequence[float]
    """Seconds of each."""

    def percentile(self, share: float) -> float:
        ordered = sorted(self.turns)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def per_second(self) -> float:
        return len(self.turns) / self.seconds


def load(service: Service, senders: int, talks: int) -> Load:
    """Each of `senders` takes `talks` whole talks, one message after the other, all senders at once."""
    return asyncio.run(_load(service, senders, talks))


async def _load(service: Service, senders: int, talks: int) -> Load:
    headers = {"authorization": f"Bearer {service.rest_token}"}
    turns: list[float] = []
    async with httpx.AsyncClient(headers=headers, timeout=60, trust_env=False) as http:
        began = perf_counter()
        await asyncio.gather(*(_talk(http, service.url, turns, talks) for _ in range(senders)))
        return Load(senders, perf_counter() - began, turns)


async def _talk(http: httpx.AsyncClient, url: str, turns: list[float], talks: int) -> None:
    for _ in range(talks):
        sender = f"bench-{uuid.uuid4().hex[:12]}"
        for text in TALK:
            began = perf_counter()
            answer = await http.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": text})
            turns.append(perf_counter() - began)
            assert answer.status_code == 200 and answer.json(), f"{text}: {answer.status_code}"
            assert HONEST_LINE not in answer.text, f"{text}: Rasa did not answer"
