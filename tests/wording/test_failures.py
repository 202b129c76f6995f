"""Every failure and finding that the app makes is worded, and brings the facts that its words ask for.

What each brings is read from the calls that make it, so that nothing has to be listed twice.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from app.core.events import Failed, decode_event, encode_event
from app.core.failures import Failure, FailureKind, Variant
from app.core.requests import List
from app.wording.messages import FAILURES, OWN_FACTS, SITUATIONS, failure_words
from app.wording.words import Words

APP = Path(__file__).parents[2] / "app"
VARIANT_AT = {"Failure": 2, "Failed": 3, "blocks": 1, "warns": 1, "informs": 1}  # place among the arguments
Situation = tuple[FailureKind, Variant | None]
WORDS: dict[Situation, Words] = {(kind, None): words for kind, words in FAILURES.items()} | dict(SITUATIONS)


class Site(NamedTuple):
    """A call that makes a failure or a finding; None: the call leaves it to its caller."""

    place: str
    kinds: frozenset[FailureKind] | None
    variants: frozenset[Variant | None] | None
    facts: frozenset[str]

    def makes(self, kind: FailureKind, variant: Variant | None) -> bool:
        if self.kinds is None and (variant is None or self.variants is None):
            return False
        return (self.kinds is None or kind in self.kinds) and (self.variants is None or variant in self.variants)


class Reader:
    """Reads the calls of one function."""

    def __init__(self, file: Path, function: ast.AST) -> None:
        self._file, self._function = file, function
        self._assigned: dict[str, list[tuple[int, ast.expr]]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                self._assign(node.targets[0], node.value)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for each, its in zip(target.elts, value.elts, strict=True):
                self._assign(each, its)
        elif isinstance(target, ast.Name):
            self._assigned.setdefault(target.id, []).append((target.lineno, value))

    def sites(self) -> Iterator[Site]:
        for node in ast.walk(self._function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in VARIANT_AT:
                facts = self._facts(node)
                if facts is not None and node.args:
                    kinds = self._members(node.args[0], FailureKind)
                    variants = self._members(self._variant(node), Variant)
                    yield Site(f"{self._file.name}:{node.lineno}", kinds, variants, facts)

    def _variant(self, call: ast.Call) -> ast.expr:
        assert isinstance(call.func, ast.Name)
        named = next((keyword.value for keyword in call.keywords if keyword.arg == "variant"), None)
        place = VARIANT_AT[call.func.id]
        return named or (call.args[place] if len(call.args) > place else ast.Constant(None))

    def _resolved(self, value: ast.expr) -> ast.expr:
        """A local name's latest value before it is used."""
        if not isinstance(value, ast.Name):
            return value
        before = [its for line, its in self._assigned.get(value.id, []) if line < value.lineno]
        return before[-1] if before else value

    def _members(self, value: ast.expr, enum: type) -> frozenset | None:  # type: ignore[type-arg]
        value = self._resolved(value)
        if isinstance(value, ast.Constant) and value.value is None:
            return frozenset({None})
        if isinstance(value, ast.IfExp):
            one, other = self._members(value.body, enum), self._members(value.orelse, enum)
            return None if one is None or other is None else one | other
        if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name) and value.value.id == enum.__name__:
            return frozenset({getattr(enum, value.attr)})
        return None

    def _facts(self, call: ast.Call) -> frozenset[str] | None:
        assert isinstance(call.func, ast.Name)
        if call.func.id == "Failed":
            named = [keyword.value for keyword in call.keywords if keyword.arg == "facts"]
            given = [*call.args[2:3], *named]
            return self._keys(given[0]) if given else frozenset()
        names: frozenset[str] = frozenset()
        for keyword in call.keywords:
            more = frozenset({keyword.arg}) if keyword.arg else self._keys(keyword.value)
            if more is None:
                return None
            names |= more
        return names

    def _keys(self, value: ast.expr) -> frozenset[str] | None:
        value = self._resolved(value)
        if not isinstance(value, ast.Dict):
            return None
        return frozenset(key.value for key in value.keys if isinstance(key, ast.Constant))


@cache
def sites() -> tuple[Site, ...]:
    found = []
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found += Reader(file, node).sites()
    return tuple(found)


def placeholders(words: Words) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", " ".join(words)))


def is_worded(words: Words) -> bool:
    """A title without a full stop, and sentences that end with one."""
    title, explanation, advice = words
    sentences = explanation and advice and explanation[-1] in ".:" and advice.endswith((".", "”."))
    return bool(title and not title.endswith(".") and sentences)


def named(situation: Situation) -> str:
    return "-".join(filter(None, situation))


def test_every_kind_and_every_variant_is_worded() -> None:
    assert set(FAILURES) == set(FailureKind)
    assert {variant for _, variant in SITUATIONS} == set(Variant)


@pytest.mark.parametrize("situation", WORDS, ids=named)
def test_the_app_makes_it_with_the_facts_that_its_words_ask_for(situation: Situation) -> None:
    made = [site for site in sites() if site.makes(*situation)]
    assert made, "nothing makes it"
    lacking = {site.place: placeholders(WORDS[situation]) - site.facts - {*OWN_FACTS} for site in made}
    assert {place: names for place, names in lacking.items() if names} == {}


@pytest.mark.parametrize("situation", WORDS, ids=named)
def test_its_words_are_whole(situation: Situation) -> None:
    kind, variant = situation
    facts = dict.fromkeys(placeholders(WORDS[situation]), "{odd} %s 模型")
    words = failure_words(Failure(kind, "", variant, **facts))
    assert is_worded(words) and "{" not in "".join(words).replace("{odd}", "")
    assert is_worded(failure_words(Failure(kind, "", variant))), "a fact that is missing never raises"


def test_facts_choose_no_words() -> None:
    facts = dict.fromkeys((*Variant, *(name for words in WORDS.values() for name in placeholders(words))), "7")
    for kind, words in FAILURES.items():
        assert failure_words(Failure(kind, "", None, **facts)).title == re.sub(r"\{\w+\}", "7", words.title)


def test_a_variant_changes_the_words() -> None:
    deeper = Failure(FailureKind.NOT_A_MODEL, "", Variant.SUBFOLDER, path="/a", subfolder="merged")
    assert failure_words(deeper).advice == "Choose the folder “merged”."
    facts = {"path": "/a", "needed_bytes": "3000000000", "free_bytes": "12000000"}
    full = failure_words(Failure(FailureKind.DISK_FULL, "", Variant.MEASURED, **facts))
    assert "3.0 GB" in full.explanation and "12 MB" in full.explanation


@pytest.mark.parametrize("situation", WORDS, ids=named)
def test_its_words_are_the_same_on_the_other_side_of_a_pipe(situation: Situation) -> None:
    kind, variant = situation
    failure = Failure(kind, "", variant, **dict.fromkeys(placeholders(WORDS[situation]), "7"))
    told = decode_event(encode_event(Failed.of(failure)), List())
    assert isinstance(told, Failed)
    assert failure_words(told) == failure_words(failure) == failure_words(told.failure())
