"""Who may read published footprints, and what was read: for hosts, answers and deliveries."""

from accounting.publications.store.footprints import find as find
from accounting.publications.store.footprints import log_reads as log_reads
from accounting.publications.store.footprints import newest_position as newest_position
from accounting.publications.store.footprints import page as page
from accounting.publications.store.footprints import publishes as publishes
from accounting.publications.store.footprints import read_with as read_with
from accounting.publications.store.grants import grant as grant
from accounting.publications.store.grants import of_recipient as of_recipient
