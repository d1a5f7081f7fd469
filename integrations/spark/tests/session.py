"""One Spark of two executors for all tests, in temporary folders of this machine."""

import atexit
import os
import pathlib
import shutil
import sys
import tempfile
import warnings

import pyspark
from pyspark.sql import SparkSession

#: Where everything lies that the tests write.
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="dixit-spark-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "OFF",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.warehouse.dir": str(FOLDER / "warehouse"),
    "spark.task.maxFailures": "3",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def spark(master: str = "local-cluster[2,1,1024]", **more: str) -> SparkSession:
    """The session, begun when it is asked for."""
    found = SparkSession.getActiveSession()
    if found is not None:
        return found
    os.environ.update(
        PYSPARK_PYTHON=sys.executable,
        SPARK_HOME=str(_home()),
        SPARK_LOCAL_DIRS=str(FOLDER),
        SPARK_LOCAL_IP="127.0.0.1",
    )
    warnings.simplefilter("ignore", ResourceWarning)  # of PySpark's own sockets
    builder = SparkSession.builder.master(master)
    for name, value in (SETTINGS | more).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    atexit.register(session.stop)
    return session


def _home() -> pathlib.Path:
    # executors of a local cluster write below Spark's own folder, so they get one that is made of links
    home = FOLDER / "home"
    home.mkdir()
    for part in pathlib.Path(pyspark.__file__).parent.iterdir():
        (home / part.name).symlink_to(part)
    return home
