"""An extractor over JSON lines with `path`: `python extraction.py trafilatura|resiliparse|libxml2`.

`libxml2` only parses the page, into lxml's tree; nothing can be extracted for less with that library.
"""
import pathlib
import sys

from lines import serve

if sys.argv[1] == 'trafilatura':
    import trafilatura

    def text(page):
        return trafilatura.extract(page, fast=True)
elif sys.argv[1] == 'resiliparse':
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def text(page):
        return extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True)
else:
    import lxml.html

    def text(page):
        return lxml.html.document_fromstring(page).tag if page.strip() else ''

serve(lambda record: {'text': text(pathlib.Path(record['path']).read_bytes())})
