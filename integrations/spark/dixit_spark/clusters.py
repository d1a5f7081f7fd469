"""Clusters of copies over all documents: the very same as in a base (docs/copies.md).

Two wordings are linked when a band brings them together, their sketches agree, and `dixit alike` says that they are. A band brings each
wording that has it together with the first of them, by hash; so a band has few pairs for each of its wordings, however many these are. A
cluster is all that links lead to.
"""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from .reading import manner
from .program import Program
from .staging import small_batches, staged, staging_folder
from .tables import Tables
from .tasks import judge_pairs

#: Wordings of a band that all others of it are compared with, and bytes of two sketches that must agree: as in dixit itself.
LEADERS, AGREEING = 8, 8


def copies(tables: Tables, program: str = "dixit", staging: str | None = None) -> Tables:
    """The same tables with the clusters of copies in the column `cluster` of `copy`: the least key of a document in it, NULL where it is alone."""
    spark = tables.spark
    folder = staging_folder(spark, staging or tables.staging)
    copy = tables.frame("copy")
    wordings = staged(_wordings(copy), f"{folder}/wordings")
    pairs = staged(_pairs(wordings), f"{folder}/pairs")
    with small_batches(spark):
        judge = judge_pairs(Program(program).ship(spark), manner(spark))
        alike = staged(_asked(tables, wordings, pairs).mapInArrow(judge, "one LONG, other LONG"), f"{folder}/alike")
    clusters = _clusters(wordings, components(_links(wordings, alike), folder))
    clustered = copy.drop("cluster").join(clusters, "wording", "left")
    return tables.with_copies(staged(clustered.select(copy.columns), f"{folder}/copy"))


def _wordings(copy: DataFrame) -> DataFrame:
    """Each wording, with the least document that has it, and how many have."""
    least = [f.min("document").alias("document"), f.count("*").alias("documents")]
    return copy.groupBy("wording").agg(*least, f.first("sketch").alias("sketch"), f.first("bands").alias("bands"))


def _pairs(wordings: DataFrame) -> DataFrame:
    """The pairs of wordings that a band brings together and whose sketches agree."""
    banded = wordings.select("wording", "sketch", f.explode(f.split("bands", ",")).alias("band"))
    place = f.row_number().over(Window.partitionBy("band").orderBy("wording"))
    leaders = banded.withColumn("place", place).where(f.col("place") <= LEADERS)
    leaders = leaders.selectExpr("band", "wording AS leader", "sketch AS leading")
    met = banded.join(leaders, "band").where("wording <> leader").where(
        # two digits are a byte
        f"size(filter(sequence(1, length(sketch), 2), n -> substr(sketch, n, 2) = substr(leading, n, 2))) >= {AGREEING}"
    )
    return met.selectExpr("least(wording, leader) AS one", "greatest(wording, leader) AS other").distinct()


def _asked(tables: Tables, wordings: DataFrame, pairs: DataFrame) -> DataFrame:
    """What `dixit alike` is asked of each pair: the texts of two documents, and where their bodies are."""
    met = pairs.selectExpr("one AS wording").union(pairs.select("other")).distinct()
    documents = wordings.join(met, "wording").select("wording", "document")
    texts = tables["document"].selectExpr("key AS document", "text").join(documents, "document")
    parts = tables["paragraph"].where("zone = 'body'").join(documents.select("document"), "document", "left_semi")
    bodies = parts.groupBy("document").agg(f.expr("sort_array(collect_list(array(ordinal, start, `end`)))").alias("parts"))
    told = texts.join(bodies, "document").selectExpr(
        "wording", "named_struct('text', text, 'body', transform(parts, part -> slice(part, 2, 2))) AS told"
    )
    one, other = (told.selectExpr(f"wording AS {name}", f"told AS {name}_told") for name in ("one", "other"))
    line = f.to_json(f.expr("named_struct('one', one_told, 'other', other_told)"))
    return pairs.join(one, "one").join(other, "other").select(
        "one", "other", f.encode(f.concat(line, f.lit("\n")), "UTF-8").alias("line")
    )


def _links(wordings: DataFrame, alike: DataFrame) -> DataFrame:
    """The alike pairs as documents that stand for them, the greater key first."""
    named = wordings.select("wording", "document")
    ends = alike.join(named.toDF("one", "a"), "one").join(named.toDF("other", "b"), "other")
    return ends.selectExpr("greatest(a, b) AS a", "least(a, b) AS b")


def components(links: DataFrame, folder: str) -> DataFrame:
    """Each document to which links lead (`a`), with the least one that they lead to (`b`).

    By turns of large and small stars (Kiveris and others, Connected Components in MapReduce and Beyond, 2014): a chain of thousands takes a
    dozen rounds, and there are never more links than at first.
    """
    links, n = staged(links, f"{folder}/links-0"), 0
    while True:
        n += 1
        after = staged(_small_stars(_large_stars(links)), f"{folder}/links-{n}")
        if links.union(after).groupBy("a", "b").count().where("count = 1").isEmpty():
            return after
        links = after


def _large_stars(links: DataFrame) -> DataFrame:
    """Links each document's greater neighbours with the least of all."""
    ends = links.union(links.select("b", "a"))
    least = f.least("a", f.min("b").over(Window.partitionBy("a")))
    return ends.withColumn("least", least).where("b > a").selectExpr("b AS a", "least AS b").distinct()


def _small_stars(links: DataFrame) -> DataFrame:
    """Links each document and its lesser neighbours with the least of them."""
    found = links.withColumn("least", f.min("b").over(Window.partitionBy("a")))
    lesser = found.where("b <> least").selectExpr("b AS a", "least AS b")
    return lesser.union(found.selectExpr("a", "least AS b")).distinct()


def _clusters(wordings: DataFrame, found: DataFrame) -> DataFrame:
    """The cluster of each wording that is not alone."""
    linked = found.selectExpr("a AS document", "b AS least")
    heads = found.select(f.col("b").alias("document")).distinct().withColumn("heads", f.lit(True))
    cluster = "CASE WHEN least IS NOT NULL OR heads OR documents > 1 THEN coalesce(least, document) END AS cluster"
    return wordings.join(linked, "document", "left").join(heads, "document", "left").selectExpr("wording", cluster)
