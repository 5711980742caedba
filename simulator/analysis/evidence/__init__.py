"""What does a result rest on, and what is to be measured next."""
