"""What a Spark task does on an executor.

The package need not be installed there: this module and `pipe` are sent by value, and use nothing but the standard library, pyarrow
and pyspark.
"""

import collections
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyarrow
import pyarrow.json
from pyspark import SparkFiles, TaskContext, cloudpickle

from . import pipe
from .pipe import Lines, answers

cloudpickle.register_pickle_by_value(pipe)

#: Bytes of answers that go to Spark at once.
BATCH = 4 << 20

Batches = Iterator[pyarrow.RecordBatch]


@dataclass(frozen=True)
class Shipped:
    """Files that each executor has, by name: the program and, where there is one, the base with its gazetteer."""

    program: str
    base: str | None

    def command(self, *arguments: str) -> list[str]:
        """The command line, on the executor that asks."""
        base = ["--db", SparkFiles.get(self.base)] if self.base else []
        return [SparkFiles.get(self.program), *base, *arguments]


@dataclass(frozen=True)
class Manner:
    """How a task deals with its process: seconds until it counts as hung, how often Spark tries a task, and who is told how long it was waited for."""

    timeout: float
    attempts: int
    waited: Callable[[float], None]

    def is_last(self) -> bool:
        """Whether this is the last try of a task that has failed before."""
        attempt = TaskContext.get().attemptNumber()
        return attempt > 0 and attempt + 1 >= self.attempts


def read_documents(shipped: Shipped, manner: Manner, schema: pyarrow.Schema) -> Callable[[Batches], Batches]:
    """What `dixit rows` answers to the lines in the first column, in the columns of `schema`."""

    def read(batches: Batches) -> Batches:
        command = shipped.command("rows")
        lines = (batch.column(0).to_pylist() for batch in batches)
        found = one_by_one(command, lines, manner) if manner.is_last() else answers(command, lines, manner.timeout, manner.waited)
        for some in gathered(found):
            yield from parsed(some, schema)

    return read


def parsed(lines: Lines, schema: pyarrow.Schema) -> Batches:
    """JSON objects as columns: here, since Spark takes longer to read them than dixit to write them."""
    text = b"\n".join(lines)
    whole = pyarrow.json.ReadOptions(use_threads=False, block_size=len(text) + 1)
    told = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    return iter(pyarrow.json.read_json(io.BytesIO(text), whole, told).to_batches())


def one_by_one(command: list[str], batches: Iterable[Lines], manner: Manner) -> Iterator[Lines]:
    """The same with a process for each line, which is refused where that fails."""
    for line in (line for lines in batches for line in lines):
        try:
            yield [answer for some in answers(command, [[line]], manner.timeout, manner.waited) for answer in some]
        except RuntimeError as failure:
            refused = {"source": json.loads(line).get("source"), "refused": str(failure)}
            yield [json.dumps(refused).encode()]


def judge_pairs(shipped: Shipped, manner: Manner) -> Callable[[Batches], Batches]:
    """The pairs (`one`, `other`) of which `dixit alike` says that they are, as it is asked in `line`."""

    def judge(batches: Batches) -> Batches:
        asked: collections.deque[tuple[int, int]] = collections.deque()

        def lines() -> Iterator[Lines]:
            for batch in batches:
                asked.extend(zip(batch["one"].to_pylist(), batch["other"].to_pylist()))
                yield batch["line"].to_pylist()

        for some in answers(shipped.command("alike"), lines(), manner.timeout, manner.waited):
            alike = [pair for pair, answer in zip([asked.popleft() for _ in some], some) if answer == b"true"]
            columns = [pyarrow.array([pair[n] for pair in alike], pyarrow.int64()) for n in (0, 1)]
            yield pyarrow.RecordBatch.from_arrays(columns, ["one", "other"])
        if asked:
            raise RuntimeError(f"dixit: expected an answer for each pair, found none for {len(asked)}")

    return judge


def gathered(some: Iterable[Lines]) -> Iterator[Lines]:
    """The same lines in batches worth a journey."""
    batch: Lines = []
    size = 0
    for lines in some:
        batch += lines
        size += sum(map(len, lines))
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
