"""An import contract: how the subjects of a service may enter one another."""

from collections.abc import Iterable, Iterator
from typing import cast

import grimp
from importlinter import Contract, ContractCheck, fields, output

_OPEN = {"domain", "usecases", "settings"}
"""Rooms of a subject that every subject above it may use."""


class EntrancesContract(Contract):
    """A subject is entered by its use cases, its domain and its variables.

    Stores may also join the tables of subjects below. `foundations` are open in every room.
    """

    type_name = "entrances"

    packages = fields.ListField(subfield=fields.StringField())
    foundations = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        foundations = set(cast(Iterable[str], self.foundations or ()))
        trespasses = sorted(
            f"{importer} -> {imported}"
            for package in cast(Iterable[str], self.packages)
            for importer, imported in _between_subjects(graph, package)
            if not _may_enter(importer, imported, foundations)
        )
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for trespass in check.metadata["trespasses"]:
            output.print_error(trespass)


def _between_subjects(graph: grimp.ImportGraph, package: str) -> Iterator[tuple[str, str]]:
    """Imports between modules of different subjects of a package."""
    for importer in graph.find_descendants(package):
        for imported in graph.find_modules_directly_imported_by(importer):
            there = imported.split(".")
            if there[0] == package and len(there) > 2 and there[1] != importer.split(".")[1]:
                yield importer, imported


def _may_enter(importer: str, imported: str, foundations: set[str]) -> bool:
    here, there = importer.split("."), imported.split(".")
    if len(here) < 3:
        return True  # The root of a service sums up what its subjects offer.
    if there[1] in foundations or there[2] in _OPEN:
        return True
    return here[2] == "store" and there[2:4] == ["store", "tables"]
