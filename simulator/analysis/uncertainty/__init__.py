"""How sure is it: what is believed of each uncertain number, the draws, and what they say."""
