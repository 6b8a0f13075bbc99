"""What scikit-learn fitted, as the model that the assistant uses, and as the file that it is shipped in."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.logistic import Logistic


def model_of(intercepts: NDArray[np.float64], coefficients: NDArray[np.float64], names: Iterable[str]) -> Logistic:
    """The weights of a regression for one class by the names of its columns, from the arrays it was fitted to."""
    return Logistic(float(intercepts[0]), dict(zip(names, map(float, coefficients[0]), strict=True)))


def model_text(model: Logistic, by: str, more: Sequence[str] = ()) -> str:
    """A model as TOML: what fitted it, the intercept, what else there is to say, and the weights."""
    return "\n".join([_fitted(by), f"intercept = {model.intercept:.4f}", *more, "", *_weights("weights", model)]) + "\n"


def models_text(models: Mapping[str, Logistic], by: str) -> str:
    """Several models as TOML, a table each by its name."""
    lines = [_fitted(by)]
    for name, model in models.items():
        lines += ["", f"[{name}]", f"intercept = {model.intercept:.4f}", "", *_weights(f"{name}.weights", model)]
    return "\n".join(lines) + "\n"


def _fitted(by: str) -> str:
    return f"# Fitted by `{by}`; not to be changed by hand."


def _weights(table: str, model: Logistic) -> list[str]:
    return [f"[{table}]", *(f"{name} = {weight:.4f}" for name, weight in model.weights.items())]
