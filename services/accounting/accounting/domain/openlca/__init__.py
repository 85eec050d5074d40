"""Product systems as openLCA JSON-LD, out and in."""
