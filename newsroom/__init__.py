"""The Django project: settings, addresses, server entry point and start-up checks."""
