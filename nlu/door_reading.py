"""One message read by the pipeline, as the door channel shows it."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage

FALLBACK = "nlu_fallback"
"""What the dialogue gets in place of an intent that is too unsure to act on."""

NOT_A_COMMAND = "\u2060"
"""Word joiner: keeps Rasa from reading a person's «/…» as a command."""


async def read(agent: Any, text: str, metadata: dict[str, Any], command: bool = False) -> dict[str, Any]:
    """The reading of one message, offsets counted in `text` as it came (Rasa strips it first)."""
    guarded = text if command or not text.lstrip().startswith("/") else NOT_A_COMMAND + text.lstrip()
    reading = await agent.processor.parse_message(UserMessage(guarded, metadata=metadata))
    shift = len(text) - len(text.lstrip()) - (len(NOT_A_COMMAND) if guarded.startswith(NOT_A_COMMAND) else 0)
    for item in [*reading.get("entities", []), *reading.get("spelling", [])] if shift else []:
        for edge in ("start", "end"):
            if edge in item:
                item[edge] += shift
    if shift:
        reading["text_tokens"] = [[max(0, a + shift), b + shift] for a, b in reading.get("text_tokens", [])]
    reading["text"] = text
    return reading


def likeliest(parse: dict[str, Any]) -> dict[str, Any]:
    """The reading as it is shown: where the dialogue gets `nlu_fallback` it has the best guess and `unsure`."""
    unsure = parse["intent"]["name"] == FALLBACK
    ranking = [guess for guess in parse.get("intent_ranking", []) if guess["name"] != FALLBACK]
    reading = {"need": None, "acute_kind": None, **parse, "intent_ranking": ranking, "unsure": unsure}
    return {**reading, "intent": ranking[0]} if unsure and ranking else reading
