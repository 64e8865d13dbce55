"""datasketch's index, run in its own environment: a text comes in, its candidates go out, a JSON object a line.

It imports nothing of Arsip, which is not installed there. The runs of words are those that Arsip sketches.
"""

import importlib
import json
import sys
import time

RUN = 4
NUMBERS = 128
THRESHOLD = 0.2


def main() -> None:
    """Answer each text (`number`, `words`) with `found`, and the seconds that it took by `cpu` and by `wall`."""
    datasketch = importlib.import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=NUMBERS)
    for line in sys.stdin:
        text = json.loads(line)
        words = text["words"]
        wall, cpu = time.perf_counter(), time.process_time()
        minhash = datasketch.MinHash(num_perm=NUMBERS)
        minhash.update_batch([" ".join(words[at : at + RUN]).encode() for at in range(max(1, len(words) - RUN + 1))])
        found = index.query(minhash)
        index.insert(text["number"], minhash)
        taken = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
        print(json.dumps({"found": found, **taken}), flush=True)


if __name__ == "__main__":
    main()
