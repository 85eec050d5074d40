"""What the registry does, one verb each."""
