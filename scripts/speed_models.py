"""Other forms of a model, for `npm run bench -- --speed`: optimised.onnx (graph optimised before), int8.onnx (dynamic quantisation), fp16.onnx.

usage: speed_models.py MODEL.onnx FOLDER      Runs inside .cache/peers, which has ONNX Runtime, onnx and onnxconverter-common.
"""

import pathlib
import sys

import onnx
import onnxruntime as ort
from onnxconverter_common import float16
from onnxruntime.quantization import QuantType, quantize_dynamic


def main(path, folder):
    stem = pathlib.Path(folder) / pathlib.Path(path).stem
    files = {kind: pathlib.Path(f"{stem}.{kind}.onnx") for kind in ("optimised", "int8", "fp16")}
    if not files["optimised"].exists():
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.optimized_model_filepath = str(files["optimised"])
        ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    if not files["int8"].exists():
        quantize_dynamic(path, str(files["int8"]), weight_type=QuantType.QUInt8)
    if not files["fp16"].exists():
        # The converter's own shape inference fails on these graphs; without it they convert.
        model = float16.convert_float_to_float16(onnx.load(path), keep_io_types=True, disable_shape_infer=True)
        onnx.save(model, str(files["fp16"]))


main(*sys.argv[1:])
