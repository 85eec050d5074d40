"""The log as it is stored, for whoever recomputes it."""

from registry.log.store.log import add_checkpoint as add_checkpoint
from registry.log.store.log import checkpoints as checkpoints
from registry.log.store.log import data as data
from registry.log.store.log import entries as entries
from registry.log.store.log import entries_from as entries_from
from registry.log.store.log import frontier as frontier
from registry.log.store.log import latest_checkpoint as latest_checkpoint
from registry.log.store.log import nodes as nodes
from registry.log.store.log import size as size
