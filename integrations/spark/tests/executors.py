"""The executors of the session, seen from outside: on this machine they are processes like any others."""

import os
import pathlib
import signal
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from .session import spark

T = TypeVar("T")


def executors() -> set[int]:
    """The processes of all executors."""
    found = spark().sparkContext.parallelize(range(8), 8).map(lambda n: (time.sleep(0.1), _executor())[1]).collect()
    return set(found)


def _executor() -> int:
    # Python's workers are children of a daemon, which is a child of the executor
    return int(pathlib.Path(f"/proc/{os.getppid()}/stat").read_text().rsplit(")", 1)[1].split()[1])


def running(executor: int, name: str) -> bool:
    """Whether a program of this name runs below an executor."""
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")[0].decode()
            if name in os.path.basename(command) and executor in _ancestors(int(process.name)):
                return True
        except OSError:
            pass  # it has ended meanwhile
    return False


def _ancestors(process: int) -> list[int]:
    found = []
    while process > 1:
        process = int(pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
        found.append(process)
    return found


def with_one_killed(work: Callable[[], T]) -> tuple[T, int]:
    """What work gives while an executor is killed below which dixit runs, and which it was."""
    victims, killed, done = executors(), [], threading.Event()

    def kill() -> None:
        while not (killed or done.is_set()):
            for victim in victims:
                if not killed and running(victim, "dixit-"):
                    os.kill(victim, signal.SIGKILL)
                    killed.append(victim)
            time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        found = work()
    finally:
        done.set()
        killer.join()
    assert killed, "dixit ran below no executor"
    return found, killed[0]
