"""Names of settings, put together from words that nobody has put together."""

from development.synthetic.draws import Stream


class Names:
    """Names of which none is given twice."""

    def __init__(self, plan: dict, stream: Stream):
        self._endings = plan["endings"]
        pairs = [(one, two) for one in plan["first"] for two in plan["second"]]
        order = [pairs[position] for position in stream.order(len(pairs))]
        # The words the other way round do for a city that runs out of them.
        order += [(two, one) for one, two in order]
        self._pairs = iter([f"{one} {two}" for one, two in order])
        self._given: dict[str, int] = {}

    def words(self) -> str:
        """Two words. Raises ValueError where all have been given."""
        pair = next(self._pairs, None)
        if pair is None:
            raise ValueError("There are more settings than names for them.")
        return pair

    def name(self, kind: str) -> str:
        """Two words and an ending that suits the kind; the endings take turns."""
        endings = self._endings.get(kind, self._endings["other_care"])
        turn = self._given[kind] = self._given.get(kind, -1) + 1
        return f"{self.words()} {endings[turn % len(endings)]}"
