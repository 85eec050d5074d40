"""How accounting's database came to be."""
