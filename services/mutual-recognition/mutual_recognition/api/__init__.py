"""Routes and their request and response models."""
