"""Documents to read: lines of JSON, and files of any format that dixit reads."""

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f


def json_lines(spark: SparkSession, path: str | list[str], root: str | None = None) -> DataFrame:
    """Files of one JSON object a line, as columns `source` and `record`; also compressed ones.

    A source is told as the path below `root`, else as the whole path or URL.
    """
    lines = spark.read.text(path).where("trim(value) <> ''")
    return lines.select(_source(root).alias("source"), f.col("value").alias("record"))


def text_files(spark: SparkSession, path: str, root: str | None = None) -> DataFrame:
    """Whole files (text, HTML, Markdown, feeds …), at any depth, as columns `source` and `bytes`."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(path)
    return files.select(_source(root).alias("source"), f.col("content").alias("bytes"))


def request_lines(documents: DataFrame) -> DataFrame:
    """One line for `dixit rows` a document, as bytes, in the only column `line`."""
    has = set(documents.columns)
    if has & {"record", "bytes"} and "source" in has:
        fields = ["source"]
        if "record" in has:
            fields.append("record")
        if "bytes" in has:
            # Spark breaks what base64 gives into lines
            plain = f.replace(f.base64("bytes"), f.lit("\r\n"))
            documents, fields = documents.withColumn("bytes", plain), [*fields, "bytes"]
        line = f.to_json(f.struct(*fields))
    else:
        record = f.to_json(f.struct("*"))
        line = f.to_json(f.struct(f.lit("documents").alias("source"), record.alias("record")))
    return documents.select(f.encode(f.concat(line, f.lit("\n")), "UTF-8").alias("line"))


def _source(root: str | None) -> Column:
    # a plus is a plus in a path, and a space in a form, which is what url_decode reads
    url = f.regexp_replace("_metadata.file_path", r"\+", "%2B")
    path = _local(f.url_decode(url))
    if root is None:
        return path
    start = _local(f.lit(root.rstrip("/") + "/"))
    return f.when(f.startswith(path, start), f.substring(path, f.length(start) + 1, f.length(path))).otherwise(path)


def _local(path: Column) -> Column:
    return f.regexp_replace(path, "^file:/+", "/")
