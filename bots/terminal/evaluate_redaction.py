"""`ketenwijzer evaluate redaction`: how much personal data is found in texts of which it is known."""

from importlib import resources
from pathlib import Path

from assistant.errors import UnreadableGold
from assistant.evaluation.answer_figures import below, read_gate
from assistant.evaluation.redaction_figures import read_lines, redaction_figures
from assistant.redaction import redact
from bots.terminal.console import Exit, fail, tell
from bots.terminal.figures import print_figures

_SETS = Path(str(resources.files("assistant.evaluation") / "sets"))


def evaluate_redaction(gate: Path | None) -> int:
    """Print the figures of both halves of the measuring set; the exit status is 1 where one is under its floor."""
    missed: list[str] = []
    try:
        lines = read_lines(_SETS / "redaction.jsonl")
        for half in dict.fromkeys(line.half for line in lines):
            floors = read_gate(gate or _SETS / "redaction.toml", half)
            figures = redaction_figures([line for line in lines if line.half == half], redact)
            missed += [f"{half}.{name}" for name in below(figures, floors)]
            print_figures(half, figures, floors)
    except UnreadableGold as error:
        fail(str(error), Exit.USAGE)
    if missed:
        tell("terminal.gate_missed", names=", ".join(missed))
    return Exit.FAILED if missed else Exit.OK
