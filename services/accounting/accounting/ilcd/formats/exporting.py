"""The ILCD archive of a sealed calculation: the same seal gives the same bytes."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import cast

from accounting.calculations.domain.calculation import read_document
from accounting.ilcd.formats import documents, indicators
from accounting.ilcd.formats.elements import DataSet, written
from accounting.ilcd.formats.measures import equivalents, flow_property, unit_group, warming
from accounting.ilcd.formats.modules import modules
from accounting.ilcd.formats.process import Told, process
from accounting.ilcd.formats.product import flow, units
from chassis import archives


def exported(sealed: Mapping[str, object], *, seal: str, sealed_at: datetime) -> bytes:
    """A zip in the folder layout of ILCD. It tells the result, and no inventory."""
    subject, background = read_document(sealed)
    result = cast(Mapping[str, str], sealed["result"])
    found = modules(subject, background)
    told = Told(subject, background, found, Decimal(result["value"]), seal, sealed_at)
    files = {each.path: written(each.root) for each in _data_sets(told)}
    return archives.packed(sorted(files.items()))


def _data_sets(told: Told) -> Iterator[DataSet]:
    """The product's data set and everything that it refers to."""
    subject = told.subject
    yield process(told)
    yield flow(subject, told.seal)
    for unit in units(subject):
        yield flow_property(unit)
        yield unit_group(unit)
    yield warming()
    yield equivalents()
    yield documents.maker(subject)
    yield documents.platform()
    yield documents.standard(subject)
    yield documents.rule(subject)
    yield documents.library(told.background)
    yield documents.sealed_file(subject, told.seal)
    yield from documents.formats()
    for indicator in (*indicators.INDICATORS, indicators.FOOTPRINT):
        yield indicators.method(indicator, told.background.gwp)
