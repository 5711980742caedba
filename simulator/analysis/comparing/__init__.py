"""What holding one scenario against another takes, whatever is asked of the two."""
