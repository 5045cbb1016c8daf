"""Serves a trained model on the door channel: what `rasa run` does, without what this project never uses.

    python -m nlu.serve --model var/models/door.tar.gz --port 8105

Listens on loopback only, has no HTTP API but the channel's, and ends on SIGTERM.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from rasa.core.run import serve_application
from rasa.core.utils import AvailableEndpoints

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-7s %(name)s  %(message)s")
    serve_application(
        asked.model, interface="127.0.0.1", port=asked.port, enable_api=False,
        credentials=str(HERE / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(HERE / "endpoints.yml")),
    )


if __name__ == "__main__":
    main()
