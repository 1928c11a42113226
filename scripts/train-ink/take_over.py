"""Goes on from an exported model where its checkpoint is gone: what was folded into the convolutions is unfolded by how the layers answer to pictures."""

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from model import SCALE


def take_over(file, model, images):
    """
    Gives `model` the weights of the ONNX file wherever it has the same layer; returns the parameters that it has not. What the network says does
    not change: each normalisation gets the mean and variance that `images` (N x 3 x H x W) bring there, and the scale and shift that undo them.
    """
    held = {i.name.removeprefix("net."): torch.from_numpy(numpy_helper.to_array(i).copy()) for i in onnx.load(file).graph.initializer}
    held["stem.0.weight"] /= SCALE
    fits = lambda name, weight: name in held and held[name].shape == weight.shape
    own = dict(model.named_parameters())
    missing = [own[name] for name, weight in own.items() if weight.dim() == 4 and not fits(name, weight)]
    pairs = [(name, *layer) for name, layer in sequences(model) if fits(f"{name}.0.weight", layer[0].weight)]
    with torch.no_grad():
        for name, conv, norm in pairs:
            conv.weight.copy_(held[f"{name}.0.weight"])
            norm.running_mean.zero_(), norm.running_var.fill_(1 - norm.eps)
            norm.weight.fill_(1), norm.bias.copy_(held[f"{name}.0.bias"])
        seen = {}
        hooks = [norm.register_forward_pre_hook(lambda module, x: seen.update({module: x[0]})) for _, _, norm in pairs]
        model.eval()(images)
        for hook in hooks:
            hook.remove()
        for _, _, norm in pairs:
            mean, var = seen[norm].mean((0, 2, 3)), seen[norm].var((0, 2, 3))
            norm.running_mean.copy_(mean), norm.running_var.copy_(var)
            norm.weight.copy_((var + norm.eps).sqrt()), norm.bias.add_(mean)
    return missing


def sequences(model):
    """Every convolution with its normalisation: `(name, (conv, norm))`."""
    for name, module in model.named_modules():
        if isinstance(module, nn.Sequential) and len(module) > 1 and isinstance(module[1], nn.BatchNorm2d):
            yield name, (module[0], module[1])
