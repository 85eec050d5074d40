"""The log as it is stored, for whoever recomputes it."""

from registry.log.store.log import checkpoints as checkpoints
from registry.log.store.log import data as data
from registry.log.store.log import entries as entries
from registry.log.store.log import nodes as nodes
from registry.log.store.log import size as size
