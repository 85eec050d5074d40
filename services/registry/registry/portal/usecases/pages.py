"""The pages that others answer with."""

from registry.portal.formats.pages import LabelPage as LabelPage
from registry.portal.formats.pages import label_page as label_page
from registry.portal.formats.pages import product_page as product_page
from registry.portal.formats.pages import search_page as search_page
