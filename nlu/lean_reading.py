"""Reads a message with no more than our pipeline needs.

Rasa 3.6 has dask plan its graph anew for each message (0.8 ms), though the plan is always the same: the components in
their order; and it looks up what was found in an empty domain made for the purpose, to warn of labels that no flow
knows (0.4 ms), which tests/data does once for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any


def lighten_readings() -> None:
    """For the whole process, before it loads a model."""
    from rasa.core.channels.channel import UserMessage
    from rasa.core.processor import MessageProcessor
    from rasa.engine.runner.dask import DaskGraphRunner
    from rasa.shared.core.trackers import DialogueStateTracker

    from nlu.components.encoder_features import EncoderFeatures

    async def parse_message(
        self: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        for node in self.graph_runner._instantiated_nodes.values():
            if isinstance(node._component, EncoderFeatures):
                await node._component.read_ahead(message.text)
        nobody = tracker or DialogueStateTracker.from_events(message.sender_id, [])
        return self._parse_message_with_graph(message, nobody, only_output_properties)

    def run(
        self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        plans = vars(self).setdefault("plans", {})
        if wanted not in plans:
            plans[wanted] = list(plan(self._graph_schema.minimal_graph_schema(list(wanted))))
        found = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in plans[wanted]:
            found[name] = self._instantiated_nodes[name](*(found[need] for need in needs))
        return {name: found[name][1] for name in wanted}

    MessageProcessor.parse_message = parse_message
    DaskGraphRunner.run = run


def plan(schema: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each node of the graph with the nodes and inputs that it needs, after all of them."""
    needs = {name: tuple(node.needs.values()) for name, node in schema.nodes.items()}
    for name in TopologicalSorter(needs).static_order():
        if name in needs:  # else it is an input
            yield name, needs[name]
