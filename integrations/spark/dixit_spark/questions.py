"""Questions of dixit's language, asked of tables on Spark."""

import json
import warnings

from pyspark.sql import DataFrame, SparkSession

from .program import Program, temporary_folder
from .tables import Tables


def ask(spark: SparkSession, tables: Tables, question: str, names: str | None = None, program: str = "dixit") -> DataFrame:
    """The answer to a question, worked out when its rows are asked for.

    Names are looked up in the gazetteer of the base `names` on this machine, else in the shipped one. What is wrong with the question, or cannot be
    asked on Spark, is a `DixitError`; what dixit remarks on it is a warning. The views of the tables are laid anew.
    """
    dixit = Program(program, names)
    # where there is no base of this name dixit takes the shipped gazetteer
    base = [] if names else ["--db", str(temporary_folder() / "none.db")]
    compiled = json.loads(dixit.run(*base, "sql", "--dialect", "spark", question))
    for note in compiled["notes"]:
        warnings.warn(note, stacklevel=2)
    tables.views()
    return spark.sql(compiled["sql"], args=compiled["args"])
