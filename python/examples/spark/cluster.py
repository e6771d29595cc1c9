"""A Spark cluster on this machine, and what becomes of a job when one of its workers dies.

    python cluster.py [--articles N]

Starts a master and two workers as processes of their own, on the loopback address; runs `facts.py` over N articles (made
from the fixtures) undisturbed; runs it again and kills a worker with its executor in the middle; and compares the two
results, row by row. Prints what it did and ends with 0 when they are equal.
"""

import argparse
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.dataset
import pyarrow.parquet
import pyspark
from factbox.spark import SCHEMAS

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parents[2] / "fixtures" / "articles"
SPARK = Path(pyspark.__file__).parent
HOST = "127.0.0.1"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=6000)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_articles(work / "articles", count)
        seconds = {}
        for name, disturb in (("undisturbed", None), ("disturbed", kill_worker)):
            with cluster(work / f"{name}-logs") as (master, workers):
                start = time.monotonic()
                run(master, work, name, workers, disturb)
                seconds[name] = time.monotonic() - start
        differing = [table for table in SCHEMAS if rows(work / "undisturbed" / table) != rows(work / "disturbed" / table)]
        sizes = {table: pyarrow.dataset.dataset(work / "undisturbed" / table).count_rows() for table in SCHEMAS}
    took = ", ".join(f"{name} {took:.0f} s" for name, took in seconds.items())
    print(f"{count} articles, two workers: {took}; rows {sizes}")
    print(f"tables that differ: {', '.join(differing)}" if differing else "equal, though a worker was killed")
    return 1 if differing or not all(sizes.values()) else 0


def write_articles(folder: Path, count: int) -> None:
    """The fixtures over and over, each with its own name and day, in sixteen files."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    folder.mkdir()
    for part in range(16):
        numbers = range(part, count, 16)
        table = pyarrow.table({
            "url": [f"news/{number}" for number in numbers],
            "published": [19000 + number % 365 for number in numbers],
            "body": [texts[number % len(texts)] for number in numbers],
        })
        days = table["published"].cast(pyarrow.int32()).cast(pyarrow.date32())
        pyarrow.parquet.write_table(table.set_column(1, "published", days), folder / f"{part:02}.parquet")


@contextlib.contextmanager
def cluster(logs: Path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """A master and two workers of one core each; their address and their processes."""
    logs.mkdir()
    port = free_port()
    master = f"spark://{HOST}:{port}"
    deploy = "org.apache.spark.deploy"
    nodes = [node(logs, f"{deploy}.master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")]
    try:
        wait_for(port)
        workers = [
            node(logs, f"{deploy}.worker.Worker", "--host", HOST, "--cores", "1", "--memory", "1g", "--webui-port", "0",
                 "--work-dir", str(logs / f"work-{number}"), master)
            for number in range(2)
        ]  # fmt: skip
        nodes += workers
        yield master, workers
    finally:
        for process in nodes:
            stop(process)


def node(logs: Path, *command: str) -> subprocess.Popen:
    log = open(logs / "nodes.log", "a")
    # A session of its own, so that a worker dies with the executors it started.
    return subprocess.Popen([SPARK / "bin" / "spark-class", *command], stdout=log, stderr=log, env=environment(), start_new_session=True)


def environment() -> dict[str, str]:
    return {**os.environ, "SPARK_LOCAL_IP": HOST, "PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(SPARK)}


def run(master: str, work: Path, name: str, workers: list[subprocess.Popen], disturb) -> None:
    """Runs the example on the cluster; `disturb` is called while it works."""
    options = ["--conf", f"spark.driver.host={HOST}", "--conf", "spark.ui.enabled=false", "--executor-memory", "900m"]
    options += ["--conf", "spark.sql.shuffle.partitions=4", "--conf", "spark.eventLog.enabled=true"]
    events = work / f"{name}-events"
    events.mkdir()
    options += ["--conf", f"spark.eventLog.dir=file://{events}", "--conf", "spark.eventLog.compress=false"]
    command = [SPARK / "bin" / "spark-submit", "--master", master, *options, HERE / "facts.py"]
    log = open(work / f"{name}.log", "w")
    job = subprocess.Popen([*command, work / "articles", work / name], stdout=log, stderr=log, env=environment())
    if disturb:
        wait_for_tasks(events, 4, job)
        disturb(workers)
    if job.wait(timeout=900):
        sys.exit(f"the job failed:\n{(work / f'{name}.log').read_text()[-4000:]}")


def wait_for_tasks(events: Path, count: int, job: subprocess.Popen) -> None:
    """Waits until some tasks are done, so that the worker dies in the middle of the job."""
    while job.poll() is None:
        logs = [path.read_text(errors="replace") for path in events.rglob("*") if path.is_file()]
        if sum(log.count('"Event":"SparkListenerTaskEnd"') for log in logs) >= count:
            return
        time.sleep(0.2)
    sys.exit("the job was over before it could be disturbed; give it more articles")


def kill_worker(workers: list[subprocess.Popen]) -> None:
    """SIGKILL to a worker and to all that it started."""
    print("killing a worker and its executor")
    os.killpg(workers[0].pid, signal.SIGKILL)


def rows(table: Path) -> list[str]:
    """All rows, in an order of their own."""
    found = pyarrow.dataset.dataset(table, partitioning="hive").to_table().to_pylist()
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in found)


def stop(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.2)
    sys.exit("the master did not start")


if __name__ == "__main__":
    sys.exit(main())
