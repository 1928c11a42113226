"""Writes the averaged weights of a checkpoint as ONNX: normalisation folded, any size, probabilities out, four pixels' planes of half the size. Prints what the manifest needs."""

import argparse
import copy
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from model import SCALE, InkNet

sys.path.append(str(Path(__file__).resolve().parent.parent))
from onnx_files import print_entry, tidy  # noqa: E402


class Probabilities(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, image):
        return torch.sigmoid(self.net.blocks(image))


def folded(model):
    """Every convolution with its batch normalisation in it, the first with the scale of the levels as well."""
    model = copy.deepcopy(model).eval()
    for module in model.modules():
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Sequential):
                for at in range(len(child) - 1):
                    if isinstance(child[at], nn.Conv2d) and isinstance(child[at + 1], nn.BatchNorm2d):
                        child[at], child[at + 1] = fuse_conv_bn_eval(child[at], child[at + 1]), nn.Identity()
    model.stem[0].weight.data *= SCALE
    model.scale = 1
    return model


def load(file):
    model = InkNet()
    model.load_state_dict(torch.load(file, weights_only=True)["average"])
    return model.eval()


def export(model, file):
    image = torch.zeros(1, 3, 64, 96)
    net = Probabilities(folded(model)).eval()
    axes = {"image": {0: "n", 2: "height", 3: "width"}, "maps": {0: "n", 2: "half_height", 3: "half_width"}}
    torch.onnx.export(net, image, file, input_names=["image"], output_names=["maps"], dynamic_axes=axes, opset_version=17, dynamo=False)
    tidy(file, "Text ink and line cores. RGB levels 0..255 in, N x 8 x H/2 x W/2 probabilities out (ink of each 2 x 2 block, then line). MIT.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", default=".cache/ink")
    parser.add_argument("--out", default="data/models/ink.onnx")
    args = parser.parse_args()
    Path(args.out).parent.mkdir(parents=True, exist_ok=True)
    model = load(Path(args.cache) / "checkpoint.pt")
    export(model, args.out)
    check(model, args.out)
    print_entry(args.out)


def check(model, file):
    import onnxruntime

    image = torch.rand(1, 3, 96, 160) * 255
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    got = torch.from_numpy(session.run(None, {"image": image.numpy()})[0])
    with torch.no_grad():
        worst = (got - torch.sigmoid(model.blocks(image))).abs().max().item()
    if worst > 1e-3:
        raise SystemExit(f"The exported model says something else: {worst}")


if __name__ == "__main__":
    main()
