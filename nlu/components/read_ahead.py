"""The encoder reads one message while Python works on another.

Rasa runs the pipeline of a message from beginning to end without letting another begin, and three quarters of that is
the encoder's arithmetic, which onnxruntime does without Python's lock. So the encoder goes first, on a thread of its
own, and the pipeline finds what it made of the message. One thread: the encoder never takes more than one core.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

from nlu.encoder.runtime import Encoded, Encoder

_thread = ThreadPoolExecutor(1, thread_name_prefix="encoder")
_ahead: ContextVar[tuple[str, Encoded] | None] = ContextVar("read_ahead", default=None)


async def read_ahead(encoder: Encoder, text: str) -> None:
    """Other messages may be worked on meanwhile. What comes of it is seen by the caller's own task alone."""
    _ahead.set((text, await asyncio.get_running_loop().run_in_executor(_thread, encoder.encode, text)))


def encoded(encoder: Encoder, text: str) -> Encoded:
    """What was read ahead of just this text; else it is read now."""
    ahead = _ahead.get()
    return ahead[1] if ahead is not None and ahead[0] == text else encoder.encode(text)
