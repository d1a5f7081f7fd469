"""Questions on Spark have the answers that a base gives."""

import json
import unittest
import warnings

from dixit_spark import DixitError, ask

from .annotated import tables
from .cases import DIXIT, cases
from .session import spark


class Asked(unittest.TestCase):
    base = property(lambda self: str(cases() / "base.db"))

    def ask(self, question: str):
        return ask(spark(), tables(), question, names=self.base, program=DIXIT)

    def test_every_question_has_equal_rows(self):
        told = [json.loads(line) for line in (cases() / "questions.ndjson").read_text(encoding="utf-8").splitlines()]
        self.assertGreaterEqual(len(told), 20)
        for case in told:
            with self.subTest(question=case["question"]):
                found = self.ask(case["question"])
                self.assertEqual(found.columns, case["columns"])
                self.assertEqual([list(row) for row in found.collect()], case["rows"])

    def test_what_is_wrong_with_a_question_is_told(self):
        with self.assertRaisesRegex(DixitError, "did you mean `Mark Rutte`"):
            self.ask("quotes by Mark Rute")

    def test_the_shipped_gazetteer_knows_names_where_no_base_is_given(self):
        found = ask(spark(), tables(), "quotes by @mark-rutte | count by act", program=DIXIT)
        self.assertEqual(found.columns, ["act", "count"])

    def test_what_spark_cannot_do_is_refused_by_name(self):
        with self.assertRaisesRegex(DixitError, "matching"):
            self.ask('quotes matching "bri.ge"')

    def test_what_is_to_be_known_of_an_answer_is_a_warning(self):
        with self.assertWarnsRegex(UserWarning, "Lucie Garrec"):
            self.ask('quotes by "Lucie Garrec"')
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            self.ask("quotes by Mark Rutte | count by act")
