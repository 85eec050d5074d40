"""What the OpenAPI document of every service says, beside what its routes declare."""
