"""Writes the network that compares questions as the files that `QuestionMatcher` runs."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from assistant.evaluation.question_network import Network
from assistant.question_matching import (
    COMPARED,
    COMPARER,
    ENCODED,
    ENCODER,
    STATES,
    TOKENIZER,
    token_ids,
)

_OPERATORS = 17  # the edition of ONNX's operators
_EXAMPLE = ("Which metals are meant?", "Tin?")


def export(network: Network, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the tokenizer, the comparer, and the encoder with weights of eight bits into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    ids, mask = map(torch.from_numpy, token_ids(tokenizer, _EXAMPLE))
    with torch.no_grad(), TemporaryDirectory() as made:
        keys, values, vectors = network.encoder(ids, mask)
        states = (keys, values, mask.bool(), vectors)
        whole = Path(made) / ENCODER
        _write(network.encoder, (ids, mask), ENCODED, STATES, whole)
        quantize_dynamic(
            whole,
            folder / ENCODER,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        _write(network.comparer, (*states, *states), COMPARED, ("logits",), folder / COMPARER)
    written = Tokenizer.from_str(tokenizer.to_str())
    written.no_padding()
    written.no_truncation()
    (folder / TOKENIZER).write_text(written.to_str(), encoding="utf-8")


def _write(
    part: nn.Module, example: tuple[Tensor, ...], takes: Sequence[str], gives: Sequence[str], file: Path
) -> None:
    """A part of the network, for any number of questions of any lengths."""
    axes = {name: {0: "questions"} | ({} if "vectors" in name else {1: _length(name)}) for name in (*takes, *gives)}
    torch.onnx.export(
        part,
        example,
        str(file),
        input_names=list(takes),
        output_names=list(gives),
        dynamic_axes=axes | {"logits": {0: "questions"}},
        opset_version=_OPERATORS,
        dynamo=False,
    )


def _length(name: str) -> str:
    return "other_tokens" if name.startswith("other_") else "tokens"
