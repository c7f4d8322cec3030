"""pySBD over JSON lines. `python sentences.py languages` prints the languages that it knows."""
import json
import sys

import pysbd
from pysbd.languages import LANGUAGE_CODES

from lines import serve

if sys.argv[1:] == ['languages']:
    print(json.dumps(sorted(LANGUAGE_CODES)))
    raise SystemExit

splitters = {}


def split(record):
    language = record['lang'].split('-')[0]
    if language not in splitters:
        splitters[language] = pysbd.Segmenter(language=language, clean=False)
    return {'sentences': splitters[language].segment(record['text'])}


serve(split)
