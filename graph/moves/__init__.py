"""What became of the entries of a map that was imported anew, so that records go on to hold."""
