"""Why: what each lever brings, why the past changed, why two projections differ."""
