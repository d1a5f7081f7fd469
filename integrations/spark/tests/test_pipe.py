"""The process beside a task, with small programs in its place."""

import sys
import time
import unittest

from dixit_spark.pipe import answers

#: Prints each line in capitals.
CAPITALS = "import sys\nfor line in sys.stdin: print(line.strip().upper(), flush=True)"


def asked(program: str, batches, wait: float = 20.0) -> list[bytes]:
    """What a Python program answers."""
    waited: list[float] = []
    try:
        return [line for some in answers([sys.executable, "-c", program], batches, wait, waited.append) for line in some]
    finally:
        assert len(waited) == 1


class Pipe(unittest.TestCase):
    def test_lines_come_back_in_order(self):
        lines = [b"line %d\n" % n for n in range(5000)]
        found = asked(CAPITALS, [lines[:2000], [], lines[2000:]])
        self.assertEqual(found, [line.strip().upper() for line in lines])

    def test_long_lines_and_much_to_say_do_not_block(self):
        program = "import sys\nfor line in sys.stdin:\n sys.stderr.write('x' * 100000)\n for _ in range(3): print(line.strip())"
        lines = [b"a" * size + b"\n" for size in (1, 3_000_000, 70_000, 10)]
        found = asked(program, [lines])
        self.assertEqual([len(line) for line in found], [len(line) - 1 for line in lines for _ in range(3)])

    def test_nothing_given_gives_nothing(self):
        self.assertEqual(asked(CAPITALS, []), [])

    def test_a_process_that_dies_tells_its_last_words(self):
        program = "import sys\nsys.stdin.readline()\nsys.exit('out of luck')"
        with self.assertRaisesRegex(RuntimeError, "expected exit code 0, found 1; it said last: out of luck"):
            asked(program, [[b"x" * 1_000_000 + b"\n"]] * 5)

    def test_a_process_that_ends_early_fails(self):
        with self.assertRaisesRegex(RuntimeError, "found that it stopped before"):
            asked("print('done')", [[b"x" * 1_000_000 + b"\n"]] * 5)

    def test_a_process_that_says_nothing_fails(self):
        start = time.monotonic()
        with self.assertRaisesRegex(RuntimeError, "expected a line within 0.5 seconds, found none"):
            asked("import time; time.sleep(60)", [[b"x\n"]], wait=0.5)
        self.assertLess(time.monotonic() - start, 20)

    def test_a_process_that_spark_lets_wait_is_not_blamed(self):
        def slowly():
            yield [b"a\n"]
            time.sleep(2)
            yield [b"b\n"]

        self.assertEqual(asked(CAPITALS, slowly(), wait=1.0), [b"A", b"B"])

    def test_what_goes_wrong_before_it_is_told(self):
        def broken():
            yield [b"a\n"]
            raise KeyError("upstream")

        with self.assertRaisesRegex(KeyError, "upstream"):
            asked(CAPITALS, broken())
