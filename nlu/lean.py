"""Lets Rasa be imported without TensorFlow, which our pipeline never uses.

Rasa 3.6 imports it for DIET and TED wherever it looks at a policy, which costs each process about two
seconds of work and 340 MB (measured: 5.3 against 3.5 s, 669 against 321 MB).
Here those imports give empty classes instead. Whatever tried to compute with one
would fail at once; `nlu.serve` puts this in only when the model holds nothing that does.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import json
import sys
import tarfile
import types
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

LEFT_OUT = ("tensorflow", "keras", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "matplotlib")

NEEDS_TENSORFLOW = (
    "diet_classifier", "response_selector", "ted_policy", "unexpected_intent_policy", "convert_featurizer",
    "lm_featurizer",
)
"""Modules of Rasa whose components compute with TensorFlow."""


class _Absent(type):
    """The class of every name in a module that was left out. It may be subclassed, may decorate, and may
    stand in type hints."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent(name, (), {"__module__": "absent"})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__module__ != "absent":  # a class of Rasa's that inherits from one
            raise TypeError(f"{cls.__name__} needs TensorFlow, which nlu.lean left out")
        bare = len(args) == 1 and callable(args[0]) and not kwargs  # @tf.function, or @tf.function(…)
        return args[0] if bare else lambda decorated: decorated


class _AbsentModule(types.ModuleType):
    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent(name, (), {"__module__": "absent"})


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".")[0] not in LEFT_OUT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def leave_out_tensorflow() -> None:
    """Before anything of Rasa is imported."""
    sys.meta_path.insert(0, _Finder())


def hide_others_deprecations() -> None:
    """What other packages still use of each other is nothing that we could mend. Sanic switches such warnings on for
    everybody when it is imported, so this comes after it. Those that our own code causes are shown."""
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"(?!nlu\.|__main__)")
    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")  # Rasa says so of every domain


def uses_tensorflow(model: Path) -> bool:
    """Whether a trained model holds a component that computes with TensorFlow."""
    with tarfile.open(model) as archive:
        member = next(m for m in archive if m.name.lstrip("./") == "metadata.json")
        metadata = json.load(archive.extractfile(member) or sys.stdin)
    used = json.dumps(metadata["predict_schema"])
    return any(module in used for module in NEEDS_TENSORFLOW)
