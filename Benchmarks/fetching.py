"""Downloads from nginx on a free loopback port: tidings' transport beside `curl --parallel`."""
import contextlib, shutil, socket, subprocess, sys, time

import corpus
from measure import WORK, once

CONFIGURATION = '''
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
daemon off;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  default_type text/html;
  types {{ text/html html; application/rss+xml xml; }}
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  keepalive_requests 1000000;
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    root {root};
    location / {{ try_files $uri {fallback} =404; }}
  }}
}}
'''


# Debian puts it where users' paths do not lead.
NGINX = shutil.which('nginx') or shutil.which('nginx', path='/usr/sbin:/usr/local/sbin')


def free_port():
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def nginx(root, port, fallback=''):
    """Serves a folder on loopback; `fallback` is what it gives where there is no such file."""
    folder = WORK / 'nginx'
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # Its workers run as another user when it is started by root.
    folder.chmod(0o755)
    (folder / 'nginx.conf').write_text(CONFIGURATION.format(folder=folder, port=port, root=root, fallback=fallback))
    server = subprocess.Popen([NGINX, '-p', folder, '-c', folder / 'nginx.conf'], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(('127.0.0.1', port), 1):
                break
            time.sleep(.05)
        yield
    finally:
        server.terminate()
        server.wait()


def fetch(bench, rounds=5):
    """Requests per second of wall time: the server's share is the same for both. The best of the rounds counts."""
    if not NGINX:
        print('fetch: left out, since nginx is missing (apt-get install nginx-light)', file=sys.stderr)
        return []
    count, rows = max(1000, round(10_000 * bench.scale)), []
    page = max((open(one['path'], 'rb').read() for one in bench.newsroom.pages), key=len)
    root, port = WORK / 'page', free_port()
    root.mkdir(parents=True, exist_ok=True)
    (root / 'page.html').write_bytes(page)
    base = f'http://127.0.0.1:{port}/page/'
    with nginx(root, port, '/page.html'):
        for width in (32, 200):
            ours, theirs = [], []
            for _ in range(rounds):
                run = once([bench.harness, 'fetch', base, count, width])
                if int(run.output.read_text()) != count:
                    raise SystemExit(f'fetch: only {run.output.read_text().strip()} of {count} came')
                run.output.unlink()
                ours.append(run)
                run = once(['curl', '--silent', '--fail', '--parallel', '--parallel-max', width, '--output', '/dev/null',
                            f'{base}[0-{count - 1}]'])
                run.output.unlink()
                theirs.append(run)
            rows += [row(f'tidings-bench fetch, {width} at once', ours, count),
                     row(f'curl --parallel, {width} at once', theirs, count, ours)]
    return rows


def row(name, runs, count, ours=None):
    best = min(run.wall for run in runs)
    return {'benchmark': 'fetch', 'name': name, 'unit': f'requests per second of wall time ({min(run.cpu for run in runs):.2f} s of CPU)',
            'rate': count / best, 'memory': max(run.memory for run in runs),
            'ratio': best / min(run.wall for run in ours) if ours else None, 'goal': .95 if ours else None}
