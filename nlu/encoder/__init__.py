"""The sentence encoder: trained here (`python -m nlu.encoder.train`), served as int8 ONNX (`runtime.py`)."""
