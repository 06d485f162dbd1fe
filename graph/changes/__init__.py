"""The changes that people make to stored maps.

Each names the revision it was made against, is checked as a whole, and is then committed with a
sentence for the history. Nothing is written if anything is wrong.

Not its job: what people say became of an entry that left the map (`graph.moves.decisions`).
"""
