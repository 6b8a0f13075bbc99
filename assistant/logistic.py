"""Logistic regression: the log-odds of something are linear in the signs of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model: log-odds are `intercept` plus each sign times its weight, by the sign's name."""

    intercept: float
    weights: Mapping[str, float]

    def chance(self, signs: Mapping[str, float]) -> float:
        """How likely it is, 0 to 1, by signs of which each that has a weight must be there."""
        odds = self.intercept + sum(weight * signs[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-odds))
