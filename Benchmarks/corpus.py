"""The benchmarks' input, made from the sample newsroom by `tidings demo`: nothing is downloaded."""
import html, importlib.util, json, pathlib, shutil, sqlite3, subprocess, zlib
from importlib.machinery import SourceFileLoader

from measure import ROOT, WORK


class Newsroom:
    """Pages and articles of one demo run."""

    def __init__(self, binary):
        folder = WORK / 'newsroom'
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run([binary, 'demo', '--quiet', '--keep', folder], check=True, stdout=subprocess.DEVNULL)
        database = sqlite3.connect(folder / 'tidings.db')
        database.row_factory = sqlite3.Row
        self.articles = [dict(row) for row in database.execute(
            'SELECT link, title, language, published, body FROM v1_articles WHERE body IS NOT NULL ORDER BY uid')]
        self.pages = []
        (folder / 'pages').mkdir()
        for row in database.execute('SELECT url, charset, page FROM pages ORDER BY url'):
            path = folder / 'pages' / f'{len(self.pages):04d}.html'
            path.write_bytes(zlib.decompress(row['page']))
            self.pages.append({'path': str(path), 'url': row['url'], 'charset': row['charset']})

    def documents(self):
        return [{'lang': one['language'], 'title': one['title'] or '', 'text': one['body']} for one in self.articles]


def documents_of(path):
    """Texts of a folder: every `*.jsonl` in it, records with `text`, and `lang`, `title` where known."""
    for file in sorted(pathlib.Path(path).rglob('*.jsonl')):
        for line in file.read_text().splitlines():
            record = json.loads(line)
            if record.get('text'):
                yield {'lang': record.get('lang') or 'en', 'title': record.get('title') or '', 'text': record['text']}


def pages_of(path):
    """Every file of a folder and the folders in it."""
    return [{'path': str(file), 'url': '', 'charset': None}
            for file in sorted(pathlib.Path(path).resolve().rglob('*')) if file.is_file() and file.suffix not in ('.json', '.jsonl')]


def write_lines(records, name, copies=1):
    """The records as JSON lines, numbered, so many times over."""
    path = WORK / f'{name}.jsonl'
    with path.open('w') as file:
        number = 0
        for _ in range(copies):
            for record in records:
                file.write(json.dumps({'id': number, **record}, ensure_ascii=False) + '\n')
                number += 1
    return path


def invented_articles(count):
    """Articles of invented words in five languages, a tenth of them copies, as Benchmarks/window makes them."""
    loader = SourceFileLoader('window', str(ROOT / 'Benchmarks/window'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return list(module.records(count))


def write_feeds(articles, items=30):
    """A folder of feeds: the newsroom's articles in RSS 2.0 and Atom, whole bodies as escaped HTML or CDATA."""
    folder = WORK / 'feeds'
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for start in range(len(articles)):
        chosen = [articles[(start + k) % len(articles)] for k in range(items)]
        if start % 2:
            text = ''.join(map(atom_entry, chosen))
            text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed {start}</title>{text}</feed>'
        else:
            text = ''.join(map(rss_item, chosen))
            text = ('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
                    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
                    f'<channel><title>Feed {start}</title><link>https://news.example/</link>{text}</channel></rss>')
        (folder / f'{start:04d}.xml').write_text('<?xml version="1.0" encoding="utf-8"?>\n' + text)
    return folder


def paragraphs(article):
    return ''.join(f'<p>{html.escape(line)}</p>' for line in article['body'].split('\n'))


def rss_item(article):
    body = paragraphs(article)
    return (f"<item><title>{html.escape(article['title'])}</title><link>{html.escape(article['link'])}</link>"
            f"<guid>{html.escape(article['link'])}</guid><pubDate>Sat, 21 Nov 2026 10:00:00 +0100</pubDate>"
            f"<dc:creator>Desk</dc:creator><category>World</category>"
            f"<description>{html.escape(article['body'][:200])}</description>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded></item>\n")


def atom_entry(article):
    return (f"<entry><title>{html.escape(article['title'])}</title><link href=\"{html.escape(article['link'])}\"/>"
            f"<id>{html.escape(article['link'])}</id><updated>2026-11-21T10:00:00+01:00</updated>"
            f"<author><name>Desk</name></author><summary>{html.escape(article['body'][:200])}</summary>"
            f"<content type=\"html\">{html.escape(paragraphs(article))}</content></entry>\n")
