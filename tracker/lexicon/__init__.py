"""The genre's words as validated data files, and their one loader."""
