"""Was it right before: the past forecast again, simple methods, and the ledger of what was said."""
