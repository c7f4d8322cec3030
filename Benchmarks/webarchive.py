"""WARC files of the sample newsroom's pages: a gzip member a record, as crawlers write them (ISO 28500)."""
import gzip, pathlib, shutil

from measure import WORK


def record(number, page, body):
    """One `response` record: every second body in chunks, every third compressed."""
    headers = [f"Content-Type: text/html{'; charset=' + page['charset'] if page['charset'] else ''}"]
    if number % 3 == 0:
        body = gzip.compress(body, mtime=0)
        headers.append('Content-Encoding: gzip')
    if number % 2 == 0:
        body = b''.join(b'%x\r\n%s\r\n' % (len(part), part) for part in (body[:1000], body[1000:]) if part) + b'0\r\n\r\n'
        headers.append('Transfer-Encoding: chunked')
    block = '\r\n'.join(['HTTP/1.1 200 OK', *headers, '', '']).encode() + body
    head = '\r\n'.join(['WARC/1.0', 'WARC-Type: response', f'WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>',
                        f"WARC-Target-URI: {page['url']}?copy={number}", f'WARC-Date: 2026-11-21T{number // 3600 % 24:02d}:'
                        f'{number // 60 % 60:02d}:{number % 60:02d}Z', 'Content-Type: application/http; msgtype=response',
                        f'Content-Length: {len(block)}', '', '']).encode()
    return gzip.compress(head + block + b'\r\n\r\n', mtime=0)


def write(pages, files, copies):
    """So many files with all pages so many times over, each under an address of its own."""
    folder = WORK / 'warc'
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    bodies = [pathlib.Path(page['path']).read_bytes() for page in pages]
    outputs = [(folder / f'crawl-{number:03d}.warc.gz').open('wb') for number in range(files)]
    for number in range(len(pages) * copies):
        at = number % len(pages)
        outputs[number % files].write(record(number, pages[at], bodies[at]))
    for output in outputs:
        output.close()
    return sorted(folder.iterdir())
