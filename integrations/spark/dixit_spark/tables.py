"""The tables of what was found, by the names that schema.sql gives them."""

import json
from collections.abc import Iterator, Mapping

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from .program import Columns

#: By which the files of a table are apart.
PARTS = ["month", "language"]

#: What views add to a table: the ids by which questions join rows, and what else they ask.
ADDED = {
    "document": ["key AS id"],
    "entity": ["key AS id"],
    "quotation": ["key AS id"],
    "mention": ["concat(document, '/', key) AS id"],
    "name": ["concat(document, '/', start, '/', `end`) AS id"],
    "alias": ["concat(entity, '/', folded) AS id", "TRUE AS active"],
}


class Tables(Mapping[str, DataFrame]):
    """Tables by name, each a DataFrame with the columns that `dixit rows --columns` tells.

    `refused` holds what could not be read: `source` and `why`. `staging` is the folder for intermediate results.
    """

    def __init__(
        self,
        spark: SparkSession,
        columns: dict[str, Columns],
        frames: dict[str, DataFrame],
        refused: DataFrame,
        staging: str | None = None,
    ):
        self.spark, self.columns, self.refused, self.staging = spark, columns, refused, staging
        self._frames = frames  # with the month and language of their documents, by which files are apart

    def __getitem__(self, table: str) -> DataFrame:
        return self._frames[table].select(*(f"`{name}`" for name in self.columns[table]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def write(self, path: str) -> None:
        """Writes all tables as Parquet, those of documents apart by month of publication (`none` where there is none) and language."""
        told = json.dumps({"columns": self.columns, "parted": list(self._parted())})
        self.spark.createDataFrame([(told,)], "told STRING").coalesce(1).write.mode("overwrite").text(f"{path}/columns")
        self.refused.write.mode("overwrite").parquet(f"{path}/refused")
        for table, frame in self._frames.items():
            if table in self._parted():
                # rows of a month and language come together, in files that are neither tiny nor too large
                parts = frame.hint("rebalance", *map(f.col, PARTS))
                parts.write.mode("overwrite").partitionBy(*PARTS).parquet(f"{path}/{table}")
            else:
                frame.write.mode("overwrite").parquet(f"{path}/{table}")

    @classmethod
    def read(cls, spark: SparkSession, path: str, staging: str | None = None) -> "Tables":
        """The tables that lie in a folder to which they were written."""
        told = json.loads(spark.read.text(f"{path}/columns").first()[0])
        columns = told["columns"]
        frames = {}
        for table in columns:
            parts = dict.fromkeys(PARTS, "STRING") if table in told["parted"] else {}
            schema = ", ".join(f"`{name}` {sort}" for name, sort in (columns[table] | parts).items())
            frames[table] = spark.read.schema(schema).parquet(f"{path}/{table}")
        return cls(spark, columns, frames, spark.read.parquet(f"{path}/refused"), staging)

    def export(self, path: str) -> None:
        """Writes all tables as folders of JSON lines, which `dixit load` makes a base of."""
        for table, frame in self.items():
            frame.write.mode("overwrite").json(f"{path}/{table}", ignoreNullFields=False)

    def where(self, condition: str) -> "Tables":
        """The part whose documents are of some `month` or `language`: only its files are read."""
        return self._with({table: self._frames[table].where(condition) for table in self._parted()})

    def only(self, documents: DataFrame) -> "Tables":
        """The part that belongs to these documents, told by their `key`."""
        return self._with({table: self._joined(table, documents, "left_semi") for table in self._parted()})

    def updated(self, newer: "Tables") -> "Tables":
        """The same with what was read anew, or is new, in the place of what was there; the gazetteer is that of `newer`.

        A document is known by its source. What was there with the same text stays in its cluster of copies; when others came, ask for `copies` again.
        """
        parted, sources = self._parted(), newer["document"].select("source")
        gone = self["document"].join(sources, "source", "left_semi")
        frames = {table: newer.frame(table) for table in newer if table not in parted}
        for table in parted:
            frames[table] = self._joined(table, gone, "left_anti").unionByName(newer.frame(table))
        found = self._with(frames)
        was = self.frame("copy").unionByName(newer._joined("copy", self["document"], "left_anti"))
        return found.with_copies(self.with_copies(was)._joined("copy", found["document"], "left_semi"))

    def frame(self, table: str) -> DataFrame:
        """A table with the month and language of the documents that its rows belong to."""
        return self._frames[table]

    def with_copies(self, copy: DataFrame) -> "Tables":
        """The same with another table `copy`."""
        return self._with({"copy": copy})

    def views(self) -> None:
        """Lays temporary views over the tables, by their names, with the ids by which questions join them."""
        for table, frame in self.items():
            if table == "candidate":
                frame = frame.withColumn("mention", f.expr("concat(document, '/', mention)"))
            frame.selectExpr("*", *ADDED.get(table, [])).createOrReplaceTempView(f"`{table}`")

    def _joined(self, table: str, documents: DataFrame, how: str) -> DataFrame:
        keys = documents.select(f.col("key").alias("chosen")).distinct()
        own = "key" if table == "document" else "document"
        return self._frames[table].join(keys, f.col(own) == f.col("chosen"), how)

    def _parted(self) -> list[str]:
        return [table for table, frame in self._frames.items() if "month" in frame.columns]

    def _with(self, frames: dict[str, DataFrame]) -> "Tables":
        return Tables(self.spark, self.columns, self._frames | frames, self.refused, self.staging)
