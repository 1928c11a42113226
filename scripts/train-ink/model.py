"""The network: 3 channels of 0..255 in, ink and line probability out, at the input's own resolution. Sides are multiples of 16."""

import torch
from torch import nn
from torch.nn import functional as F


def conv(cin, cout, size=1, stride=1, groups=1, act=True):
    layers = [nn.Conv2d(cin, cout, size, stride, size // 2, groups=groups, bias=False), nn.BatchNorm2d(cout)]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if act else nn.Sequential(*layers)


class Block(nn.Module):
    """Depthwise 5x5, then a bottleneck turned inside out; what it adds is added to its input."""

    def __init__(self, width, expand):
        super().__init__()
        self.body = nn.Sequential(
            conv(width, width, 5, groups=width, act=False),
            conv(width, width * expand),
            conv(width * expand, width, act=False),
        )
        nn.init.zeros_(self.body[-1][1].weight)  # begins as no change at all

    def forward(self, x):
        return x + self.body(x)


class Down(nn.Module):
    """Halves the resolution: depthwise 5x5 with stride 2, then 1x1 to the next width."""

    def __init__(self, cin, cout):
        super().__init__()
        self.body = nn.Sequential(conv(cin, cin, 5, 2, groups=cin, act=False), conv(cin, cout))

    def forward(self, x):
        return self.body(x)


# Levels 0..255 to about -0..4; folded into the first convolution on export. Black is what lies beyond the frame's edges.
SCALE = 1 / 64


class InkNet(nn.Module):
    # Channels at 1/2, 1/4, 1/8 and 1/16 of the resolution, and how many blocks there are at each.
    def __init__(self, widths=(16, 32, 56, 80), depths=(1, 2, 3, 3), expand=2):
        super().__init__()
        self.scale = SCALE
        self.stem = conv(3, widths[0], 6, 2)
        self.stem[0].padding = (2, 2)
        self.downs = nn.ModuleList([Down(a, b) for a, b in zip(widths, widths[1:])])
        self.stages = nn.ModuleList(
            nn.Sequential(*[Block(w, expand if w > widths[0] else 1) for _ in range(d)]) for w, d in zip(widths, depths)
        )
        self.laterals = nn.ModuleList([conv(b, a, act=False) for a, b in zip(widths, widths[1:])])
        self.smooth = nn.ModuleList([Block(w, 1) for w in widths[1:3]])
        self.last = conv(widths[0], widths[0], 5, groups=widths[0], act=False)
        # The most costly resolution: looking around is left to the depthwise convolutions, what is asked of each pixel to 1x1.
        self.mix = conv(widths[0], 2 * widths[0])
        self.head = nn.Conv2d(2 * widths[0], 8, 1)
        nn.init.constant_(self.head.bias, -3.0)

    def forward(self, x):
        """Logits, N x 2 x H x W: ink, line."""
        return F.pixel_shuffle(self.blocks(x), 2)

    def blocks(self, x):
        """The same as N x 8 x H/2 x W/2: ink of the upper left, upper right, lower left, lower right pixel of each block of 2 x 2, then line."""
        kept = [self.stages[0](self.stem(x * self.scale if self.scale != 1 else x))]
        for down, stage in zip(self.downs, self.stages[1:]):
            kept.append(stage(down(kept[-1])))
        y = kept[3]
        for level in (2, 1, 0):
            y = kept[level] + F.interpolate(self.laterals[level](y), scale_factor=2, mode="nearest")
            if level > 0:
                y = self.smooth[level - 1](y)
        return self.head(self.mix(F.relu(y + self.last(y))))


def weights_of(model):
    return sum(p.numel() for p in model.parameters())
