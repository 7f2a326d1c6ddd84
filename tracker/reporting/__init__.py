"""The closure report: first as data, then composed into blocks, then drawn as Markdown or Word."""
