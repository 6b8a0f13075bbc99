"""Learning, from a base that is as small as can be: whether the parts fit together, not how good it gets."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.question_groups import Group, Wording
from assistant.question_matching import QuestionMatcher
from knowledge.language import Language

torch = pytest.importorskip("torch", reason="needs the extra learn")
transformers = pytest.importorskip("transformers", reason="needs the extra learn")
pytest.importorskip("onnx", reason="needs the extra learn")
pytestmark = [pytest.mark.st, pytest.mark.filterwarnings("ignore")]

METALS = ("tin", "gold", "zinc", "lead")


def groups() -> list[Group]:
    def wordings(*texts: str) -> tuple[Wording, ...]:
        return tuple(Wording(text, Language.EN) for text in texts)

    return [
        Group(
            wordings(*(f"{way} {metal}" for way in ("buy", "may we buy", "purchase of"))),
            wordings(*(f"{way} {metal}" for way in ("why", "who sells", "when came"))),
            is_left_out=False,
        )
        for metal in METALS
    ]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A model of the kind that e5 is, with a vocabulary of letters and a Japanese piece."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    letters = [*"abcdefghijklmnopqrstuvwxyz:", "\N{LOWER ONE EIGHTH BLOCK}", "鉱山"]
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((letter, -2.0) for letter in letters)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer).save_pretrained(tmp_path / "base")
    config = transformers.BertConfig(
        vocab_size=len(pieces), hidden_size=16, num_hidden_layers=12, num_attention_heads=2, intermediate_size=16
    )
    transformers.BertModel(config).save_pretrained(tmp_path / "base")
    return tmp_path / "base"


def test_what_is_learned_can_be_run_and_its_vocabulary_is_what_the_languages_need(base: Path, tmp_path: Path) -> None:
    from assistant.evaluation.question_training import learn

    steps: list[tuple[int, int]] = []
    learn(str(base), groups(), tmp_path / "made", lambda done, total: steps.append((done, total)))
    assert steps[-1] == (len(steps), len(steps))
    vocabulary = [
        piece for piece, _ in json.loads((tmp_path / "made" / "tokenizer.json").read_text())["model"]["vocab"]
    ]
    assert "z" in vocabulary
    assert "鉱山" not in vocabulary
    matcher = QuestionMatcher(tmp_path / "made")
    one, other = matcher.read(["may we buy tin", "why gold"])
    assert len(matcher.compare(one, [one, other])) == 2


def test_a_base_that_is_not_there_is_an_oserror(tmp_path: Path) -> None:
    from assistant.evaluation.question_training import learn

    with pytest.raises(OSError, match="none"):
        learn(str(tmp_path / "none"), groups(), tmp_path / "made", lambda *_: None)
