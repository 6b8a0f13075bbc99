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
            nn.Linear(4 * WIDTH + 1, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, WIDTH), nn.GELU()
        )
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
        one = self._differences(likeness, values, mask, other_values, other_mask)
        other = self._differences(likeness.transpose(1, 2), other_values, other_mask, values, mask)
        found = _mean(_best(likeness, other_mask), mask)
        found_back = _mean(_best(likeness.transpose(1, 2), mask), other_mask)
        cosine = ((vectors * other_vectors).sum(-1, keepdim=True) - _USUAL_COSINE) / _SPREAD
        signs = [torch.maximum(one, other), one + other, cosine, found + found_back, (found - found_back).abs()]
        decision: Tensor = self.decide(torch.cat(signs, dim=-1))[:, 0]
        return decision

    def _differences(
        self, likeness: Tensor, values: Tensor, mask: Tensor, other_values: Tensor, other_mask: Tensor
    ) -> Tensor:
        """What the tokens of a question say beside the other: the most of each feature, and a weighted mean."""
        beside = (likeness * self.sharpness).masked_fill(~other_mask[:, None, :], _FAR).softmax(-1) @ other_values
        missing = 1 - _best(likeness, other_mask)[..., None]
        features = [values, beside, (values - beside).abs(), values * beside, missing]
        differences = self.differ(torch.cat(features, dim=-1))
        absent = ~mask[..., None]
        weights = self.weigh(differences).masked_fill(absent, _FAR).softmax(1)
        most = differences.masked_fill(absent, _FAR).amax(1)
        return torch.cat([most, (differences * weights).sum(1)], dim=-1)


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
