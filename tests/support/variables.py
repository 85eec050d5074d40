"""The settings of the processes: which variables there are, and which must be given."""

import importlib
from collections.abc import Iterable
from pathlib import Path

from pydantic_settings import BaseSettings

from chassis.settings import ApiSettings, ServiceSettings, WorkerSettings
from tools.fleet import Process, Role

Settings = type[BaseSettings]


def declared(package: str) -> list[Settings]:
    """The settings classes that a package declares itself, at its root and in its subjects."""
    return [each for name in _settings_modules(package) for each in _classes(name)]


def _classes(module: str) -> list[Settings]:
    """The settings classes that a module declares."""
    imported = importlib.import_module(module)
    return [
        value
        for value in vars(imported).values()
        if isinstance(value, type)
        and issubclass(value, BaseSettings)
        and value.__module__ == imported.__name__
    ]


def _settings_modules(package: str) -> list[str]:
    """Every module of variables in a package, by name."""
    (folder,) = importlib.import_module(package).__path__
    files = sorted(Path(folder).glob("settings.py")) + sorted(Path(folder).glob("*/settings.py"))
    return [".".join((package, *f.relative_to(folder).with_suffix("").parts)) for f in files]


def settings_of(process: Process) -> list[Settings]:
    """What a process reads; a package without settings of its own reads the chassis's."""
    base = ApiSettings if process.role is Role.API else WorkerSettings
    own = [
        each for each in _classes(f"{process.service.package}.settings") if issubclass(each, base)
    ]
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
