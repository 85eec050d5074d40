"""Heavy requests as tasks: kept, carried out in turns, and asked for later."""
