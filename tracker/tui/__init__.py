"""The terminal UI, on the same services as the command line. Loaded only when it is opened."""
