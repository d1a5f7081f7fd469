"""Links lead to the least document."""

import random
import unittest

from dixit_spark.clusters import components

from .session import FOLDER, spark


class Components(unittest.TestCase):
    def test_links_lead_to_the_least_document_by_any_way(self):
        chance = random.Random(3)
        chain = [f"c{n:03}" for n in range(16)]
        chance.shuffle(chain)
        links = list(zip(chain, chain[1:])) + [("a1", "a2"), ("b1", "b3"), ("b2", "b3"), ("b1", "b2"), ("d1", "d9")]
        links += [(f"e{chance.randrange(50):03}", f"e{chance.randrange(50):03}") for _ in range(16)]
        links = {(max(pair), min(pair)) for pair in links if pair[0] != pair[1]}
        found = components(spark().createDataFrame(sorted(links), "a STRING, b STRING"), f"file://{FOLDER}/components")
        self.assertEqual({row.a: row.b for row in found.collect()}, self.by_hand(links))
        self.assertEqual(found.count(), len(self.by_hand(links)))

    @staticmethod
    def by_hand(links: set[tuple[str, str]]) -> dict[str, str]:
        least = {end: end for link in links for end in link}
        for _ in least:
            for a, b in links:
                least[a] = least[b] = min(least[a], least[b])
        return {end: found for end, found in least.items() if end != found}
