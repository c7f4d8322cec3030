"""JSON lines in, JSON lines out: what every peer is wrapped in, as `tidings stage` wraps ours."""
import json
import sys


def serve(work):
    """Writes `work(record)` for each record of standard input."""
    for line in sys.stdin:
        record = json.loads(line)
        sys.stdout.write(json.dumps({'id': record['id'], **work(record)}, ensure_ascii=False) + '\n')
