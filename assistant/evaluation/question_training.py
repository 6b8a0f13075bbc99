"""Learns from groups of questions whether two ask the same, and writes what `QuestionMatcher` runs.

Starts from multilingual-e5-small (MIT), by its name on the hub or as a folder. Takes an hour or two on two cores.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer, BertModel

from assistant.evaluation.question_export import export
from assistant.evaluation.question_groups import Group
from assistant.evaluation.question_network import Network, States
from assistant.evaluation.retyping import retyped
from assistant.question_matching import open_tokenizer, token_ids
from knowledge.vectors import Progress

_SEED = 0
_EPOCHS = 5
_GROUPS_A_STEP = 4
_TEXTS_AT_ONCE = 32
_FROZEN_LAYERS = 4
_ENCODER_RATE, _COMPARER_RATE = 4e-5, 1e-3
_WARM_UP = 0.06  # the share of the steps in which the rate rises
_CERTAINTY = 0.98  # what is aimed at, as some labels are wrong
_AGAIN = 3  # questions of either sort, for each group, that are typed again
_STRANGERS = 15  # pairs of questions from two groups, for each group of a step
_FREQUENT = 50_000  # the pieces of the vocabulary stand in the order of how often they are used
_LATIN = frozenset({*range(0x20, 0x7F), *range(0xC0, 0x250), *range(0x2010, 0x2028), 0x20AC, 0x2581})


def learn(base: str, groups: Sequence[Group], folder: Path, progress: Progress) -> None:
    """Learn from groups, and write the network into a folder; equal groups give nearly equal networks.

    `base` is a name on the model hub or a folder; raises OSError where there is none.
    """
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    tokenizer, kept = _with_few_pieces(base, [question.text for group in groups for question in group.questions])
    network = Network(_encoder(base, kept)).train()
    steps = len(groups) // _GROUPS_A_STEP * _EPOCHS
    bert = [each for each in network.encoder.bert.parameters() if each.requires_grad]
    new = [each for name, each in network.named_parameters() if ".bert." not in name]
    rates = [{"params": bert, "lr": _ENCODER_RATE}, {"params": new, "lr": _COMPARER_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / steps))
    for step, chosen in enumerate(_batches(groups), start=1):
        loss = _loss(network, tokenizer, chosen)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*bert, *new], 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        progress(step, steps)
    export(network.eval(), tokenizer, folder)


def _with_few_pieces(base: str, texts: Sequence[str]) -> tuple[Tokenizer, list[int]]:
    """The tokenizer with what Dutch and English need: frequent pieces in Latin script, and those that texts use.

    With it the ids that the pieces had before, in the order of those they have now.
    """
    record = json.loads(AutoTokenizer.from_pretrained(base).backend_tokenizer.to_str())
    pieces = record["model"]["vocab"]
    whole = open_tokenizer(json.dumps(record))
    used = {number for encoding in whole.encode_batch(list(texts)) for number in encoding.ids}
    special = {token["id"] for token in record["added_tokens"]}
    frequent = {number for number, (piece, _) in enumerate(pieces[:_FREQUENT]) if _LATIN.issuperset(map(ord, piece))}
    kept = sorted(number for number in used | special | frequent if number < len(pieces))
    record["model"]["vocab"] = [pieces[number] for number in kept]
    record["added_tokens"] = [token | {"id": kept.index(token["id"])} for token in record["added_tokens"]]
    return open_tokenizer(json.dumps(record, ensure_ascii=False)), kept


def _encoder(base: str, kept: Sequence[int]) -> BertModel:
    """The base with the embeddings of the kept pieces; these and the lowest layers do not learn.

    Plain attention and no dropout: on a processor the gradient of fused attention takes several times as long, and
    drawing what is dropped as long as the rest.
    """
    still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    bert: BertModel = AutoModel.from_pretrained(base, attn_implementation="eager", **still)
    rows = bert.embeddings.word_embeddings.weight.data[list(kept)].clone()
    bert.resize_token_embeddings(len(kept))
    bert.embeddings.word_embeddings.weight.data = rows
    for part in (bert.embeddings, *bert.encoder.layer[:_FROZEN_LAYERS]):
        part.requires_grad_(requires_grad=False)
    return bert


def _rate(done: float) -> float:
    """The share of the full rate: rising at first, falling from then on."""
    return min(1.0, (done + 0.001) / _WARM_UP) * max(0.02, 1 - done)


def _batches(groups: Sequence[Group]) -> Iterator[Sequence[Group]]:
    for _ in range(_EPOCHS):
        shuffled = random.sample(groups, len(groups))
        for start in range(0, len(shuffled) - _GROUPS_A_STEP + 1, _GROUPS_A_STEP):
            yield shuffled[start : start + _GROUPS_A_STEP]


def _loss(network: Network, tokenizer: Tokenizer, groups: Sequence[Group]) -> Tensor:
    typed = [_typed(group) for group in groups]
    pairs = _pairs(typed)
    states = _read(network, tokenizer, [text for one in typed for text in (*one.same, *one.other)])
    one, other = (torch.tensor([pair[place] for pair in pairs]) for place in (0, 1))
    aim = torch.tensor([_CERTAINTY if same else 1 - _CERTAINTY for _, _, same in pairs])
    return functional.binary_cross_entropy_with_logits(network.compare(states.at(one), states.at(other)), aim)


@dataclass(frozen=True, slots=True)
class _Typed:
    """The texts of a group, of which the last `again` of either sort were typed before in much the same words."""

    same: tuple[str, ...]
    other: tuple[str, ...]
    again: tuple[int, ...]

    @property
    def twins(self) -> list[tuple[int, int]]:
        """The places among all texts of a neighbour and of what is the same typed again."""
        first = len(self.same)
        copies = range(first + len(self.other) - len(self.again), first + len(self.other))
        return [(first + place, copy) for place, copy in zip(self.again, copies, strict=True)]


def _typed(group: Group) -> _Typed:
    """A group with some questions typed again, or nearly the same words would seem a sign of another question."""
    same, other = ([question.text for question in part] for part in (group.same, group.other))
    again = tuple(random.sample(range(len(other)), min(_AGAIN, len(other))))
    more = [retyped(text) for text in random.sample(same, min(_AGAIN, len(same)))]
    return _Typed((*same, *more), (*other, *(retyped(other[place]) for place in again)), again)


def _pairs(groups: Sequence[_Typed]) -> list[tuple[int, int, bool]]:
    """Numbers of two questions and whether they ask the same: all that the groups tell, and some of different groups.

    Every question asks what it asks itself. Of two neighbours nobody said whether they ask the same.
    """
    pairs: list[tuple[int, int, bool]] = []
    numbers: list[range] = []
    for group in groups:
        start = numbers[-1].stop if numbers else 0
        all_of_it = range(start, start + len(group.same) + len(group.other))
        same, other = all_of_it[: len(group.same)], all_of_it[len(group.same) :]
        numbers.append(all_of_it)
        pairs += [(one, another, True) for one, another in combinations(same, 2)]
        pairs += [(one, another, False) for one, another in product(same, other)]
        pairs += [(start + one, start + another, True) for one, another in group.twins]
        pairs += [(one, one, True) for one in random.sample(all_of_it, _AGAIN)]
    for _ in groups:
        strangers = (random.sample(group, min(len(group), _STRANGERS)) for group in random.sample(numbers, 2))
        pairs += [(one, other, False) for one, other in zip(*strangers, strict=False)]
    return pairs


def _read(network: Network, tokenizer: Tokenizer, questions: Sequence[str]) -> States:
    """The states of questions in their order, read by length, so that short ones are not as much work as long ones."""
    order = sorted(range(len(questions)), key=lambda number: len(questions[number]))
    parts = []
    for start in range(0, len(order), _TEXTS_AT_ONCE):
        chosen = [questions[number] for number in order[start : start + _TEXTS_AT_ONCE]]
        ids, mask = map(torch.from_numpy, token_ids(tokenizer, chosen))
        keys, values, vectors = network.encoder(ids, mask)
        said = mask.bool()
        said[:, 0] = False
        parts.append(States(keys, values, said, vectors))
    longest = max(part.mask.shape[1] for part in parts)
    back = torch.tensor(order).argsort()
    filled = [[_filled(each, longest) for each in (part.keys, part.values, part.mask)] for part in parts]
    keys, values, said = (torch.cat([each[place] for each in filled])[back] for place in range(3))
    return States(keys, values, said, torch.cat([part.vectors for part in parts])[back])


def _filled(rows: Tensor, longest: int) -> Tensor:
    missing = longest - rows.shape[1]
    return functional.pad(rows, (0, 0, 0, missing) if rows.dim() > 2 else (0, missing))
