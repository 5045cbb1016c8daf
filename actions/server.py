"""All actions, registered with rasa-sdk's own executor, to be served by the front door's web server."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions.flow_action import FlowAction
from domain.conversation.flows import FLOWS
from domain.conversation.talk import World


class ActionServer:
    def __init__(self, world: World) -> None:
        self._executor = ActionExecutor()
        for flow in FLOWS.values():
            self._executor.register_action(FlowAction(flow, world))

    async def run(self, call: dict[str, Any]) -> dict[str, Any]:
        """One action call in Rasa's webhook format; the answer has `events` and `responses`."""
        return dict(await self._executor.run(call) or {"events": [], "responses": []})
