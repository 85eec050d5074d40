"""What `make generate` writes from the OpenAPI document."""
