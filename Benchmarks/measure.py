"""Runs programs and counts what they take: CPU time and memory of the process alone, start-up subtracted."""
import os, pathlib, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / 'Benchmarks/peers'
WORK = ROOT / '.build-peers'
PYTHON = WORK / 'venv/bin/python'
# One core for everybody: numpy's threads would add CPU time to the peers.
ALONE = {**os.environ, 'OMP_NUM_THREADS': '1', 'OPENBLAS_NUM_THREADS': '1', 'PYTHONHASHSEED': '0'}


class Taken:
    """CPU seconds (user and system), wall seconds, peak memory in MB, and where the output lies."""

    def __init__(self, cpu, wall, memory, output):
        self.cpu, self.wall, self.memory, self.output = cpu, wall, memory, output


def prepare_peers():
    """Makes the peers' Python environment, where it is missing or older than its list of packages."""
    wanted, mark = PEERS / 'requirements.txt', WORK / 'venv/installed'
    if mark.exists() and mark.read_text() == wanted.read_text():
        return
    print(f'installing peers into {WORK / "venv"}', file=sys.stderr)
    subprocess.run([sys.executable, '-m', 'venv', WORK / 'venv'], check=True)
    subprocess.run([PYTHON, '-m', 'pip', 'install', '--quiet', '-r', wanted], check=True)
    mark.write_text(wanted.read_text())


def peer(script, *arguments):
    return [str(PYTHON), str(PEERS / script), *arguments]


def once(command, lines=None):
    """One run, fed with `lines` (a path), its output in a file."""
    output = tempfile.NamedTemporaryFile(dir=WORK, prefix='output-', delete=False)
    report = WORK / 'measured'
    with output, open(lines or os.devnull, 'rb') as source:
        start = time.perf_counter()
        ended = subprocess.run([sys.executable, '-I', '-S', ROOT / 'Benchmarks/measured.py', report, *map(str, command)],
                               stdin=source, stdout=output, stderr=subprocess.PIPE, env=ALONE, cwd=ROOT)
        wall = time.perf_counter() - start
    if ended.returncode != 0:
        raise SystemExit(f'{" ".join(map(str, command))}: {ended.stderr.decode(errors="replace")[-2000:]}')
    cpu, memory = map(float, report.read_text().split())
    return Taken(cpu, wall, memory / 1024, pathlib.Path(output.name))


class Contender:
    """A program that takes part: its command with input, its command without any, how often it works through one input."""

    def __init__(self, name, command, lines=None, idle=None, idle_lines=None, copies=1, goal=None):
        self.name, self.command, self.lines = name, command, lines
        self.idle, self.idle_lines = idle or command, idle_lines
        self.copies, self.goal = copies, goal


def compare(title, unit, count, contenders, check, rounds=3):
    """Runs all contenders in turn, so many rounds; the first is ours. Returns the table's rows.

    The least CPU time of the rounds counts: whatever else the machine does can only add to it.
    """
    best = {}
    for _ in range(rounds):
        for contender in contenders:
            idle = once(contender.idle, contender.idle_lines)
            taken = once(contender.command, contender.lines)
            check(contender, taken.output)
            for run in (idle, taken):
                run.output.unlink()
            cpu = max(taken.cpu - idle.cpu, 1e-6) / contender.copies
            known = best.get(contender.name)
            if known is None or cpu < known[0]:
                best[contender.name] = (cpu, max(taken.memory, known[1] if known else 0))
    ours = best[contenders[0].name][0]
    rows = []
    for contender in contenders:
        cpu, memory = best[contender.name]
        rows.append({'benchmark': title, 'name': contender.name, 'unit': unit, 'rate': count / cpu, 'memory': memory,
                     'ratio': None if contender is contenders[0] else cpu / ours, 'goal': contender.goal})
    return rows


def shown(rate):
    return f'{rate:,.0f}' if rate >= 10 else f'{rate:.2g}'


def table(rows):
    """As Markdown; the same text goes to the terminal and into docs/performance.md."""
    lines = ['| benchmark | program | per CPU second | MB at most | ours ÷ its speed | goal |',
             '|---|---|---:|---:|---:|---:|']
    for row in rows:
        ratio = '' if row['ratio'] is None else f"**{row['ratio']:.3g}**"
        goal = '' if row['goal'] is None else f"{row['goal']:g}"
        lines.append(f"| {row['benchmark']} | {row['name']} | {shown(row['rate'])} {row['unit']} | {row['memory']:.0f} "
                     f"| {ratio} | {goal} |")
    return '\n'.join(lines)
