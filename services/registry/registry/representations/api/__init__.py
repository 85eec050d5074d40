"""Routes with their request and response models, and what answers before them."""
