"""What the analysis found as sections, a file a result; ``writers`` give them language and form."""
