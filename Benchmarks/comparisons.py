"""What is compared with what. Each function makes its input and returns the rows of its table."""
import json, pathlib, subprocess

import corpus
from fetching import fetch
from measure import Contender, compare, once, peer
from whole import whole


class Bench:
    """What all comparisons share: our programs, the newsroom, the folder that the user gave, how much to do."""

    def __init__(self, binary, harness, folder, scale):
        self.binary, self.harness, self.folder, self.scale = binary, harness, folder, scale
        self.newsroom = corpus.Newsroom(binary)

    def stage(self, name):
        return [self.binary, 'stage', name]

    def documents(self):
        found = list(corpus.documents_of(self.folder)) if self.folder else []
        return found or self.newsroom.documents()

    def pages(self):
        found = corpus.pages_of(self.folder) if self.folder else []
        return found or self.newsroom.pages

    def copies(self, count, wanted):
        """How often so many records are repeated for a run to be long enough to measure."""
        return max(1, round(self.scale * wanted / max(1, count)))


def answers(count):
    """Checks that there was one answer a record and no error: who does nothing is fast."""
    def check(contender, output):
        lines = output.read_text().splitlines()
        errors = sum('"error":' in line and 'error' in json.loads(line) for line in lines)
        if len(lines) != count * contender.copies or errors:
            raise SystemExit(f'{contender.name}: {len(lines)} answers, {errors} errors, {count * contender.copies} records')
    return check


def spread(records, most):
    """At most so many, from all over the list."""
    return records[::-(-len(records) // most)] if len(records) > most else records


def summaries(bench):
    left_out = json.loads(subprocess.check_output(peer('summaries.py', 'left-out')))
    documents = [{**one, 'sentences': 3} for one in bench.documents() if one['lang'].split('-')[0] not in left_out]
    documents = spread(documents, 400)
    copies, few = bench.copies(len(documents), 2000), bench.copies(len(documents), 300)
    return compare('summaries', 'documents', len(documents), [
        Contender('tidings stage summarize', bench.stage('summarize'),
                  corpus.write_lines(documents, 'summaries-ours', copies), copies=copies),
        Contender('sumy, LexRank', peer('summaries.py'), corpus.write_lines(documents, 'summaries-sumy', few), copies=few,
                  goal=20),
    ], answers(len(documents)))


def sentences(bench):
    known = set(json.loads(subprocess.check_output(peer('sentences.py', 'languages'))))
    documents = [one for one in bench.documents() if one['lang'].split('-')[0] in known]
    documents = spread(documents, 400)
    copies, few = bench.copies(len(documents), 2000), bench.copies(len(documents), 300)
    return compare('sentences', 'documents', len(documents), [
        Contender('tidings stage sentences', bench.stage('sentences'),
                  corpus.write_lines(documents, 'sentences-ours', copies), copies=copies),
        Contender('pySBD', peer('sentences.py'), corpus.write_lines(documents, 'sentences-pysbd', few), copies=few, goal=20),
    ], answers(len(documents)))


def extraction(bench):
    pages = bench.pages()
    copies = {'tidings': bench.copies(len(pages), 1000), 'fast': bench.copies(len(pages), 1000), 'slow': bench.copies(len(pages), 300)}
    lines = {name: corpus.write_lines(pages, f'extraction-{name}', number) for name, number in copies.items()}
    rows = compare('extraction', 'pages', len(pages), [
        Contender('tidings stage extract', bench.stage('extract'), lines['tidings'], copies=copies['tidings']),
        Contender('trafilatura, fast', peer('extraction.py', 'trafilatura'), lines['slow'], copies=copies['slow'],
                  goal=10),
        Contender('resiliparse', peer('extraction.py', 'resiliparse'), lines['fast'], copies=copies['fast'], goal=1),
        Contender("a bare parse (lxml's libxml2)", peer('extraction.py', 'libxml2'), lines['fast'], copies=copies['fast']),
    ], answers(len(pages)))
    many = bench.copies(len(pages), 10_000)
    long = once(bench.stage('extract'), corpus.write_lines(pages, 'extraction-long', many))
    long.output.unlink()
    return rows + [{'benchmark': 'extraction', 'name': f'tidings stage extract, {many * len(pages):,} pages', 'unit': 'pages',
                    'rate': many * len(pages) / long.cpu, 'memory': long.memory, 'ratio': None, 'goal': None}]


def dedupe(bench):
    articles = spread(list(corpus.documents_of(bench.folder)), 2000) if bench.folder else []
    articles = articles or corpus.invented_articles(max(100, round(2000 * bench.scale)))
    lines = corpus.write_lines(articles, 'dedupe')
    rows = compare('evidence', 'articles', len(articles), [
        Contender('tidings-bench evidence', [bench.harness, 'evidence'], lines),
        Contender('datasketch, three words', peer('dedupe.py', 'evidence', 'words'), lines, goal=5),
        Contender('datasketch, five characters', peer('dedupe.py', 'evidence', 'characters'), lines, goal=5),
    ], answers(len(articles)))
    return rows + compare('matching', 'articles', len(articles), [
        Contender('tidings stage dedupe', bench.stage('dedupe'), lines),
        Contender('datasketch and its LSH, three words', peer('dedupe.py', 'match', 'words'), lines),
        Contender('datasketch and its LSH, five characters', peer('dedupe.py', 'match', 'characters'), lines),
    ], answers(len(articles)))


def feeds(bench):
    folder, endings = corpus.write_feeds(bench.newsroom.articles), ('.xml', '.rss', '.atom', '.rdf')
    if bench.folder and any(path.suffix in endings for path in pathlib.Path(bench.folder).iterdir()):
        folder = pathlib.Path(bench.folder).resolve()
    count, items = len([path for path in folder.iterdir() if path.is_file()]), {}
    many = bench.copies(count, 1000)

    def contender(name, command, rounds, goal=None):
        return Contender(name, [*command, folder, rounds], idle=[*command, folder, 0], copies=rounds, goal=goal)

    def check(contender, output):
        items[contender.name] = int(output.read_text()) / contender.copies
        if not items[contender.name]:
            raise SystemExit(f'{contender.name}: no items')

    rows = compare('feeds', 'feeds', count, [
        contender('tidings-bench feeds', [bench.harness, 'feeds'], many),
        contender('fastfeedparser', peer('feeds.py', 'fastfeedparser'), many, 1),
        contender('feedparser', peer('feeds.py', 'feedparser'), 1),
    ], check)
    for row in rows:
        row['name'] += f" ({items[row['name']]:,.0f} items)"
    return rows


ALL = {'feeds': feeds, 'extraction': extraction, 'sentences': sentences, 'summaries': summaries, 'dedupe': dedupe,
       'fetch': fetch, 'whole': whole}
