"""How fast documents become tables: `python bench.py --program dixit [--documents 200000] [--folder JSONL]`.

Each number of executors of one core is a Spark of its own, and 0 is `dixit ingest` without any. Without a folder of JSON lines, articles of
about five kilobytes are made up. The ways to pass answers on are compared with fewer of them.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql.functions import from_json

from dixit_spark import Tables, annotate, copies, json_lines
from dixit_spark.documents import request_lines
from dixit_spark.pipe import answers
from dixit_spark.program import Program
from dixit_spark.reading import TIMEOUT, answer_schema, answer_type, manner
from dixit_spark.tasks import Manner, Shipped, read_documents
from tests.cases import documents
from tests.session import FOLDER, spark

#: Articles of a file, paragraphs of an article at most, which makes five kilobytes on average, and how many of these quote nobody.
FILE, LONGEST, PLAIN = 10_000, 50, 0.6

#: Files of articles with which the ways to pass answers on are compared.
COMPARED = 2

HEADS = ["what", "executors", "seconds", "documents/s", "task time waiting for dixit", "shuffled, MB", "on disk, MB"]


def main() -> None:
    """Measures everything, and prints a table."""
    given = arguments()
    folder = pathlib.Path(given.folder) if given.folder else made_up(given.documents)
    given.folder = str(folder)
    if given.executors_of_one:
        return measure(given, given.executors_of_one)
    print(f"| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}", flush=True)
    for executors in given.executors:
        if executors == 0:
            tell(ingest(given))
            continue
        one = ["--executors-of-one", str(executors), "--folder", str(folder), "--documents", str(given.documents)]
        subprocess.run([sys.executable, __file__, "--program", given.program, *one], check=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="dixit")
    parser.add_argument("--documents", type=int, default=200_000, help="how many are made up, or are in the folder")
    parser.add_argument("--folder", help="with files of JSON lines")
    parser.add_argument("--executors", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--executors-of-one", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def made_up(count: int) -> pathlib.Path:
    """A folder with made-up articles."""
    folder = FOLDER / "articles"
    folder.mkdir()
    for n, article in enumerate(documents(count, LONGEST, PLAIN)):
        with (folder / f"{n // FILE:04}.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    return folder


def ingest(given: argparse.Namespace) -> list:
    """The same without Spark: a base made by all threads of this machine."""
    base = FOLDER / "base.db"
    start = time.monotonic()
    command = [Program(given.program).path, "--db", str(base), "ingest", given.folder]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.monotonic() - start
    return ["`dixit ingest`, no Spark, all threads", "", seconds, given.documents / seconds, None, None, size(base)]


def measure(given: argparse.Namespace, executors: int) -> None:
    """All steps on a Spark with so many executors."""
    session = spark(f"local-cluster[{executors},1,1024]")
    waited = session.sparkContext.accumulator(0.0)
    lines = json_lines(session, given.folder)
    lines.limit(1).collect()
    staging = FOLDER / f"staging-{executors}"

    def step(what: str, work: Callable[[], object], place: pathlib.Path | None = None, count: int = given.documents) -> object:
        before, waited.value = totals(), 0.0
        start = time.monotonic()
        found = work()
        seconds = time.monotonic() - start
        task_time, shuffled = (after - was for after, was in zip(totals(), before))
        share = waited.value / task_time if waited.value else None
        tell([what, executors, seconds, count / seconds, share, shuffled / 1e6, size(place) if place else None])
        return found

    if executors == max(given.executors):
        compare(session, given, step, waited)
    read = lambda: annotate(session, lines, program=given.program, staging=staging.as_uri(), waited=waited)
    tables: Tables = step("`annotate`", read, staging)
    tables = step("`copies`", lambda: copies(tables, program=given.program))
    step("`write`", lambda: tables.write((FOLDER / f"tables-{executors}").as_uri()), FOLDER / f"tables-{executors}")


def compare(session: SparkSession, given: argparse.Namespace, step: Callable, waited) -> None:
    """Answers alone, which nobody keeps: by Arrow and by pickled lines."""
    files = sorted(map(str, pathlib.Path(given.folder).iterdir()))[:COMPARED]
    lines = json_lines(session, files)
    count = lines.count()
    dixit = Program(given.program)
    shipped, how = dixit.ship(session), manner(session, TIMEOUT, waited)
    columns = dixit.columns()
    told = {table: columns[table] for table in dixit.document_tables()}
    requests = request_lines(lines)
    arrow = requests.mapInArrow(read_documents(shipped, how, answer_schema(told)), answer_type(told))
    step("answers as Arrow batches", lambda: nowhere(arrow), count=count)
    pickled = requests.rdd.mapPartitions(read_lines(shipped, how)).toDF("answer STRING")
    rows = pickled.select(from_json("answer", f"STRUCT<{answer_type(told)}>"))
    step("answers as pickled lines, read by Spark", lambda: nowhere(rows), count=count)


def read_lines(shipped: Shipped, how: Manner) -> Callable[[Iterator[Row]], Iterator[tuple[str]]]:
    """What `read_documents` does, for rows one by one."""

    def read(rows: Iterator[Row]) -> Iterator[tuple[str]]:
        for some in answers(shipped.command("rows"), ([bytes(row[0])] for row in rows), how.timeout, how.waited):
            yield from ((line.decode(),) for line in some)

    return read


def nowhere(frame: DataFrame) -> None:
    frame.write.format("noop").mode("overwrite").save()


def totals() -> tuple[float, int]:
    """Seconds of all tasks so far, and the bytes that they shuffled."""
    time.sleep(1)  # what tasks tell comes a little later
    store = spark().sparkContext._jsc.sc().statusStore()
    executors = store.executorList(False)
    found = [executors.apply(n) for n in range(executors.size())]
    return sum(one.totalDuration() for one in found) / 1000, sum(one.totalShuffleWrite() for one in found)


def size(path: pathlib.Path) -> float:
    """Megabytes of a file or a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def tell(row: list) -> None:
    """Prints a row of the table."""
    what, executors, seconds, speed, share, *megabytes = row
    cells = [what, executors, f"{seconds:.1f}", f"{speed:,.0f}", "" if share is None else f"{share:.0%}"]
    print("|", " | ".join(map(str, [*cells, *("" if mb is None else f"{mb:,.1f}" for mb in megabytes)])), "|", flush=True)


if __name__ == "__main__":
    main()
