"""The program `dixit` on the driver: what it tells of itself, and how it comes to the executors."""

import atexit
import base64
import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

import pyarrow
from pyspark.sql import DataFrame, SparkSession

from .pipe import environment
from .tasks import Shipped

#: Columns of a table with their types in Spark, in order.
Columns = dict[str, str]

#: The types of columns in small tables.
ARROW = {"STRING": pyarrow.string(), "BIGINT": pyarrow.int64(), "DOUBLE": pyarrow.float64()}


class DixitError(Exception):
    """What dixit says is wrong, or what is wrong with its surroundings."""


class Program:
    """The program, with the base whose gazetteer it reads: the shipped one where none is given."""

    def __init__(self, name: str = "dixit", base: str | None = None):
        path = shutil.which(name)
        if path is None:
            raise DixitError(f"expected the program `{name}`, found none; name it with program=PATH")
        if base is not None and not pathlib.Path(base).is_file():
            raise DixitError(f"{base}: expected a dixit base, found no file")
        self.path, self.base = path, base

    def run(self, *arguments: str, given: str = "") -> str:
        """What it prints; what it refuses is an error with its own words."""
        base = ["--db", self.base] if self.base else []
        command = [self.path, *base, *arguments]
        done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", env=environment())
        if done.returncode != 0:
            raise DixitError(done.stderr.strip().removeprefix("error: ") or f"dixit ended with {done.returncode}")
        return done.stdout

    def columns(self) -> dict[str, Columns]:
        """The columns of every table."""
        return json.loads(self.run("rows", "--columns"))

    def document_tables(self) -> list[str]:
        """The tables that come of documents: those that it fills for one of a few words."""
        probe = {"source": "probe.txt", "bytes": base64.b64encode("Rien à dire.".encode()).decode()}
        return list(json.loads(self.run("rows", given=json.dumps(probe) + "\n"))["tables"])

    def gazetteer_tables(self, spark: SparkSession, columns: dict[str, Columns]) -> dict[str, DataFrame]:
        """The tables that do not come of documents: entities, their spellings, what the user says.

        They go through this machine to the executors, since these do not see its files.
        """
        folder = temporary_folder()
        if self.base is None:
            (folder / "probe.txt").write_text("Rien à dire.")
            dixit = Program(self.path, None)
            dixit.base = str(folder / "base.db")
            dixit.run("ingest", str(folder / "probe.txt"))
        else:
            dixit = self
        dixit.run("dump", "--format", "ndjson", str(folder / "dump"))
        return {table: _small_table(spark, folder / "dump" / f"{table}.ndjson", columns[table]) for table in columns}

    def ship(self, spark: SparkSession) -> Shipped:
        """Sends the program and the base to the executors: each fetches them once.

        The names they go by are made of what is in them, so that an edited gazetteer is another file.
        """
        folder = temporary_folder()
        program = _send(spark, _named(pathlib.Path(self.path), folder, "dixit"))
        if self.base is None:
            return Shipped(program, None)
        base = _named(_snapshot(self.base, folder), folder, "gazetteer")
        compiled = pathlib.Path(self.base + "-gazetteer")
        if compiled.is_file():
            _send(spark, pathlib.Path(shutil.copy(compiled, f"{base}-gazetteer")))
        return Shipped(program, _send(spark, base))


def temporary_folder() -> pathlib.Path:
    """A folder of this machine that goes when the program ends."""
    folder = tempfile.mkdtemp(prefix="dixit-spark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return pathlib.Path(folder)


def _small_table(spark: SparkSession, path: pathlib.Path, columns: Columns) -> DataFrame:
    schema = pyarrow.schema([(name, ARROW[sort]) for name, sort in columns.items()])
    with path.open(encoding="utf-8") as lines:
        return spark.createDataFrame(pyarrow.Table.from_pylist([json.loads(line) for line in lines], schema))


def _snapshot(base: str, folder: pathlib.Path) -> pathlib.Path:
    """A copy of a base that others may be writing to, whole in one file."""
    copy = folder / "snapshot"
    source, target = sqlite3.connect(f"{pathlib.Path(base).absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.close()
        target.close()
    return copy


def _named(path: pathlib.Path, folder: pathlib.Path, name: str) -> pathlib.Path:
    with path.open("rb") as file:
        known = hashlib.file_digest(file, "blake2b").hexdigest()[:16]
    return pathlib.Path(shutil.copy(path, folder / f"{name}-{known}"))


def _send(spark: SparkSession, path: pathlib.Path) -> str:
    known = {pathlib.PurePosixPath(sent).name for sent in spark.sparkContext.listFiles}
    if path.name not in known:
        spark.sparkContext.addFile(str(path))
    return path.name
