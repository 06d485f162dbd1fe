"""What follows from what is kept about a person: marks, answers, records, texts that are read."""
