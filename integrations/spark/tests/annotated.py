"""The tables of the test documents, made once, and what they are compared with."""

import collections
import functools
from collections.abc import Iterable

from pyspark.sql import DataFrame

from dixit_spark import Tables, annotate, copies, json_lines, text_files

from .cases import DIXIT, cases
from .executors import with_one_killed
from .session import spark


def documents() -> DataFrame:
    """All documents of the tests, in the order in which dixit reads them."""
    root = str(cases())
    lines = json_lines(spark(), f"{root}/documents.jsonl", root)
    return lines.unionByName(text_files(spark(), f"{root}/samples", root), allowMissingColumns=True)


@functools.cache
def read() -> tuple[Tables, int]:
    """Their tables, and the executor that was killed while dixit read documents for it."""
    base = str(cases() / "base.db")
    given = documents()
    found, killed = with_one_killed(lambda: annotate(spark(), given, gazetteer=base, program=DIXIT))
    return copies(found, program=DIXIT), killed


def tables() -> Tables:
    """The tables of all documents of the tests: made while an executor was killed, which nothing may show."""
    return read()[0]


def rows(frame: DataFrame) -> list[dict]:
    """The rows of a table, as a dump tells them."""
    return frame.toArrow().to_pylist()


def multiset(found: Iterable[dict]) -> collections.Counter:
    """Rows in no order."""
    return collections.Counter(tuple(sorted(row.items())) for row in found)
