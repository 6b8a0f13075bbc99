"""What scikit-learn fitted, as the model that the assistant uses, and as the file that it is shipped in."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.logistic import Logistic


def model_of(intercepts: NDArray[np.float64], coefficients: NDArray[np.float64], names: Iterable[str]) -> Logistic:
    """The weights of a regression for one class by the names of its columns, from the arrays it was fitted to."""
    return Logistic(float(intercepts[0]), dict(zip(names, map(float, coefficients[0]), strict=True)))


def model_text(model: Logistic, by: str, more: Sequence[str] = ()) -> str:
    """A model as TOML: what fitted it, the intercept, what else there is to say, and the weights."""
    lines = [
        f"# Fitted by `{by}`; not to be changed by hand.",
        f"intercept = {model.intercept:.4f}",
        *more,
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in model.weights.items()),
    ]
    return "\n".join(lines) + "\n"
