"""`warc extract` and `stage summarize` under Spark: python spark_pipe.py TIDINGS EXECUTORS RESULT FILE …

Executors are processes of their own (local-cluster). One of them is killed as soon as it is at work: Spark notices, starts
another, and does again what was lost. `checkCode=True` makes a stage that fails fail its task, so that it is tried again.
"""
import os
import pathlib
import signal
import sys
import threading
import time

os.environ.setdefault('PYSPARK_PYTHON', sys.executable)
import pyspark

tidings, executors, result, *files = sys.argv[1:]
os.environ.setdefault('SPARK_HOME', str(pathlib.Path(pyspark.__file__).parent))


def processes():
    for entry in pathlib.Path('/proc').iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), (entry / 'cmdline').read_bytes().split(b'\0')
            except OSError:
                pass


def is_ours(pid):
    """Whether a process descends from this one: whatever else runs here is left alone."""
    while pid > 1:
        if pid == os.getpid():
            return True
        try:
            pid = int(pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[1])
        except OSError:
            return False
    return False


def kill_one_executor(killed):
    """Waits until one of our executors has a stage running beneath it, and kills that executor."""
    while not killed:
        for pid, words in processes():
            if words and words[0] == tidings.encode() and is_ours(pid):
                parent = int(pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[1])
                # A Python worker pipes; its daemon's parent is the executor.
                while parent > 1 and b'CoarseGrainedExecutorBackend' not in b' '.join(dict(processes()).get(parent, [])):
                    parent = int(pathlib.Path(f'/proc/{parent}/stat').read_text().rpartition(')')[2].split()[1])
                if parent > 1 and is_ours(parent):
                    os.kill(parent, signal.SIGKILL)
                    killed.append(parent)
                    return
        time.sleep(.02)


settings = pyspark.SparkConf().setMaster(f'local-cluster[{executors},1,512]').setAppName('tidings').setAll([
    ('spark.executor.memory', '512m'), ('spark.driver.memory', '512m'), ('spark.ui.enabled', 'false'), ('spark.ui.showConsoleProgress', 'false'),
    ('spark.driver.host', '127.0.0.1'), ('spark.driver.bindAddress', '127.0.0.1'), ('spark.eventLog.enabled', 'false'),
    # Each process of an executor reads its lines as bytes of UTF-8, whatever the machine's locale.
    ('spark.executorEnv.LC_ALL', 'C.UTF-8')])
context = pyspark.SparkContext(conf=settings)
context.setLogLevel('OFF')
killed = []
threading.Thread(target=kill_one_executor, args=[killed], daemon=True).start()
names = context.parallelize(files, len(files))
extracted = names.pipe(f'{tidings} warc extract --files-from -', checkCode=True).cache()
summarized = extracted.pipe(f'{tidings} stage summarize', checkCode=True)
pathlib.Path(result).mkdir()
for name, lines in [('extracted', extracted), ('summarized', summarized)]:
    with open(f'{result}/{name}', 'w') as file:
        file.writelines(line + '\n' for line in lines.collect())
print(f'Spark {pyspark.__version__}: executor {killed} killed', flush=True)
context.stop()
if not killed:
    sys.exit('no executor was killed: too little work; raise --copies')
