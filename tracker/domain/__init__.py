"""The nouns of the trade and their rules. Standard library only; nothing here reads a clock, a file or a database."""
