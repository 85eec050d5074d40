"""Routes with their response models; a body translates and calls one use case."""
