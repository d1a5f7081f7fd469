"""Documents that are meant to break something end as rows, not as the end of a job."""

import json
import os
import stat
import sys
import textwrap
import unittest

from dixit_spark import DixitError, Tables, annotate, json_lines

from .annotated import rows
from .cases import DIXIT
from .session import FOLDER, spark

#: Passes lines on to dixit, unless they hold words that it does not bear: once, or each time.
FRAGILE = """
    #!{python}
    import os, pathlib, signal, subprocess, sys, time
    if sys.argv[-1] != "rows":
        os.execv({dixit!r}, [{dixit!r}, *sys.argv[1:]])
    def is_first(word):
        try:
            pathlib.Path({folder!r}, word).touch(exist_ok=False)
            return True
        except FileExistsError:
            return False
    dixit = subprocess.Popen([{dixit!r}, *sys.argv[1:]], stdin=subprocess.PIPE)
    for line in sys.stdin.buffer:
        if b"deadly" in line or b"die-once" in line and is_first("die-once"):
            print("thread 'main' has overflowed its stack", file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        if b"hang-once" in line and is_first("hang-once"):
            time.sleep(3600)
        dixit.stdin.write(line)
        dixit.stdin.flush()
    dixit.stdin.close()
    sys.exit(dixit.wait())
"""


def fragile() -> str:
    """A program that dies of some documents and hangs on others."""
    program = FOLDER / "fragile"
    dixit = os.path.realpath(DIXIT) if os.sep in DIXIT else DIXIT
    text = FRAGILE.format(python=sys.executable, dixit=dixit, folder=str(FOLDER))
    program.write_text(textwrap.dedent(text).lstrip())
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def sources(tables: Tables) -> set[str]:
    """Of which documents there are rows."""
    return {row["source"] for row in rows(tables["document"])}


class Hostile(unittest.TestCase):
    def test_bytes_and_records_of_all_sorts_are_read_or_refused(self):
        good = "Mark Rutte said: “Yes.”"
        files = {
            "broken.txt": b"Mark Rutte said \xff\xfe\xc3 no. \xc3\x28",
            "nul.txt": b"Mark Rutte\0 said: \xe2\x80\x9cno\0\xe2\x80\x9d.",
            "empty.txt": b"",
            "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"<p>Mark Rutte said no.</p>",
            "binary.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 100,
            "long.txt": ("Mark Rutte said: “No.” " * 200_000).encode(),
            "good.txt": good.encode(),
        }
        records = {
            "none": "no JSON",
            "list": "[1, 2]",
            "deep": "[" * 100_000,
            "empty": "{}",
            "number": '{"text": 7, "url": "https://news.example/number"}',
            "half": '{"text": "' + good,
            "surrogate": '{"text": "Mark \\ud800 Rutte", "url": "https://news.example/surrogate"}',
            "nul": '{"text": "Mark\\u0000 Rutte said no.", "url": "https://news.example/nul"}',
            "good": json.dumps({"text": good, "url": "https://news.example/good"}),
        }
        given = [(name, None, content) for name, content in files.items()] + [(name, record, None) for name, record in records.items()]
        documents = spark().createDataFrame(given, "source STRING, record STRING, bytes BINARY").repartition(2)
        tables = annotate(spark(), documents, program=DIXIT)
        read, refused = sources(tables), {row["source"].split("#")[0] for row in rows(tables.refused)}
        self.assertLessEqual({"good.txt", "long.txt", "broken.txt", "https://news.example/good"}, read)
        self.assertLessEqual({"none", "list", "deep", "empty", "half", "binary.pdf"}, refused)
        told = read | refused
        for name in files.keys() | records.keys():
            self.assertTrue(name in told or f"https://news.example/{name}" in told or name == "empty.txt", name)
        self.assertTrue(all(row["why"] for row in rows(tables.refused)))

    def test_lines_of_a_file_that_are_none_are_refused(self):
        lines = FOLDER / "hostile" / "some + more é%.jsonl"
        lines.parent.mkdir()
        good = json.dumps({"text": "Mark Rutte said: “Yes.”", "url": "https://news.example/1"}).encode()
        lines.write_bytes(b"\n".join([good, b"\xff\xfe", b"{", b"", b"x" * 5_000_000, good.replace(b"/1", b"/2").replace(b"Yes", b"\xff")]))
        tables = annotate(spark(), json_lines(spark(), str(lines.parent), root=str(FOLDER)), program=DIXIT)
        self.assertEqual(sources(tables), {"https://news.example/1", "https://news.example/2"})
        refused = {row["source"].split("#")[0] for row in rows(tables.refused)}
        self.assertEqual((refused, tables.refused.count()), ({"hostile/some + more é%.jsonl"}, 3))

    def test_a_process_that_dies_or_hangs_is_begun_again_and_what_kills_it_is_refused(self):
        texts = {n: f"Mark Rutte said: “Number {n}.”" for n in range(60)}
        texts |= {7: "die-once", 31: "hang-once", 44: "deadly"}
        records = [("some.jsonl", json.dumps({"text": text, "url": f"https://news.example/{n}"})) for n, text in texts.items()]
        documents = spark().createDataFrame(records, "source STRING, record STRING").repartition(3)
        tables = annotate(spark(), documents, program=fragile(), timeout=3.0)
        self.assertEqual(sources(tables), {f"https://news.example/{n}" for n in texts if n != 44})
        refused = rows(tables.refused)
        self.assertEqual([row["source"] for row in refused], ["some.jsonl"])
        self.assertIn("has overflowed its stack", refused[0]["why"])

    def test_columns_of_any_table_are_read(self):
        said = [("https://news.example/table", "A title", "Mark Rutte said: “Yes.”", "2024-10-31")]
        tables = annotate(spark(), spark().createDataFrame(said, "url STRING, title STRING, text STRING, published STRING"), program=DIXIT)
        [document] = rows(tables["document"])
        self.assertEqual((document["source"], document["title"], document["published"]), ("https://news.example/table", "A title", "2024-10-31"))
        [mention] = rows(tables["mention"])
        self.assertEqual(mention["entity"], "mark-rutte")
        self.assertGreater(tables["entity"].count(), 1000)

    def test_what_is_missing_is_told(self):
        documents = spark().createDataFrame([("a", "{}")], "source STRING, record STRING")
        with self.assertRaisesRegex(DixitError, "expected the program `no-such-program`, found none"):
            annotate(spark(), documents, program="no-such-program")
        with self.assertRaisesRegex(DixitError, "expected a dixit base, found no file"):
            annotate(spark(), documents, gazetteer=str(FOLDER / "none.db"), program=DIXIT)
        broken = FOLDER / "broken.db"
        broken.write_text("no base")
        with self.assertRaises(DixitError):
            annotate(spark(), documents, gazetteer=str(broken), program=DIXIT)
