"""The pipeline that one would put together from PyPI: `python pipeline.py FEEDS DATABASE`.

feedparser, httpx, trafilatura, datasketch, sumy and sqlite3, set up as their documentation does, with what makes them fast:
pages are fetched asynchronously over kept connections, everything else is done by one process per core, trafilatura runs with
`fast=True`, MinHashes are made in batches of three-word shingles. In its favour: texts are matched within one language only
(datasketch can do no more), copies get no summary of their own, there is no full-text index, no robots.txt, no state of feeds and no
digest. FEEDS has one address a line.
"""
import asyncio
import concurrent.futures
import os
import re
import sqlite3
import sys

AT_ONCE = 32
WORDS = re.compile(r'\w+')


def parsed_feed(body):
    import feedparser
    feed = feedparser.parse(body)
    language = (feed.feed.get('language') or 'en').split('-')[0]
    return [(entry.get('link'), entry.get('title'), entry.get('published'), language) for entry in feed.entries]


def extracted(url, page):
    import trafilatura
    from datasketch import MinHash
    document = trafilatura.bare_extraction(page, url=url, fast=True, with_metadata=True)
    if document is None or not document.text:
        return None
    words = WORDS.findall(document.text.lower())
    shingles = {' '.join(words[k:k + 3]) for k in range(max(1, len(words) - 2))} if len(words) > 30 else {
        document.text[k:k + 5] for k in range(max(1, len(document.text) - 4))}
    minhash = MinHash(num_perm=128)
    minhash.update_batch([shingle.encode() for shingle in shingles])
    return document.title, document.author, document.date, document.text, minhash.hashvalues, minhash.scheme


def summarized(language, text):
    from summaries import tools
    from sumy.parsers.plaintext import PlaintextParser
    tokenizer, summarizer = tools(language)
    return ' '.join(str(one) for one in summarizer(PlaintextParser.from_string(text, tokenizer).document, 3))


class Database:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.executescript('''
            PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
            CREATE TABLE articles (url TEXT PRIMARY KEY, title TEXT, author TEXT, published TEXT, language TEXT, body TEXT,
                                   story TEXT, summary TEXT);
            CREATE INDEX articles_story ON articles (story);''')
        self.waiting = []

    def add(self, row):
        self.waiting.append(row)
        if len(self.waiting) >= 100:
            self.commit()

    def commit(self):
        self.connection.executemany('INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)', self.waiting)
        self.connection.commit()
        self.waiting = []


async def every(items, work):
    """At most so many at once; no list of all that is to be done."""
    items = iter(items)

    async def worker():
        for item in items:
            await work(item)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


async def main(feeds, path):
    import httpx
    from datasketch import MinHash, MinHashLSH
    loop, entries, database = asyncio.get_running_loop(), {}, Database(path)
    index = MinHashLSH(threshold=.8, num_perm=128)
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        async with httpx.AsyncClient(limits=limits, timeout=30, trust_env=False) as client:
            async def poll(url):
                answer = await client.get(url)
                for link, title, published, language in await loop.run_in_executor(pool, parsed_feed, answer.content):
                    entries.setdefault(link, (title, published, language))

            async def read(entry):
                url, (title, published, language) = entry
                answer = await client.get(url)
                article = await loop.run_in_executor(pool, extracted, url, answer.content)
                if article is None:
                    return database.add((url, title, None, published, language, None, None, None))
                title, author, date, text, hashvalues, scheme = article
                minhash = MinHash(num_perm=128, hashvalues=hashvalues, scheme=scheme)
                alike = sorted(index.query(minhash))
                index.insert(url, minhash)
                summary = None if alike else await loop.run_in_executor(pool, summarized, language, text)
                database.add((url, title, author, date or published, language, text, alike[0] if alike else url, summary))

            await every(feeds, poll)
            await every(entries.items(), read)
    database.commit()


if __name__ == '__main__':
    with open(sys.argv[1]) as lines:
        asyncio.run(main(lines.read().split(), sys.argv[2]))
