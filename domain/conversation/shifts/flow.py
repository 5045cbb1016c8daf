"""Volunteers' shifts: the flows of their intents, of their buttons, and of what we asked them last."""

from __future__ import annotations

from domain.conversation.flow import Flow

WITHOUT_INTENT: tuple[Flow, ...] = ()
