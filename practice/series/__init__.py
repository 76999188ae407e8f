"""Statistics of one person's short series: numbers in, numbers out; no sentence and no p-value."""

from practice.series.nonoverlap import nap, pand, pem, pnd, se_of_nap, tau, tau_b, tau_u
from practice.series.reliable import Cutoffs, alpha, cutoffs, rci, sem, threshold
from practice.series.slope import Slope, theil_sen
from practice.series.steps import step_of
from practice.series.told import LEAST, Told, tell

__all__ = [
    "LEAST", "Cutoffs", "Slope", "Told", "alpha", "cutoffs", "nap", "pand", "pem", "pnd", "rci", "se_of_nap", "sem",
    "step_of", "tau", "tau_b", "tau_u", "tell", "theil_sen", "threshold",
]  # fmt: skip
