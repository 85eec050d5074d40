"""Routes with their request and response models; a body translates and calls one use case."""
