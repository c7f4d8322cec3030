"""datasketch over JSON lines: `python dedupe.py evidence|match words|characters`.

`evidence` makes MinHashes, `match` also looks them up in an LSH index: 128 permutations, threshold 0.5, hashed in batches,
its fast way. Shingles are three words or, as scripts without spaces need, five characters.
"""
import re
import sys

from datasketch import MinHash, MinHashLSH

from lines import serve

WORDS = re.compile(r'\w+')
index = MinHashLSH(threshold=0.5, num_perm=128)


def words(text):
    parts = WORDS.findall(text)
    return {' '.join(parts[k:k + 3]) for k in range(max(1, len(parts) - 2))}


def characters(text):
    return {text[k:k + 5] for k in range(max(1, len(text) - 4))}


shingles = {'words': words, 'characters': characters}[sys.argv[2]]


def sketch(record):
    minhash = MinHash(num_perm=128)
    minhash.update_batch([shingle.encode() for shingle in shingles(record['text'].lower())])
    return minhash


def matched(record):
    minhash = sketch(record)
    alike = sorted(index.query(minhash))
    index.insert(record['id'], minhash)
    return {'cluster': alike[0] if alike else record['id']}


def evidence(record):
    sketch(record)
    return {}


serve(matched if sys.argv[1] == 'match' else evidence)
