"""Snippets in languages that no compiler here knows: a grammar reads them, and finds a mistake when there is one."""

import ast
import json
import re
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from app.core.library.deployment import Deployment
from app.core.recipe.recipe import Precision
from app.core.snippets import shell
from app.core.snippets.http import CSHARP, CURL, JAVASCRIPT, POWERSHELL, PYTHON, endpoint_snippet
from app.core.snippets.sdk import CSHARP_SDK, JAVASCRIPT_SDK, PYTHON_SDK, sdk_snippet
from app.core.telemetry import ANSWERING

tree_sitter = pytest.importorskip("tree_sitter")
grammar = pytest.importorskip("tree_sitter_c_sharp")
powershell = pytest.importorskip("tree_sitter_powershell")

URL = "http://127.0.0.1:5000/catalogs/local/v1"
CACHE = Path("C:/Users/Ben/AppData/Local/ModelInstaller/foundry/cache")
MODEL = Deployment(
    name="mine",
    model_id="mine-generic-cpu:1",
    folder=Path("x"),
    precision=Precision.INT4,
    context_length=1024,
    bytes=1,
)
PROMPT = 'Say "ja", briefly.\nAlways: 家'
TOLD = replace(MODEL, system_prompt=PROMPT)


def filled() -> dict[str, str]:
    return {
        "http": endpoint_snippet(CSHARP, URL, MODEL.model_id),
        "sdk": sdk_snippet(CSHARP_SDK, MODEL, CACHE),
        "sdk with a system prompt": sdk_snippet(CSHARP_SDK, TOLD, CACHE),
    }


def mistakes(code: str) -> list[Any]:
    """Where the grammar of C# cannot go on, or has to think something in."""
    parser = tree_sitter.Parser(tree_sitter.Language(grammar.language()))
    found, rest = [], [parser.parse(code.encode()).root_node]
    while rest:
        node = rest.pop()
        found += [node] if node.is_error or node.is_missing else []
        rest += node.children
    return found


@pytest.mark.parametrize("kind", ["http", "sdk", "sdk with a system prompt"])
def test_csharp(kind: str) -> None:
    code = filled()[kind]
    assert mistakes(code) == []
    first = code.index("using ")  # what stands before it is a comment
    for place in [place for place, letter in enumerate(code) if place > first and letter in ";(){}"]:
        assert mistakes(code[:place] + code[place + 1 :]), f"without {code[place]!r} after {code[:place][-30:]!r}"


def test_the_sdk_snippets_name_the_model_and_the_catalog() -> None:
    for template in (PYTHON_SDK, CSHARP_SDK):
        code = sdk_snippet(template, MODEL, CACHE)
        assert '"mine"' in code and f'"{CACHE}"' in code and "512" in code and "@NAME" not in code


def test_a_folder_with_accents_is_read_as_it_is_on_windows() -> None:
    accents = sdk_snippet(PYTHON_SDK, MODEL, Path("C:/Users/Zoë/models"))
    assert ast.parse(accents) and 'setlocale(locale.LC_CTYPE, ".UTF-8")' in accents
    csharp = sdk_snippet(CSHARP_SDK, MODEL, Path("C:/Users/Zoë/models"))
    assert mistakes(csharp) == [] and 'setlocale(2, ".UTF-8")' in csharp and "using System.Runtime.Inter" in csharp
    for template in (PYTHON_SDK, CSHARP_SDK):
        assert "locale" not in sdk_snippet(template, MODEL, CACHE)
        assert not re.search("@[A-Z]+@", sdk_snippet(template, MODEL, CACHE) + accents + csharp)


def test_the_system_prompt_is_told_as_it_is() -> None:
    code = sdk_snippet(PYTHON_SDK, TOLD, CACHE)
    constants = [node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)]
    assert PROMPT in constants and "Hello" in constants
    assert "MessageItem.System(" in sdk_snippet(CSHARP_SDK, TOLD, CACHE)
    assert "ystem(" not in sdk_snippet(PYTHON_SDK, MODEL, CACHE) + sdk_snippet(CSHARP_SDK, MODEL, CACHE)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"C:\Users\Ida\model", r"C:\Users\Ida\model"),
        (r"C:\Model $saya `baru", r"'C:\Model $saya `baru'"),
        (r"C:\Ida's model", r"'C:\Ida''s model'"),
        ("C:\\Ida\u2019s model", "'C:\\Ida\u2019\u2019s model'"),
    ],
)
def test_powershell_takes_a_path_as_it_is(monkeypatch: pytest.MonkeyPatch, path: str, expected: str) -> None:
    monkeypatch.setattr(shell, "os", SimpleNamespace(name="nt"))
    assert shell.word(path) == expected
    code = shell.quoted_program(PurePosixPath(path))  # type: ignore[arg-type]
    assert code == (f"& {expected}" if expected[0] == "'" else expected)
    tree = tree_sitter.Parser(tree_sitter.Language(powershell.language())).parse(code.encode())
    assert not tree.root_node.has_error


def test_the_sdk_snippets_report_nothing() -> None:
    """They set the variables before the runtime's libraries are there."""
    for template, loading in ((PYTHON_SDK, "from foundry_local_sdk"), (CSHARP_SDK, "CreateAsync")):
        before, _, after = sdk_snippet(template, MODEL, CACHE).partition(loading)
        assert all(f'"{name}"' in before for name in ANSWERING)
        assert "@SWITCHES" not in after


def test_everything_is_filled_in() -> None:
    for template in (CURL, POWERSHELL, PYTHON, JAVASCRIPT, CSHARP, JAVASCRIPT_SDK):
        code = endpoint_snippet(template, URL, MODEL.model_id)
        assert URL.removesuffix("/v1") in code and MODEL.model_id in code and not re.search("@[A-Z]+@", code)


def test_powershell_asks_what_curl_asks() -> None:
    code = endpoint_snippet(POWERSHELL, URL, MODEL.model_id)
    parser = tree_sitter.Parser(tree_sitter.Language(powershell.language()))
    assert not parser.parse(code.encode()).root_node.has_error
    assert parser.parse(code.replace(")", "", 1).encode()).root_node.has_error
    literal = re.search(r"= (@\{.*\})", code)[1]  # type: ignore[index]
    as_json = re.sub(
        r"(\w+) =", r'"\1":', literal.replace("@(", "[").replace(")", "]").replace("@{", "{").replace(";", ",")
    )
    asked = endpoint_snippet(CURL, URL, MODEL.model_id).partition(" -d ")[2]
    assert json.loads(as_json) == json.loads(json.loads(asked))
