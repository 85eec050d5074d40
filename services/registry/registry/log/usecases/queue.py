"""The line before the log: whoever has something to publish asks the sequencer to look at it."""

from registry.log.store.pending import FIRST_DUE as FIRST_DUE
from registry.log.store.pending import JOB as JOB
from registry.log.store.pending import LINE as LINE
from registry.log.store.pending import add as add
from registry.log.store.pending import hold as hold
from registry.log.store.pending import release as release
