"""The appendices of the draft resolution: content, and its forms in Word, PDF and Excel."""
