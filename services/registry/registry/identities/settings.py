"""The variables of whoever holds the node's keys."""

from pathlib import Path
from typing import Self

from pydantic import model_validator

from chassis.settings import Environment, ServiceSettings
from registry.identities.domain.signing import NodeKeys
from registry.identities.formats import create_development_keys, read_keys


class HoldsNodeKeys(ServiceSettings):
    """A process that signs status lists and the log."""

    node_key_file: Path
    """PEM file (PKCS #8) with the node's P-256 key; signs status lists."""
    log_key_file: Path
    """PEM file (PKCS #8) with the Ed25519 key of the log; signs checkpoints."""

    @model_validator(mode="after")
    def _keys_are_usable(self) -> Self:
        """Development may start without the files, since it creates them."""
        files = (self.node_key_file, self.log_key_file)
        exist = all(file.is_file() for file in files)
        if exist or self.environment is Environment.PRODUCTION:
            read_keys(*files)
        return self

    def keys(self) -> NodeKeys:
        """Both keys; in development a missing file is made."""
        files = (self.node_key_file, self.log_key_file)
        if self.environment is Environment.DEVELOPMENT:
            create_development_keys(*files)
        return read_keys(*files)
