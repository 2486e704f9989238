"""The public surface: read-only, and knows nothing but editions and the directory through the gate."""
