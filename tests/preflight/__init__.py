"""What preflight finds, and where it must be silent."""
