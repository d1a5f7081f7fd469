"""The documents of the tests, and what dixit makes of them without Spark.

`DIXIT` is the program. `DIXIT_CASES` names a folder that is to be kept for the next run.
"""

import functools
import json
import os
import pathlib
import random
import shutil
import subprocess
from collections.abc import Iterator

from .session import FOLDER

DIXIT = os.environ.get("DIXIT", "dixit")

#: The samples that come with dixit.
SAMPLES = pathlib.Path(__file__).parents[3] / "data" / "samples"

DOCUMENTS = 5000

NAMES = ["Mark Rutte", "Lloyd Austin", "Antony Blinken", "Sergueï Lavrov", "Vassili Nebenzia", "Zelensky", "Lucie Garrec", "Kim", "Austin", "Rutte"]
PLACES = ["Koursk", "Moscou", "Washington", "Séoul", "Bruxelles", "Corée du Nord", "Ukraine", "Sarthe"]
SENTENCES = {
    "fr": [
        "« {words} », a déclaré {name} à {place}.",
        "{name} a démenti que {words} en {place}.",
        "Selon {name}, {words}. Il a ajouté que {place} « {words} ».",
        "Le porte-parole a répondu à {name} : « {words}. »",
        "{words}, près de {place}.",
    ],
    "en": [
        "“{words},” {name} said in {place}.",
        "{name} denied that {words} in {place}.",
        "According to {name}, {words}. He warned that “{words}”.",
        "{name} told {other}: “{words}.”",
        "A spokesman for {place} declined to say whether {words}.",
    ],
    "de": ["„{words}“, sagte {name} in {place}.", "{name} warnte, dass {words}."],
    "es": ["«{words}», dijo {name} en {place}.", "{name} negó que {words}."],
}
WORDS = (
    "troops border winter bridge market council grain frontier promise minister letter window river harbour budget silence garden "
    "soldats pont hiver marché conseil blé promesse lettre fenêtre rivière budget silence jardin école Brücke Winter Brief puente carta"
).split()
OUTLETS = ["Le Phare", "The Harrowmere Echo", "Mill Valley Post", "20 Minutes", None]
DATES = ["2024-10-28", "2024-10-31", "2024-11-02T08:30:00Z", "2024-11", "2023", None]


def documents(count: int = DOCUMENTS, longest: int = 6, plain: float = 0) -> Iterator[dict]:
    """Made-up articles of up to so many paragraphs, of which a part is `plain` words: some are copies of others with a few words changed, some stand twice, some have no date."""
    chance = random.Random(10)
    made: list[dict] = []
    for n in range(count):
        if made and chance.random() < 0.15:
            article = _copy(chance.choice(made[-500:]), chance)
        else:
            article = _article(chance, longest, plain)
        article |= {"url": f"https://news.example/{n}", "outlet": chance.choice(OUTLETS), "published": chance.choice(DATES)}
        article = {field: value for field, value in article.items() if value is not None}
        made.append(article)
        yield article
        if n % 400 == 399:
            yield chance.choice(made)  # once more, word for word
            yield chance.choice(made) | {"text": f"Another text at the same place, {n}."}


def _article(chance: random.Random, longest: int, plain: float) -> dict:
    language = chance.choice(["fr", "fr", "en", "en", "de", "es"])
    paragraphs = []
    for _ in range(chance.randint(1, longest)):
        said = not plain or chance.random() >= plain
        sentences = [_sentence(chance, language) if said else _words(chance, 12) + "." for _ in range(chance.randint(1, 3))]
        paragraphs.append(" ".join(sentences))
    if chance.random() < 0.3:
        paragraphs.append("Newsletter: subscribe to our newsletter")
    text = "\n\n".join(paragraphs)
    if chance.random() < 0.2:
        text = "".join(f"<p>{part}</p>" for part in paragraphs)
    return {"title": _words(chance, 5).capitalize(), "text": text, "language": chance.choice([language, None])}


def _sentence(chance: random.Random, language: str) -> str:
    name, other, place = chance.choice(NAMES), chance.choice(NAMES), chance.choice(PLACES)
    told = chance.choice(SENTENCES[language]).format(words="{}", name=name, other=other, place=place)
    return told.format(*(_words(chance, chance.randint(3, 12)) for _ in range(told.count("{}"))))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def _copy(article: dict, chance: random.Random) -> dict:
    words = article["text"].split(" ")
    for _ in range(chance.choice([0, 0, 1, 2, 6])):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return article | {"text": " ".join(words), "title": _words(chance, 4)}


#: The shapes of questions that `cargo bench --bench query` asks.
QUESTIONS = pathlib.Path(__file__).with_name("questions.txt").read_text(encoding="utf-8").splitlines()


def dixit(*arguments: str, folder: pathlib.Path | None = None, code: int = 0) -> str:
    """What the program prints; `code` is the exit code expected."""
    done = subprocess.run([DIXIT, *arguments], cwd=folder, capture_output=True, encoding="utf-8")
    if done.returncode != code:
        raise AssertionError(f"dixit {' '.join(arguments)}: {done.returncode}: {done.stderr}")
    return done.stdout


@functools.cache
def cases() -> pathlib.Path:
    """The folder with the documents and what is expected of them, made where it is not there.

    `documents.jsonl` and `samples/` are read, in this folder, into `base.db`, of which `expected/` is a dump; `questions.ndjson` has `question`,
    `columns` and `rows`.
    """
    folder = pathlib.Path(os.environ.get("DIXIT_CASES", FOLDER / "cases"))
    if not folder.exists():
        _make(FOLDER / "making")
        shutil.move(FOLDER / "making", folder)
    return folder


def _make(folder: pathlib.Path) -> None:
    shutil.copytree(SAMPLES, folder / "samples")
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in documents())
    # a second text of a source is refused
    dixit("--db", "base.db", "ingest", "documents.jsonl", "samples", folder=folder, code=3)
    dixit("--db", "base.db", "dump", "--format", "ndjson", "expected", folder=folder)
    answers = [json.dumps({"question": question} | _answer(folder, question)) + "\n" for question in QUESTIONS]
    (folder / "questions.ndjson").write_text("".join(answers), encoding="utf-8")


def _answer(folder: pathlib.Path, question: str) -> dict:
    columns = json.loads(dixit("--db", "base.db", "sql", "--dialect", "spark", question, folder=folder))["columns"]
    lines = dixit("--db", "base.db", "ask", "--format", "ndjson", question, folder=folder).splitlines()
    return {"columns": columns, "rows": [[json.loads(line)[column] for column in columns] for line in lines]}


def expected(table: str) -> list[dict]:
    """The rows of a table of the base."""
    with (cases() / "expected" / f"{table}.ndjson").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
