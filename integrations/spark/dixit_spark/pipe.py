"""A process that is fed by a thread while its answers are read: lines go in, lines come out."""

import collections
import os
import select
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator

#: Bytes read of a process at once: as many as a pipe holds.
CHUNK = 1 << 16

#: Lines kept of what a process says on standard error, and how much of one.
KEPT, WIDTH = 20, 1000

Lines = list[bytes]


class Process:
    """One process that is fed by a thread while its answers are read.

    `wait` is for how many seconds it may say nothing while it has something to read.
    """

    def __init__(self, command: list[str], batches: Iterable[Lines], wait: float):
        self._batches, self._wait = batches, wait
        self._said: collections.deque[bytes] = collections.deque(maxlen=KEPT)
        self._starved = False  # whether it is Spark that is waited for
        self._fed = False
        self._failure: BaseException | None = None
        self.waited = 0.0
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, env=environment())
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._feed, self._listen)]
        for thread in self._threads:
            thread.start()

    def answers(self) -> Iterator[Lines]:
        """Whole lines, as many at once as there are; fails where the process does."""
        begun: Lines = []
        while chunk := self._read():
            *ended, rest = chunk.split(b"\n")
            if ended:
                ended[0] = b"".join([*begun, ended[0]])
                begun = []
                yield ended
            begun.append(rest)
        self._end()

    def close(self) -> None:
        """Ends the process, wherever it is."""
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()  # the threads close the other ends

    def _read(self) -> bytes:
        start = silent_since = time.monotonic()
        while not select.select([self._process.stdout], [], [], min(1.0, self._wait))[0]:
            now = time.monotonic()
            if self._starved:
                silent_since = now
            elif now - silent_since > self._wait:
                raise self._error(f"expected a line within {self._wait:g} seconds, found none")
        self.waited += time.monotonic() - start
        return os.read(self._process.stdout.fileno(), CHUNK)

    def _end(self) -> None:
        try:
            code = self._process.wait(self._wait)
        except subprocess.TimeoutExpired:
            raise self._error(f"expected its end within {self._wait:g} seconds, found it running") from None
        for thread in self._threads:
            thread.join(timeout=1)
        if self._failure is not None:
            raise self._failure
        if code != 0:
            raise self._error(f"expected exit code 0, found {code}")
        if not self._fed:
            raise self._error("expected that it reads to the end, found that it stopped before")

    def _error(self, what: str) -> RuntimeError:
        said = b"".join(self._said).decode(errors="replace").strip()
        return RuntimeError(f"dixit: {what}" + (f"; it said last: {said}" if said else ""))

    def _feed(self) -> None:
        try:
            with self._process.stdin as stdin:
                for lines in self._taken():
                    write(stdin.fileno(), b"".join(lines))
                self._fed = True
        except BrokenPipeError:
            pass  # the process is gone: its exit code says why
        except BaseException as failure:  # of Spark, for whoever reads the answers
            self._failure = failure

    def _taken(self) -> Iterator[Lines]:
        batches = iter(self._batches)
        while True:
            self._starved = True
            lines = next(batches, None)
            self._starved = False
            if lines is None:
                return
            yield lines

    def _listen(self) -> None:
        with self._process.stderr as stderr:
            while line := stderr.read(WIDTH):
                self._said.append(line[-WIDTH:])


def write(descriptor: int, data: bytes) -> None:
    """Writes all of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest):]


def environment() -> dict[str, str]:
    """Without settings of dixit that happen to be in force on this machine."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DIXIT_")}


def answers(command: list[str], batches: Iterable[Lines], wait: float, waited: Callable[[float], None]) -> Iterator[Lines]:
    """What a process answers to batches of lines; `waited` is told for how many seconds it was waited for."""
    process = Process(command, batches, wait)
    try:
        yield from process.answers()
    finally:
        process.close()
        waited(process.waited)
