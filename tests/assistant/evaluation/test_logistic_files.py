import tomllib

import numpy as np

from assistant.evaluation.logistic_files import model_of, model_text
from assistant.logistic import Logistic


def test_a_model_has_the_weights_of_its_columns_by_name() -> None:
    model = model_of(np.array([0.5]), np.array([[1.0, -2.0]]), ("near", "far"))
    assert model == Logistic(0.5, {"near": 1.0, "far": -2.0})


def test_what_is_written_can_be_read_again() -> None:
    record = tomllib.loads(model_text(Logistic(0.5, {"near": 1.0}), "the fit", ["least = [0.9]"]))
    assert record == {"intercept": 0.5, "least": [0.9], "weights": {"near": 1.0}}
