#!/usr/bin/env python3
"""CPU time of a Python feed parser over a folder of feeds.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install fastfeedparser feedparser
    /tmp/peers/bin/python Benchmarks/peers/feeds.py fastfeedparser FOLDER [ROUNDS]
    TIDINGS_FEEDS=FOLDER swift test -c release --disable-xctest --filter FeedBenchmarks

Both read every file into memory first and count CPU time of this process only; run them one after the
other on an idle machine.
"""
import importlib
import pathlib
import sys
import time

name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
parse = importlib.import_module(name).parse
files = [path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()]
items = failed = 0
start = time.process_time()
for _ in range(rounds):
    for data in files:
        try:
            items += len(parse(data).entries)
        except Exception:
            failed += 1
seconds = (time.process_time() - start) / rounds
print(f"{name}: {len(files)} feeds, {items // rounds} items, {failed // rounds} failed, "
      f"{len(files) / seconds:.0f} feeds/s")
