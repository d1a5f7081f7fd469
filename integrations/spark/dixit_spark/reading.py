"""Documents to tables: dixit reads them where they lie."""

import pyarrow
from pyspark import cloudpickle
from pyspark.accumulators import Accumulator
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f

from . import tasks
from .documents import request_lines
from .program import ARROW, Columns, Program
from .staging import small_batches, staged, staging_folder
from .tables import Tables
from .tasks import Manner, read_documents

cloudpickle.register_pickle_by_value(tasks)

#: Seconds within which dixit must say something.
TIMEOUT = 300.0


def annotate(
    spark: SparkSession,
    documents: DataFrame,
    gazetteer: str | None = None,
    program: str = "dixit",
    staging: str | None = None,
    timeout: float = TIMEOUT,
    waited: Accumulator | None = None,
) -> Tables:
    """Reads documents, and gives the tables of what is found in them.

    `documents` has the columns `source` and `record` (a JSON object as text), or `source` and `bytes` (a file), or all three;
    or any columns that `dixit ingest` would read of a table, such as `text`, `url`, `title`, `published`.
    `gazetteer` is a base on this machine; its documents are not looked at. `staging` is a folder that all executors reach;
    where there is none, a temporary one, as long as they are all on this machine.

    The documents are read once, here and now; what is found lies in `staging` as Parquet, from which all tables are read.
    A dixit process that dies, or says nothing for `timeout` seconds, fails its task, which Spark tries again; at its last
    try each document has a process of its own, and one that does not bear it is refused. `waited` adds up the
    seconds for which tasks waited for dixit.
    """
    dixit = Program(program, gazetteer)
    columns = dixit.columns()
    folder = staging_folder(spark, staging)
    told = {table: columns[table] for table in dixit.document_tables()}
    read = read_documents(dixit.ship(spark), manner(spark, timeout, waited), answer_schema(told))
    with small_batches(spark):
        answers = request_lines(documents).mapInArrow(read, answer_type(told))
        found = staged(answers.select("*", f.monotonically_increasing_id().alias("place")), f"{folder}/found")
    later = staged(_later(found), f"{folder}/later")
    kept = found.join(f.broadcast(later.select("place")), "place", "left_anti") if not later.isEmpty() else found
    frames = {table: _rows(kept, table) for table in told}
    frames |= dixit.gazetteer_tables(spark, {table: columns[table] for table in columns if table not in told})
    return Tables(spark, columns, frames, _refused(found, later), staging)


def manner(spark: SparkSession, timeout: float = TIMEOUT, waited: Accumulator | None = None) -> Manner:
    """How tasks of this session deal with dixit."""
    context = spark.sparkContext
    once = context.master.startswith("local") and not context.master.startswith("local-cluster")
    attempts = 1 if once else int(context.getConf().get("spark.task.maxFailures", "4"))
    return Manner(timeout, attempts, (lambda seconds: None) if waited is None else waited.add)


def answer_schema(tables: dict[str, Columns]) -> pyarrow.Schema:
    """What dixit answers to a document."""
    text = pyarrow.string()
    row = lambda columns: pyarrow.struct([(name, ARROW[sort]) for name, sort in columns.items()])
    found = pyarrow.struct([(table, pyarrow.list_(row(columns))) for table, columns in tables.items()])
    return pyarrow.schema([("source", text), ("refused", text), ("tables", found)])


def answer_type(tables: dict[str, Columns]) -> str:
    """The same in Spark's words."""
    rows = {table: ", ".join(f"`{name}`: {sort}" for name, sort in columns.items()) for table, columns in tables.items()}
    found = ", ".join(f"`{table}`: ARRAY<STRUCT<{row}>>" for table, row in rows.items())
    return f"source STRING, refused STRING, tables STRUCT<{found}>"


def _rows(found: DataFrame, table: str) -> DataFrame:
    """The rows of a table, with the month and language of their documents."""
    published, language = (f"tables.document.{name}[0]" for name in ("published", "language"))
    month = f"coalesce(substring({published}, 1, 7), 'none') AS month"
    rows = found.selectExpr(f"explode(tables.`{table}`) AS row", month, f"{language} AS language")
    return rows.select("row.*", "month", *([] if table == "document" else ["language"]))


def _later(found: DataFrame) -> DataFrame:
    """What gives a source again that another row gave: as with `dixit ingest`, the first one counts."""
    told = found.where("tables IS NOT NULL")
    given = told.selectExpr("place", "source", "tables.document.text_hash[0] AS text")
    same = Window.partitionBy("source").orderBy("place")
    first = given.select("*", f.first("place").over(same).alias("first"), f.first("text").over(same).alias("first_text"))
    return first.where("place <> first").selectExpr("place", "source", "text <> first_text AS other")


def _refused(found: DataFrame, later: DataFrame) -> DataFrame:
    unread = found.where("tables IS NULL").selectExpr("source", "refused AS why")
    other = later.where("other").selectExpr("source", "'expected one text of a source, found another one' AS why")
    return unread.unionAll(other)
