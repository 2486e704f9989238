"""The checks that come with the newsroom: one function a file. NEWSROOM_PREFLIGHT_CHECKS lists those that run."""
