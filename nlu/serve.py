"""Serves a trained model on the door channel: what `rasa run` does, without what this project never uses.

    python -m nlu.serve --model var/models/door.tar.gz --port 8105

Listens on loopback only, has no HTTP API but the channel's, and ends on SIGTERM.
"""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path
from typing import Any

from nlu.lean import leave_out_tensorflow, uses_tensorflow
from nlu.lean_reading import lighten_readings
from nlu.lean_turn import lighten_turns

HERE = Path(__file__).resolve().parent

THREADS = "1"
"""Threads of numpy's linear algebra, set before numpy is imported. A message is too little to share: with two, the
second waited busily and took 31 ms a message from whatever else the machine had to do."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, type=Path)
    parser.add_argument("--port", required=True, type=int)
    asked = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", THREADS)
    quiet_logs()
    if not uses_tensorflow(asked.model):
        leave_out_tensorflow()
    lighten_readings()
    lighten_turns()
    serve(asked.model, asked.port)


def quiet_logs() -> None:
    """Rasa's structured log holds what people write, at its lower levels and in its traces: it is cut to
    warnings, and of those to the name of what happened."""
    import structlog

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-7s %(name)s  %(message)s")
    logging.getLogger("sanic.access").setLevel(logging.WARNING)
    structlog.configure(
        processors=[_name_only, structlog.processors.KeyValueRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )


def _name_only(_: Any, level: str, event: dict[str, Any]) -> dict[str, Any]:
    return {"level": level, "event": event.get("event")}


def serve(model: Path, port: int) -> None:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    serve_application(
        str(model), interface="127.0.0.1", port=port, enable_api=False,
        credentials=str(HERE / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(HERE / "endpoints.yml")),
    )


if __name__ == "__main__":
    main()
