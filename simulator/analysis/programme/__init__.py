"""Who must bring how many, and is the year on track."""
