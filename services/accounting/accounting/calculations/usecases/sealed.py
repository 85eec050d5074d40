"""What other subjects read of sealed calculations: documents, traces, and levels beside them."""

from accounting.calculations.store import traces as store
from accounting.calculations.store.calculations import documents as documents
from accounting.calculations.store.levels import others as others

add_trace = store.add
traces = store.several
