"""Where intermediate results lie: Parquet files, since those outlive an executor, and each table reads only its own columns of them."""

import contextlib
import uuid
from collections.abc import Iterator

from pyspark.sql import DataFrame, SparkSession

from .program import DixitError, temporary_folder

#: Bytes of documents that go to a Python process at once.
GIVEN = 8 << 20


def staging_folder(spark: SparkSession, given: str | None) -> str:
    """A new folder for intermediate results: in the one given, else a temporary one where all executors are on this machine."""
    if given is not None:
        return f"{given.rstrip('/')}/{uuid.uuid4().hex}"
    if not spark.sparkContext.master.startswith("local"):
        raise DixitError("expected a folder that all executors reach, found none; name it with staging=FOLDER")
    return temporary_folder().as_uri()


def staged(frame: DataFrame, path: str) -> DataFrame:
    """The same rows, worked out once and lying in files: their plan begins there."""
    frame.write.mode("overwrite").parquet(path)
    return frame.sparkSession.read.schema(frame.schema).parquet(path)


@contextlib.contextmanager
def small_batches(spark: SparkSession) -> Iterator[None]:
    """Gives Python processes documents in small batches, however long these are, in what runs meanwhile."""
    name = "spark.sql.execution.arrow.maxBytesPerBatch"
    before = spark.conf.get(name)
    spark.conf.set(name, GIVEN)
    try:
        yield
    finally:
        spark.conf.set(name, before)
