"""Exact mean and standard deviation of an uncertain network without loops.

The inputs are independent lognormals and every path from the product to a factor multiplies each
of them once, so first and second moments follow from the suppliers up; nothing is approximated.
"""

import math

import numpy as np

from accounting.analysis.domain.plans import Plan


def exact_moments(of: Plan) -> tuple[float, float] | None:
    """Mean and standard deviation in kg CO2e.

    None where a loop makes the network nonlinear, or products of one process share its inputs.
    """
    # The formula multiplies each input once along a path; two products of one process would
    # twice.
    used = [amount for rows in of.groups for row in rows for amount in set(row.amounts.tolist())]
    if any(of.loops) or len(used) > len(set(used)):
        return None
    first = len(of.constants)
    spread = np.exp(of.sigmas**2)
    """E[x²] / E[x]² of every input."""
    growth = np.exp(of.sigmas**2 / 2)
    mean = np.zeros(first + of.nodes)
    mean[0] = 1.0
    mean[1:first] = of.constants[1:] * growth[of.amounts :]
    second = np.zeros((first + of.nodes, first + of.nodes))
    second[:first, :first] = np.outer(mean[:first], mean[:first])
    second[range(1, first), range(1, first)] *= spread[of.amounts :]
    for row in (row for rows in of.groups for row in rows):
        weights = row.coefficients * growth[row.amounts]
        mean[row.target] = weights @ mean[row.sources]
        with_others = weights @ second[row.sources]
        second[row.target], second[:, row.target] = with_others, with_others
        products = np.outer(weights, weights) * second[np.ix_(row.sources, row.sources)]
        # Two terms with the same amount are not independent, so their product has a square in it.
        same = row.amounts[:, None] == row.amounts[None, :]
        products[same] *= (spread[row.amounts][:, None] * np.ones_like(products))[same]
        second[row.target, row.target] = products.sum()
    found = mean[of.reference]
    # Rounding may leave less than nothing where there is no spread.
    variance = max(0.0, second[of.reference, of.reference] - found**2)
    return float(of.demand * found), float(of.demand * math.sqrt(variance))
