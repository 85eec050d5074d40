"""`make run`: the platform on one machine, with a first label."""
