"""What certification knows: pure rules, no framework, no input or output."""
