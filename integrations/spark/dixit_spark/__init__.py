"""dixit on Apache Spark: the same tables and the same answers, where the documents lie.

>>> tables = copies(annotate(spark, json_lines(spark, "crawl/"), staging="s3a://news/staging"))
>>> tables.write("s3a://news/tables")
>>> ask(spark, tables, "quotes by Mark Rutte | count by act").show()
"""

from .clusters import copies
from .documents import json_lines, text_files
from .program import DixitError
from .questions import ask
from .reading import annotate
from .tables import Tables

__all__ = ["DixitError", "Tables", "annotate", "ask", "copies", "json_lines", "text_files"]
