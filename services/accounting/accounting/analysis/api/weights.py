"""How heavy it is to try scenarios and to draw samples."""

import re

from fastapi import Request

from accounting.analysis.domain.sampling import MOST
from accounting.calculations.usecases.weights import length
from accounting.tasks.usecases import weights
from chassis.elsewhere import Way

_SCENARIOS, _SAMPLES = 10, 10_000
"""At most, and unless asked."""
_ASKED = re.compile(rb'"samples"\s*:\s*(\d{1,6})\b')


async def weigh_scenarios(request: Request) -> Way:
    """As if all were asked for that may be: each is solved from its beginning."""
    return weights.way_of_solving(request, _SCENARIOS * await length(request))


async def weigh_sampling(request: Request) -> Way:
    """By the length of the document and the number of samples."""
    samples = min(MOST, await _samples(request))
    return weights.way_of_solving(request, weights.sampled(await length(request), samples))


async def _samples(request: Request) -> int:
    stated = request.query_params.get("samples", "")
    if stated.isdecimal():
        return int(stated[:6])
    found = _ASKED.search(await request.body())
    return int(found[1]) if found else _SAMPLES
