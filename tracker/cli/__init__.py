"""The command line: a thin front over the services. stdout is data, stderr is talk."""
