"""The local way of an office: names of states, deadlines of each source, columns, colours, counting rule, checks.

One TOML file with a full default inside the package; an office's own file says only what differs.
"""
