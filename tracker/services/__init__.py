"""One function for each thing a user can do. The two fronts call these and nothing below them."""
