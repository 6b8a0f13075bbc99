"""How likely it is that two questions ask the same, by a small network. The only door to onnxruntime and tokenizers.

The network was learned from groups of questions by `ketenwijzer evaluate same-question --learn`
(`assistant/evaluation/question_training.py`); what it is made of stands in `question_network.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from knowledge.embedding import Matrix, Vector, embeddable

MODEL = Path(__file__).parent / "question_model"
ENCODER, COMPARER, TOKENIZER = "encoder.onnx", "comparer.onnx", "tokenizer.json"
ENCODED = ("ids", "mask")
"""What the encoder takes."""
STATES = ("keys", "values", "vectors")
"""What the encoder gives."""
COMPARED = tuple(f"{prefix}{name}" for prefix in ("", "other_") for name in ("keys", "values", "mask", "vectors"))
"""What the comparer takes, of two questions; it gives one logit a row."""
_MOST_TOKENS = 96
_PREFIX = "query: "
_PAD = "<pad>"

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ReadQuestion:
    """A question as the network sees it: two rows for each token, and the vector of the whole."""

    keys: Matrix
    values: Matrix
    vector: Vector


class QuestionMatcher:
    """Reads questions and compares them; safe to use from many threads."""

    def __init__(self, folder: Path = MODEL) -> None:
        self._tokenizer = open_tokenizer((folder / TOKENIZER).read_text(encoding="utf-8"))
        self._encoder = _opened(folder / ENCODER)
        self._comparer = _opened(folder / COMPARER)

    def read(self, questions: Sequence[str]) -> list[ReadQuestion]:
        """The questions in their order; what is longer than some 70 words is cut off."""
        return [self._read(question) for question in questions]

    def compare(self, asked: ReadQuestion, known: Sequence[ReadQuestion]) -> list[float]:
        """How likely it is that a question asks what each of others does, as logits: above 0 rather than not."""
        if not known:
            return []
        repeated = (np.repeat(each, len(known), axis=0) for each in _rows([asked]))
        names = dict(zip(COMPARED, (*repeated, *_rows(known)), strict=True))
        (logits,) = self._comparer.run(None, names)
        return [float(logit) for logit in logits]

    def _read(self, question: str) -> ReadQuestion:
        # By itself: what is kept in eight bits would be rounded otherwise beside other questions.
        ids, mask = token_ids(self._tokenizer, [question])
        keys, values, vectors = self._encoder.run(list(STATES), dict(zip(ENCODED, (ids, mask), strict=True)))
        return ReadQuestion(keys[0, 1:], values[0, 1:], vectors[0])


def _opened(file: Path) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1  # its threads wait busily, while other questions want the processor
    # Processors without VNNI would let sums in eight bits overflow: a question had another vector there than elsewhere.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(file, options, providers=["CPUExecutionProvider"])


def open_tokenizer(text: str) -> Tokenizer:
    """A tokenizer from its JSON, which cuts long questions and fills short ones up."""
    tokenizer = Tokenizer.from_str(text)
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id(_PAD), pad_token=_PAD)
    return tokenizer


def token_ids(tokenizer: Tokenizer, questions: Sequence[str]) -> tuple[Ids, Ids]:
    """The ids of the tokens of questions, and 1 for each that is one; the first opens the question and says nothing."""
    encodings = tokenizer.encode_batch([f"{_PREFIX}{embeddable(question)}" for question in questions])
    ids = np.asarray([encoding.ids for encoding in encodings], dtype=np.int64)
    return ids, np.asarray([encoding.attention_mask for encoding in encodings], dtype=np.int64)


def _rows(questions: Sequence[ReadQuestion]) -> tuple[NDArray[np.generic], ...]:
    """Keys, values, mask and vectors of questions of any lengths."""
    longest = max(len(question.keys) for question in questions)
    mask = np.asarray([[place < len(question.keys) for place in range(longest)] for question in questions])
    keys, values = (
        np.stack([np.pad(rows, ((0, longest - len(rows)), (0, 0))) for rows in each])
        for each in ([question.keys for question in questions], [question.values for question in questions])
    )
    return keys, values, mask, np.stack([question.vector for question in questions])
