"""The newsroom for programs: read-only JSON over what the gate shows, described by OpenAPI."""
