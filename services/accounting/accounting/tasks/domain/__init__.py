"""What a task is, and how heavy a request may be."""
