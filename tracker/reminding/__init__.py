"""What is due, how urgent it is and why; and the same as a calendar file."""
