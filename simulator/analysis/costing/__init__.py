"""What does it cost, line by line, with ranges, and for each person that is added."""
