"""Excel both ways: the office's ledger written and read back, and ledgers of other layouts taken in."""
