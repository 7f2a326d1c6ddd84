"""Warnings that catch fakes: each check is a pure function over frozen rows. What it finds is for a person to judge."""
