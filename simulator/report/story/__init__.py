"""What a committee is told, step by step, made by rule from the plans at hand."""
