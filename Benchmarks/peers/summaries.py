"""sumy's LexRank over JSON lines, set up as its documentation does: its tokenizer, stemmer and stop words.

Its sentence tokenizer wants a model that NLTK downloads; the same tokenizer without that model costs as much. Languages
that sumy has no stemmer for go without. `python summaries.py left-out` prints those that need further packages.
"""
import functools
import json
import sys

import nltk
from sumy.nlp.stemmers import Stemmer, null_stemmer
from sumy.nlp.tokenizers import Tokenizer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words

from lines import serve

NAMES = {'en': 'english', 'de': 'german', 'fr': 'french', 'es': 'spanish', 'it': 'italian', 'pt': 'portuguese',
         'ru': 'russian', 'sv': 'swedish', 'nl': 'dutch', 'da': 'danish', 'fi': 'finnish', 'hu': 'hungarian', 'ro': 'romanian'}
LEFT_OUT = ['ar', 'el', 'he', 'ja', 'ko', 'th', 'zh']


class OfflineTokenizer(Tokenizer):
    def _get_sentence_tokenizer(self, language):
        return nltk.tokenize.PunktSentenceTokenizer()

    def _get_word_tokenizer(self, language):
        return nltk.tokenize.NLTKWordTokenizer()


@functools.cache
def tools(code):
    name = NAMES.get(code)
    summarizer = LexRankSummarizer(Stemmer(name) if name else null_stemmer)
    try:
        summarizer.stop_words = get_stop_words(name) if name else ()
    except LookupError:
        pass
    return OfflineTokenizer(name or 'english'), summarizer


def summarized(record):
    tokenizer, summarizer = tools(record['lang'].split('-')[0])
    document = PlaintextParser.from_string(record['text'], tokenizer).document
    return {'sentences': [str(one) for one in summarizer(document, record['sentences'])]}


if sys.argv[1:] == ['left-out']:
    print(json.dumps(LEFT_OUT))
else:
    serve(summarized)
