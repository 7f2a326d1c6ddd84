"""What the screens ask of the ledger, room by room: a Protocol of calls and the services that answer them."""
