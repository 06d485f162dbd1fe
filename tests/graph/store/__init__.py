"""The store, as every implementation has to be, and what is special about each."""
