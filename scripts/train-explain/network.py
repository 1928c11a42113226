"""The word network: each word of a page looks at all others (Vaswani et al., "Attention is all you need", 2017), guided by how they stand to
each other, and says how likely it is patient data. Its input is what `src/phi/explain/encode.ts` makes: words x numbers."""

import math

import torch
from torch import nn
from torch.nn import functional as F

# What the numbers of a word are, in this order; its features are the rest.
LETTERS = 16
CLASS, RULE, STATE = LETTERS, LETTERS + 1, LETTERS + 2
BOX = slice(LETTERS + 3, LETTERS + 7)
HEIGHT, CELL, PAGE_WIDTH, PAGE_HEIGHT = range(LETTERS + 7, LETTERS + 11)
FEATURES = LETTERS + 11

CHARACTERS, CLASSES, RULES, STATES = 128, 20, 64, 4
# The state of what is no word: pages of a batch are filled up with it.
NO_WORD = 3
RELATIONS = 8


def squashed(distance):
    return torch.sign(distance) * torch.log1p(distance.abs()) / 3


def relations(words):
    """How each word (rows) stands to each other one: B x N x N x RELATIONS."""
    left, top, right, bottom = words[..., BOX].unbind(-1)
    height = words[..., HEIGHT].clamp(min=1)
    tallest = torch.maximum(height[:, :, None], height[:, None])
    between = lambda a, b: (b[:, None] - a[:, :, None]) / tallest
    down = between((top + bottom) / 2, (top + bottom) / 2)
    order = torch.cumsum(torch.ones_like(left), 1)
    same_cell = (words[:, :, None, CELL] == words[:, None, :, CELL]).float()
    return torch.stack(
        [
            squashed(between(right, left)),
            squashed(between(left, right)),
            squashed(down),
            torch.exp(-2 * down.abs()),
            same_cell,
            torch.exp(-between(left, left).abs()),
            torch.exp(-5 * torch.log(height[:, :, None] / height[:, None]).abs()),
            (order[:, :, None] < order[:, None]).float(),
        ],
        -1,
    )


class Letters(nn.Module):
    """What a word looks like: convolutions over its characters."""

    def __init__(self, width=48):
        super().__init__()
        self.embed = nn.Embedding(CHARACTERS, 24, padding_idx=0)
        self.first, self.second = nn.Conv1d(24, width, 3, padding=1), nn.Conv1d(width, width, 3, padding=1)
        self.width = 2 * width

    def forward(self, codes):
        pages, words, letters = codes.shape
        found = F.gelu(self.first(self.embed(codes.view(pages * words, letters)).transpose(1, 2)))
        found = F.gelu(self.second(found)) * (codes.view(pages * words, 1, letters) > 0)
        return torch.cat([found.amax(2), found.sum(2) / 8], 1).view(pages, words, self.width)


class Attention(nn.Module):
    def __init__(self, width, heads, drop):
        super().__init__()
        self.heads, self.norm, self.inner = heads, nn.LayerNorm(width), nn.Linear(width, 3 * width)
        self.outer, self.drop = nn.Linear(width, width), nn.Dropout(drop)
        self.feed = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 2 * width), nn.GELU(), nn.Dropout(drop), nn.Linear(2 * width, width))

    def forward(self, state, bias):
        pages, words, width = state.shape
        query, key, value = self.inner(self.norm(state)).view(pages, words, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = query @ key.transpose(2, 3) / math.sqrt(width // self.heads) + bias
        mixed = (weights.softmax(3) @ value).transpose(1, 2).reshape(pages, words, width)
        state = state + self.drop(self.outer(mixed))
        return state + self.drop(self.feed(state))


class WordNetwork(nn.Module):
    def __init__(self, features, width=96, layers=3, heads=4, drop=0.15):
        super().__init__()
        self.layers, self.heads = layers, heads
        self.letters = Letters()
        self.of_class, self.of_rule, self.of_state = nn.Embedding(CLASSES, 16), nn.Embedding(RULES, 16), nn.Embedding(STATES, 8)
        known = features + self.letters.width + 16 + 16 + 8 + 4
        self.enter = nn.Sequential(nn.Linear(known, 2 * width), nn.GELU(), nn.Dropout(0.2), nn.Linear(2 * width, width))
        self.bias = nn.Sequential(nn.Linear(RELATIONS, 32), nn.GELU(), nn.Linear(32, heads * layers))
        self.attend = nn.ModuleList(Attention(width, heads, drop) for _ in range(layers))
        self.leave = nn.Sequential(nn.LayerNorm(width), nn.Dropout(0.2), nn.Linear(width, 1))

    def forward(self, words):
        """B x N x numbers -> B x N, logarithm of the odds that a word is patient data."""
        whole = words[..., :BOX.start].long()
        is_word = whole[..., STATE] != NO_WORD
        known = [
            words[..., FEATURES:],
            self.letters(whole[..., :LETTERS]),
            self.of_class(whole[..., CLASS]),
            self.of_rule(whole[..., RULE]),
            self.of_state(whole[..., STATE]),
            self.place(words, is_word),
        ]
        state = self.enter(torch.cat(known, -1))
        pages, count = is_word.shape
        bias = self.bias(relations(words)).view(pages, count, count, self.layers, self.heads).permute(3, 0, 4, 1, 2)
        bias = bias - 1e4 * (~is_word)[:, None, None].float()
        for layer, attend in enumerate(self.attend):
            state = attend(state, bias[layer])
        return self.leave(state)[..., 0]

    def place(self, words, is_word):
        """Where in the picture a word stands, how large, and of how many."""
        left, top, right, bottom = words[..., BOX].unbind(-1)
        height, count = words[..., HEIGHT].clamp(min=1), is_word.float().sum(1, keepdim=True)
        usual = (height * is_word).sum(1, keepdim=True) / count.clamp(min=1)
        many = torch.log1p(count).expand_as(left) / 5
        return torch.stack([(left + right) / 2 / words[..., PAGE_WIDTH], (top + bottom) / 2 / words[..., PAGE_HEIGHT], torch.log(height / usual), many], -1)


class Together(nn.Module):
    """Several networks as one: the chance by the mean of their logits."""

    def __init__(self, networks):
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, words):
        return torch.sigmoid(sum(network(words) for network in self.networks) / len(self.networks))
