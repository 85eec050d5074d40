"""The ILCD archive of a sealed calculation: the same seal gives the same bytes."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import cast

from accounting.calculations.domain.calculation import read_document
from accounting.ilcd.formats import documents, indicators
from accounting.ilcd.formats.elements import DataSet, written
from accounting.ilcd.formats.measures import equivalents, flow_property, unit_group, warming
from accounting.ilcd.formats.modules import modules
from accounting.ilcd.formats.process import Told, process
from accounting.ilcd.formats.product import flow, units

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def exported(sealed: Mapping[str, object], *, seal: str, sealed_at: datetime) -> bytes:
    """A zip in the folder layout of ILCD. It tells the result, and no inventory."""
    subject, background = read_document(sealed)
    result = cast(Mapping[str, str], sealed["result"])
    found = modules(subject, background)
    told = Told(subject, background, found, Decimal(result["value"]), seal, sealed_at)
    return _packed(_data_sets(told))


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


def _packed(sets: Iterable[DataSet]) -> bytes:
    content = BytesIO()
    files = {found.path: written(found.root) for found in sets}
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[path])
    return content.getvalue()
