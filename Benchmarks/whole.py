"""The whole pipeline beside the one that is put together from PyPI, over one invented press served by nginx."""
import pathlib, shutil, sqlite3, subprocess, sys, threading, time

from fetching import NGINX, free_port, nginx
from measure import ALONE, PEERS, PYTHON, ROOT, WORK

CONFIGURATION = '''version: 1
include: [feeds.yml]
store: {{path: tidings.db}}
http:
  contact: press@tidings.example
  per_host: {{concurrency: 32, min_interval: 0s}}
  robots: {{pages: ignore}}
  allow: {{addresses: ["127.0.0.1:{port}"]}}
  proxy: none
extract: {{max_per_run: 1000000}}
digests: [{{name: daily, group_by: [language], out: digests}}]
'''


# Those of the sample newsroom's that every part of the Python stack reads without further packages.
LANGUAGES = 'de,en,es,fr,ru,vi'


class Whole:
    """What one run took: CPU and wall seconds, the most memory of all its processes together in MB."""

    def __init__(self, command):
        report = WORK / 'measured-whole'
        start, self.memory, self.ended = time.perf_counter(), 0, False
        process = subprocess.Popen([sys.executable, '-I', '-S', ROOT / 'Benchmarks/measured.py', report, *map(str, command)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ALONE, cwd=ROOT)
        watcher = threading.Thread(target=self.watch, args=[process.pid])
        watcher.start()
        errors = process.communicate()[1]
        self.wall, self.ended = time.perf_counter() - start, True
        watcher.join()
        if process.returncode:
            raise SystemExit(f'{command[0]}: {errors.decode(errors="replace")[-2000:]}')
        self.cpu = float(report.read_text().split()[0])

    def watch(self, pid):
        """Shared pages count once: the proportional set size of the whole tree, five times a second."""
        while not self.ended:
            self.memory = max(self.memory, sum(map(proportional_size, descendants(pid))) / 1024)
            time.sleep(.2)


def descendants(pid):
    try:
        children = pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split()
    except OSError:
        children = []
    return [found for child in children for found in [child, *descendants(child)]]


def proportional_size(pid):
    try:
        lines = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith('Pss:'))
    except (OSError, StopIteration):
        return 0


class Press:
    """An invented press as files, and what both sides are told of it."""

    def __init__(self, harness, root, name, port, feeds, articles):
        self.folder, self.articles, self.port = root / name, articles, port
        subprocess.run([harness, 'press', self.folder, f'http://127.0.0.1:{port}/{name}', '--feeds', str(feeds),
                        '--articles', str(articles), '--languages', LANGUAGES], check=True)
        self.feeds = self.folder / 'feeds.txt'

    def ours(self, binary):
        folder = WORK / 'whole-ours'
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / 'pipeline.yml').write_text(CONFIGURATION.format(port=self.port))
        entries = [f'  - {{name: outlet{number}, source: outlet{number}.example, url: "{url}"}}\n'
                   for number, url in enumerate(self.feeds.read_text().split())]
        (folder / 'feeds.yml').write_text('feeds:\n' + ''.join(entries))
        run = Whole([binary, 'run', '--quiet', '--config', folder / 'pipeline.yml'])
        return self.checked(run, folder / 'tidings.db', 'v1_articles', 'story_uid')

    def theirs(self):
        path = WORK / 'whole-theirs.db'
        for file in path.parent.glob(path.name + '*'):
            file.unlink()
        run = Whole([PYTHON, PEERS / 'pipeline.py', self.feeds, path])
        return self.checked(run, path, 'articles', 'story')

    def checked(self, run, path, table, story):
        """Who leaves articles out is fast."""
        database = sqlite3.connect(path)
        run.read, run.texts, run.stories = database.execute(
            f'SELECT count(*), count(nullif(body, \'\')), count(DISTINCT {story}) FROM {table}').fetchone()
        if run.read < self.articles or run.texts < .95 * self.articles:
            raise SystemExit(f'{path}: {run.read} articles, {run.texts} with text, of {self.articles}')
        return run


def whole(bench):
    """Both sides at two sizes: start-up is a large part of what a small press takes."""
    if not NGINX:
        print('whole: left out, since nginx is missing (apt-get install nginx-light)', file=sys.stderr)
        return []
    root, port, rows = WORK / 'press', free_port(), []
    shutil.rmtree(root, ignore_errors=True)
    sizes = max(100, round(2000 * bench.scale)), max(200, round(20_000 * bench.scale))
    try:
        presses = [Press(bench.harness, root, name, port, 1000, size) for name, size in zip(['small', 'large'], sizes)]
        with nginx(root, port):
            runs = [(press.articles, press.ours(bench.binary), press.theirs()) for press in presses]
    finally:
        shutil.rmtree(root, ignore_errors=True)
    for articles, ours, theirs in runs:
        for name, run in [('tidings run', ours), ('the Python stack', theirs)]:
            what = f'articles ({run.wall:.0f} s of wall time, {run.cpu:.1f} s of CPU; {run.stories:,} stories)'
            rows.append({'benchmark': 'whole', 'name': f'{name}, {articles:,} articles', 'unit': what, 'rate': run.read / run.cpu,
                         'memory': run.memory, 'ratio': theirs.cpu / ours.cpu if run is theirs else None,
                         'goal': 20 if run is theirs else None})
        print(f'whole, {articles:,} articles: the Python stack has {theirs.memory / ours.memory:.2f} times our memory (goal: 4)',
              file=sys.stderr)
    return rows
