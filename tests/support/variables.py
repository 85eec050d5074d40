"""The settings of the processes: which variables there are, and which must be given."""

import importlib
from collections.abc import Iterable

from pydantic_settings import BaseSettings

from chassis.settings import ApiSettings, ServiceSettings, WorkerSettings
from tools.fleet import Process, Role

Settings = type[BaseSettings]


def declared(package: str) -> list[Settings]:
    """The settings classes that a package declares itself."""
    module = importlib.import_module(f"{package}.settings")
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, BaseSettings)
        and value.__module__ == module.__name__
    ]


def settings_of(process: Process) -> list[Settings]:
    """What a process reads; a package without settings of its own reads the chassis's."""
    base = ApiSettings if process.role is Role.API else WorkerSettings
    own = [each for each in declared(process.service.package) if issubclass(each, base)]
    return [*own] or [base]


def own_variables(package: str) -> set[str]:
    """Variables that a package has beside those of the chassis."""
    common = variables([ServiceSettings, ApiSettings, WorkerSettings])
    return variables(declared(package)) - common


def variables(settings: Iterable[Settings]) -> set[str]:
    return {name.upper() for each in settings for name in each.model_fields}


def required(settings: Iterable[Settings]) -> set[str]:
    return {
        name.upper()
        for each in settings
        for name, field in each.model_fields.items()
        if field.is_required()
    }
