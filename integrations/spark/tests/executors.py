"""The executors of the session, seen from outside: on this machine they are processes like any others."""

import contextlib
import os
import pathlib
import signal
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def executors() -> set[int]:
    """The processes of all executors that run now."""
    found = _processes(lambda command: any(part.endswith(b".CoarseGrainedExecutorBackend") for part in command))
    return {process for process in found if os.getpid() in _ancestors(process)}


def settled(count: int = 2) -> set[int]:
    """The same, as soon as there are so many."""
    end = time.monotonic() + 60
    while len(executors()) != count and time.monotonic() < end:
        time.sleep(0.2)
    return executors()


def running(executor: int, name: bytes) -> bool:
    """Whether a program whose name begins so runs below an executor."""
    found = _processes(lambda command: os.path.basename(command[0]).startswith(name))
    return any(executor in _ancestors(process) for process in found)


def _processes(wanted: Callable[[list[bytes]], bool]) -> list[int]:
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it may have ended meanwhile
            if wanted((process / "cmdline").read_bytes().split(b"\0")):
                found.append(int(process.name))
    return found


def _ancestors(process: int) -> list[int]:
    found = []
    with contextlib.suppress(OSError):
        while process > 1:
            told = pathlib.Path(f"/proc/{process}/stat").read_text()
            process = int(told.rsplit(")", 1)[1].split()[1])
            found.append(process)
    return found


def with_one_killed(work: Callable[[], T]) -> tuple[T, int]:
    """What work gives while an executor is killed below which dixit runs, and which it was."""
    victims, killed, done = settled(), [], threading.Event()

    def kill() -> None:
        while not (killed or done.is_set()):
            for victim in victims:
                if not killed and running(victim, b"dixit-"):
                    os.kill(victim, signal.SIGKILL)
                    killed.append(victim)
            time.sleep(0.05)

    assert len(victims) == 2, f"expected two executors, found {len(victims)}"
    killer = threading.Thread(target=kill)
    killer.start()
    try:
        found = work()
    finally:
        done.set()
        killer.join()
    assert killed, "dixit ran below no executor"
    return found, killed[0]
