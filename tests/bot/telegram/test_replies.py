"""A message in reply to one of ours: the line it quotes is found by the name that Telegram gave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.rasa_client import Answer
from domain.messages import Author
from tests.bot.telegram.conftest import EchoingRasa, Rig, Running, until


class NotingRasa(EchoingRasa):
    def __init__(self) -> None:
        super().__init__()
        self.quoted: list[int | None] = []

    async def turn(self, sender: str, message: str, metadata: Mapping[str, Any], *, command: bool = False) -> Answer:
        self.quoted.append(metadata.get("quoted"))
        return await super().turn(sender, message, metadata, command=command)


@pytest.mark.parametrize(("to_ours", "found"), [(True, True), (False, False)])
def test_a_reply_tells_which_line_of_ours_it_is_about(rig: Rig, to_ours: bool, found: bool) -> None:
    """A reply to their own message, or to one we never sent, is about no line of ours."""
    rasa = rig.rasa = NotingRasa()

    async def work(running: Running) -> None:
        rig.fake.arrives(rig.fake.writes(7, "hei"))
        await until(lambda: len(rig.fake.sent) == 2)
        sent = rig.rows("SELECT external_ref FROM outbox ORDER BY seq")
        quoted = int(sent[-1][0]) if to_ours else 4711
        chat = {"id": 7, "type": "private"}
        rig.fake.arrives(rig.fake.writes(7, "ja", reply_to_message={"message_id": quoted, "date": 0, "chat": chat}))
        await until(lambda: len(rasa.quoted) == 2)

    rig.talk(work)
    (echo,) = rig.rows(f"SELECT seq FROM message WHERE author = '{Author.BOT}' AND text LIKE 'Du skrev: hei%'")
    assert rasa.quoted == [None, echo[0] if found else None]
