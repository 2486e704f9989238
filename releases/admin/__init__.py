"""The desk. Django looks here for the pages to register; each lives in the module of its name."""
