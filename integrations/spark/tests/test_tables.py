"""Tables that Spark makes are those of a base."""

import json
import unittest

from dixit_spark import Tables, annotate, text_files

from .annotated import documents, multiset, read, rows, tables
from .cases import DIXIT, cases, dixit, expected
from .executors import settled
from .session import FOLDER, spark


class Equal(unittest.TestCase):
    """What every way to the tables must give."""

    def assert_equal_to_the_base(self, found: Tables) -> None:
        self.assertGreater(found["document"].count(), 5000)
        for table in found:
            with self.subTest(table=table):
                there, wanted = multiset(rows(found[table])), multiset(expected(table))
                self.assertEqual((list((there - wanted))[:3], list((wanted - there))[:3]), ([], []))


class Told(Equal):
    def test_every_table_is_equal_to_the_dump(self):
        self.assert_equal_to_the_base(tables())

    def test_what_cannot_be_read_is_told(self):
        refused = rows(tables().refused)
        self.assertEqual({row["why"] for row in refused}, {"expected one text of a source, found another one"})
        self.assertEqual(len(refused), 12)

    def test_clusters_are_among_what_is_compared(self):
        clustered = tables()["copy"].where("cluster IS NOT NULL").count()
        self.assertGreater(clustered, 500)


    def test_an_executor_was_killed_meanwhile_and_another_took_its_place(self):
        killed = read()[1]
        now = settled()
        self.assertEqual(len(now), 2)
        self.assertNotIn(killed, now)


class Written(Equal):
    path = f"file://{FOLDER}/written"

    @classmethod
    def setUpClass(cls):
        tables().write(cls.path)

    def test_parquet_gives_the_same(self):
        self.assert_equal_to_the_base(Tables.read(spark(), self.path))

    def test_files_are_apart_by_month_and_language(self):
        written = FOLDER / "written" / "mention"
        self.assertTrue(list(written.glob("month=2024-10/language=fr/*.parquet")))
        self.assertTrue(list(written.glob("month=none/language=*/*.parquet")))

    def test_a_part_has_the_rows_of_its_documents(self):
        found = Tables.read(spark(), self.path)
        wanted = {row["key"] for row in expected("document") if (row["published"] or "").startswith("2024-10") and row["language"] == "fr"}
        part = found.where("month = '2024-10' AND language = 'fr'")
        chosen = found.only(found["document"].where("published LIKE '2024-10%' AND language = 'fr'"))
        self.assertGreater(len(wanted), 100)
        for found in part, chosen:
            self.assertEqual({row["key"] for row in rows(found["document"])}, wanted)
            for table in "mention", "content":
                there = [row for row in expected(table) if row["document"] in wanted]
                self.assertEqual(multiset(rows(found[table])), multiset(there))


class Revised(unittest.TestCase):
    def test_documents_read_again_take_the_place_of_those_that_were_there(self):
        some = documents().where("record LIKE '%/1__\"%'")
        again = annotate(spark(), some, gazetteer=str(cases() / "base.db"), program=DIXIT)
        self.assertEqual(again["document"].count(), 100)
        older = tables()
        for found in older.updated(again), older.where("month <> 'none'").updated(older):
            for table in "document", "copy", "candidate", "alias":
                self.assertEqual(multiset(rows(found[table])), multiset(expected(table)), table)


    def test_another_text_takes_the_place_of_the_old_one(self):
        record = json.dumps({"url": "https://news.example/100", "text": "Mark Rutte said: “Other.”"})
        newer = annotate(spark(), spark().createDataFrame([("a", record)], "source STRING, record STRING"), program=DIXIT)
        found = tables().updated(newer)
        [document] = rows(found["document"].where("source = 'https://news.example/100'"))
        self.assertEqual(document["text"], "Mark Rutte said: “Other.”")
        [old] = [row["key"] for row in expected("document") if row["source"] == "https://news.example/100"]
        for table in "mention", "copy", "paragraph":
            kept = [row for row in expected(table) if row["document"] != old]
            self.assertEqual(multiset(rows(found[table])), multiset([*kept, *rows(newer[table])]), table)


class Exported(unittest.TestCase):
    def test_a_base_made_of_an_export_has_the_same_dump(self):
        tables().export(f"file://{FOLDER}/exported")
        base = str(FOLDER / "loaded.db")
        dixit("--db", base, "load", str(FOLDER / "exported"))
        self.assertEqual(dixit("--db", base, "dump"), dixit("--db", str(cases() / "base.db"), "dump"))

    def test_a_part_is_a_sound_base_of_its_own(self):
        samples = text_files(spark(), str(cases() / "samples"), root=str(cases()))
        found = annotate(spark(), samples, program=DIXIT)
        part = found.where("month = '2024-10'")
        named = part.only(part["mention"].where("entity = 'mark-rutte'").selectExpr("document AS key"))
        named.export(f"file://{FOLDER}/part")
        base = str(FOLDER / "part.db")
        dixit("--db", base, "load", str(FOLDER / "part"))
        dixit("--db", base, "check")
        loaded = dixit("--db", base, "ask", "--format", "ndjson", "documents | show source").splitlines()
        wanted = {json.loads(line)["source"] for line in loaded}
        self.assertEqual(wanted, {row["source"] for row in rows(named["document"])})
        self.assertIn("samples/2024-10-28_otan-rutte-koursk.txt", wanted)
        self.assertLess(len(wanted), 7)
