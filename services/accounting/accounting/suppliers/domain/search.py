"""What lists about footprints of suppliers are asked for."""

from accounting.suppliers.domain.footprints import Arrival
from accounting.values.domain.criteria import Organisation
from chassis.asking import AskedByTime


class SupplierFootprintsAsked(AskedByTime):
    """A page of the footprints that an enterprise received."""

    supplier: Organisation = None
    way: Arrival | None = None
