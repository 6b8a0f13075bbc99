"""The network behind "is it the same question?", for learning; `QuestionMatcher` runs what comes of it.

Each question goes through the encoder by itself. Then every token of one is laid beside the tokens of the other that
mean most nearly the same, and what differs is weighed: Parikh et al. 2016, "A Decomposable Attention Model"; Chen et
al. 2017, "Enhanced LSTM for Natural Language Inference". Comparing takes almost no time, and of an approved question
the encoder's part is known beforehand. With `question_training` and
`question_export` the only door to torch and transformers.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

LAYERS = (0, 4, 8, 12)
"""The layers whose states are compared: low ones know the word itself, such as a number, high ones what is meant."""
WIDTH = 128
_FAR = -1e4
_DEPTH, _HEADS, _PLACES = 2, 4, 12
# About what two unlike questions have in common in this encoder, and the spread around it.
_USUAL_COSINE, _SPREAD = 0.85, 0.1


@dataclass(frozen=True, slots=True)
class States:
    """Questions by row. `keys` are unit vectors that find the token of another question that means the same, `values`
    what is compared, both tokens x WIDTH; `mask` tells the tokens, `vectors` are unit vectors of the whole question.
    """

    keys: Tensor
    values: Tensor
    mask: Tensor
    vectors: Tensor

    def at(self, rows: Tensor) -> "States":
        """The questions of some rows."""
        return States(self.keys[rows], self.values[rows], self.mask[rows], self.vectors[rows])

    def cut(self, tokens: int) -> "States":
        """Of each question its first tokens."""
        return States(self.keys[:, :tokens], self.values[:, :tokens], self.mask[:, :tokens], self.vectors)


class Encoder(nn.Module):
    """Token ids to states."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        width = bert.config.hidden_size * len(LAYERS)
        self.centre = nn.Parameter(torch.zeros(width))
        self.key = nn.Linear(width, WIDTH, bias=False)
        self.value = nn.Linear(width, WIDTH)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Keys, values and vectors of the questions."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            layers = self.bert(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        shape = (self.bert.config.hidden_size,)
        chosen = [functional.layer_norm(layers[layer].float(), shape) for layer in LAYERS]
        states = torch.cat(chosen, dim=-1)
        weights = mask[..., None].float()
        mean = (layers[-1].float() * weights).sum(1) / weights.sum(1)
        keys = functional.normalize(self.key(states - self.centre), dim=-1)
        return keys, self.value(states), functional.normalize(mean, dim=-1)


class Comparer(nn.Module):
    """How likely two questions ask the same, as a logit; the same both ways round."""

    def __init__(self) -> None:
        super().__init__()
        self.sharpness = nn.Parameter(torch.tensor(12.0))
        self.differ = nn.Sequential(
            nn.Linear(4 * WIDTH + 2 * _PLACES + 1, WIDTH),
            nn.GELU(),
            nn.Dropout(0.1),
            nn.Linear(WIDTH, WIDTH),
            nn.GELU(),
        )
        self.layers = nn.ModuleList(Layer() for _ in range(_DEPTH))
        self.weigh = nn.Linear(WIDTH, 1)
        self.decide = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(4 * WIDTH + 3, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, 1)
        )

    def forward(
        self, keys: Tensor, values: Tensor, mask: Tensor, vectors: Tensor,
        other_keys: Tensor, other_values: Tensor, other_mask: Tensor, other_vectors: Tensor,
    ) -> Tensor:  # fmt: skip
        """One logit a row, for a question and another."""
        likeness = keys @ other_keys.transpose(1, 2)
        one = self._differences(likeness, values, other_values, other_mask)
        other = self._differences(likeness.transpose(1, 2), other_values, values, mask)
        for layer in self.layers:
            one, other = layer(one, mask, other, other_mask), layer(other, other_mask, one, mask)
        one, other = self._summary(one, mask), self._summary(other, other_mask)
        found = _mean(_best(likeness, other_mask), mask)
        found_back = _mean(_best(likeness.transpose(1, 2), mask), other_mask)
        cosine = ((vectors * other_vectors).sum(-1, keepdim=True) - _USUAL_COSINE) / _SPREAD
        signs = [torch.maximum(one, other), one + other, cosine, found + found_back, (found - found_back).abs()]
        decision: Tensor = self.decide(torch.cat(signs, dim=-1))[:, 0]
        return decision

    def _differences(self, likeness: Tensor, values: Tensor, other_values: Tensor, other_mask: Tensor) -> Tensor:
        """Each token of a question beside what means the same in the other, and where either stands."""
        nearest = (likeness * self.sharpness).masked_fill(~other_mask[:, None, :], _FAR).softmax(-1)
        beside = nearest @ other_values
        places = _places(values).expand(len(values), -1, -1)
        other_places = nearest @ _places(other_values).expand(len(values), -1, -1)
        missing = 1 - _best(likeness, other_mask)[..., None]
        features = [values, beside, (values - beside).abs(), values * beside, missing, places, other_places]
        differences: Tensor = self.differ(torch.cat(features, dim=-1))
        return differences

    def _summary(self, differences: Tensor, mask: Tensor) -> Tensor:
        """Of a question: the most of each feature of its tokens, and a weighted mean."""
        absent = ~mask[..., None]
        weights = self.weigh(differences).masked_fill(absent, _FAR).softmax(1)
        most = differences.masked_fill(absent, _FAR).amax(1)
        return torch.cat([most, (differences * weights).sum(1)], dim=-1)


class Layer(nn.Module):
    """Lets each token see the rest of its question and all of the other: who does what to whom, and in which order."""

    def __init__(self) -> None:
        super().__init__()
        self.own, self.across = Attention(), Attention()
        self.think = nn.Sequential(
            nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 2 * WIDTH), nn.GELU(), nn.Dropout(0.1), _nothing_yet(2 * WIDTH)
        )

    def forward(self, tokens: Tensor, mask: Tensor, others: Tensor, other_mask: Tensor) -> Tensor:
        """The tokens with what they saw added."""
        seen = tokens + self.own(tokens, tokens, mask)
        seen = seen + self.across(seen, others, other_mask)
        thought: Tensor = seen + self.think(seen)
        return thought


class Attention(nn.Module):
    """Attention with several heads; Vaswani et al. 2017, "Attention Is All You Need"."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.asks = nn.Linear(WIDTH, WIDTH)
        self.tells = nn.Linear(WIDTH, 2 * WIDTH)
        self.says = _nothing_yet(WIDTH)

    def forward(self, tokens: Tensor, others: Tensor, other_mask: Tensor) -> Tensor:
        """For each token what the others tell it."""
        asked = _heads(self.asks(self.norm(tokens)))
        keys, values = map(_heads, self.tells(self.norm(others)).chunk(2, dim=-1))
        weights = (asked @ keys.transpose(2, 3)) * (WIDTH // _HEADS) ** -0.5
        told = weights.masked_fill(~other_mask[:, None, None, :], _FAR).softmax(-1) @ values
        said: Tensor = self.says(told.transpose(1, 2).flatten(2))
        return said


def _nothing_yet(width: int) -> nn.Linear:
    """A part that adds nothing before it has learned to."""
    linear = nn.Linear(width, WIDTH)
    nn.init.zeros_(linear.weight)
    nn.init.zeros_(linear.bias)
    return linear


def _heads(rows: Tensor) -> Tensor:
    return rows.unflatten(2, (_HEADS, WIDTH // _HEADS)).transpose(1, 2)


def _places(values: Tensor) -> Tensor:
    """Where each token stands, as waves of several lengths."""
    lengths = torch.pi / torch.tensor([2.0**power for power in range(1, _PLACES // 2 + 1)])
    angles = torch.arange(values.shape[1])[:, None] * lengths
    return torch.cat([angles.sin(), angles.cos()], dim=-1)[None]


class Network(nn.Module):
    """Encoder and comparer, learned together."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.encoder = Encoder(bert)
        self.comparer = Comparer()

    def compare(self, one: States, other: States) -> Tensor:
        """One logit for each row of both."""
        logits: Tensor = self.comparer(
            one.keys, one.values, one.mask, one.vectors, other.keys, other.values, other.mask, other.vectors
        )
        return logits


def _best(likeness: Tensor, other_mask: Tensor) -> Tensor:
    return likeness.masked_fill(~other_mask[:, None, :], -1.0).amax(-1)


def _mean(values: Tensor, mask: Tensor) -> Tensor:
    weights = mask.float()
    return (values * weights).sum(1, keepdim=True) / weights.sum(1, keepdim=True)
