"""The way from what a person knows to their goals: what is missing, in which order, and by when."""
