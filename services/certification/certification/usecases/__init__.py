"""One function for each thing that people and events do here."""
