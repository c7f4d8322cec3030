"""A feed parser over a folder of feeds, from memory: `python feeds.py fastfeedparser|feedparser FOLDER ROUNDS`."""
import importlib
import pathlib
import sys

parse = importlib.import_module(sys.argv[1]).parse
feeds = [path.read_bytes() for path in sorted(pathlib.Path(sys.argv[2]).iterdir()) if path.is_file()]
items = 0
for _ in range(int(sys.argv[3])):
    for feed in feeds:
        try:
            items += len(parse(feed).entries)
        except Exception:
            pass  # what it cannot read counts as no items
print(items)
