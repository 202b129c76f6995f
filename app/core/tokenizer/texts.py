# ruff: noqa: RUF001
"""Texts of every kind that people and programs write, to compare how two tokenizers read them. Always the same ones."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise, product

from msgspec import Struct


class TextKind(StrEnum):
    """What a text is made to try."""

    WORDS = "words"
    APOSTROPHES = "apostrophes"
    DIGITS = "digits"
    INDENTED = "indented"
    BLANKS = "blanks"  # several inside of a line
    NUMBERED = "numbered"  # blank lines and blanks before numbers
    SCRIPTS = "scripts"
    EMOJI = "emoji"
    CODE = "code"
    JSON = "json"
    MARKS = "marks"  # marks of the chat template, typed as text
    LEADING = "leading"  # white space at the very beginning
    BLANK_LINE = "blank_line"  # with nothing but blanks or tabs in it
    DECOMPOSED = "decomposed"  # accents that are letters of their own
    ZERO = "zero"  # the character U+0000


RARE = frozenset(
    {TextKind.MARKS, TextKind.LEADING, TextKind.BLANK_LINE, TextKind.DECOMPOSED, TextKind.ZERO}
)  # texts that hardly any conversation has


class Text(Struct, frozen=True):
    kind: TextKind
    text: str


_LANGUAGES = (
    *(
        "Hello, world! How are you today?",
        "Halo, apa kabar? Saya baik-baik saja.",
        "Où est la bibliothèque, s'il vous plaît ?",
    ),
    *(
        "Füße, Größe, Äpfel: naïve café façade",
        "¿Cómo estás? ¡Muy bien!",
        "Привет, как дела? Ёлка.",
        "Γειά σου Κόσμε, πώς είσαι;",
    ),
    *(
        "你好，世界！今天天气很好。",
        "こんにちは、世界。カタカナとひらがな",
        "안녕하세요 세계, 잘 지내세요?",
        "مرحبا بالعالم، كيف حالك؟",
    ),
    *(
        "שלום עולם",
        "नमस्ते दुनिया, आप कैसे हैं?",
        "สวัสดีชาวโลก",
        "Xin chào thế giới, bạn khỏe không?",
        "வணக்கம் உலகம்",
        "ওহে বিশ্ব",
    ),
    *(
        "გამარჯობა მსოფლიო",
        "Բարեւ աշխարհ",
        "ሰላም ልዑል",
        "Merhaba dünya, İstanbul ığdır",
        "Zażółć gęślą jaźń",
        "𝒳 𝔸 ﬁ ½ ² ㎏ Ⅳ",
    ),
)
_WORDS = (
    *(
        "The quick brown fox jumps over the lazy dog.",
        "A model answers best when a question is short, and clear.",
        "e.g. U.S.A., Mr. Smith (Jr.)",
    ),
    *(
        "UPPER lower CamelCase snake_case kebab-case",
        "Well... what?! No-one -- knows; \"quoted\" 'single' `code`",
        "user@example.com https://a.example/b?c=d&e=f#g",
    ),
    *(
        "# Title\n\n* one\n* two\n\n> quoted\n\n| a | b |\n|---|---|\n",
        "50% of $3.99 = €2; 7 ± 2 ≠ 10 → ok",
        "one\ntwo\nthree\n",
        "line\r\nbreak\r\n",
    ),
)
_CONTRACTED = (
    "It's",
    "don't",
    "I'm",
    "we'll",
    "they've",
    "you're",
    "he'd",
    "DON'T",
    "IT'S",
    "o'clock",
    "rock'n'roll",
    "'tis",
    "l'été",
    "it’s",
    "x's 'y' z'",
)
_NUMBERS = (
    "7",
    "42",
    "007",
    "123",
    "1234",
    "12345",
    "1,234,567.89",
    "3.14159",
    "2026-11-29",
    "12:34:56",
    "0xFF",
    "1e-6",
    "10%",
    "v1.2.3",
    "+49 30 123456",
    "¼",
    "٣٤",
    "五",
)
_EMOJI = ("🙂", "🚀🚀", "👨‍👩‍👧‍👦", "👍🏽", "🏳️‍🌈", "🇮🇩🇩🇪", "❤️", "1️⃣", "☕︎", "🧑🏿‍🚀", "🫠", "✔ ✗ ★")
_CODE = (
    "def f(x):\n    if x:\n        return 1\n    return {'a': [1, 2.5]}  # done",
    'for (int i = 0; i < 10; ++i) {\n\tprintf("%d\\n", i);\n}',
    "SELECT a.b, COUNT(*) FROM t WHERE x >= 3 GROUP BY 1;",
    '<div class="a">\n  <p>text</p>\n</div>',
    "fn main() -> Result<(), Box<dyn Error>> { let x = &y[..]; }",
    "$ pip install foo && ./run.sh --flag=1 | tee log.txt",
    "const f = async (a) => { await g(a?.b ?? []); };",
    "x**2 != y//3 or not (a<=b); z = lambda *a, **k: ...",
)
_JSON = (
    '{"name": "Anna", "age": 31, "tags": ["a", "b"], "ok": true, "x": null}',
    '{\n  "tool": "add",\n  "arguments": {\n    "a": 1.5,\n    "b": -2\n  }\n}',
    '[{"id": 1}, {"id": 22}, {"id": 333}]',
    '{"text": "line\\nbreak \\"quoted\\" \\u00e9"}',
)
_DECOMPOSED = ("café", "naïve", "Å and Ö", "é́", "한국", "ñandú", "q̃", "in x̄")


def sample_texts(marks: Iterable[str] = ()) -> list[Text]:
    """About 1,400 texts; ``marks`` are tokens that a chat template writes."""
    made = [Text(kind, text) for kind, texts in _made(tuple(marks)[:12]) for text in texts]
    return list(dict.fromkeys(made))


def _made(marks: tuple[str, ...]) -> Iterator[tuple[TextKind, Iterable[str]]]:
    joints = (" ", ", ", "\n", "\n\n", " - ")
    yield TextKind.WORDS, (*_WORDS, *(f"{a}{j}{b}" for a, j, b in product(_WORDS, joints, _WORDS[:2])))
    yield TextKind.APOSTROPHES, (f"{a}{j}{b}" for a, j, b in product(_CONTRACTED, (" ", "\n", ", "), _CONTRACTED[:5]))
    yield TextKind.DIGITS, (f"{a}{j}{b}" for a, j, b in product(_NUMBERS, (" ", ", ", "a", "-"), ("x", *_NUMBERS[2:5])))
    yield (
        TextKind.INDENTED,
        (
            f"if a:\n{' ' * n}{w}\n{' ' * (n + 4)}{v}"
            for n, w, v in product(range(1, 13), ("b = 1", "return", "- item"), ("c", "“d”", "1."))
        ),
    )
    yield (
        TextKind.INDENTED,
        (f"a:\n{tabs}{w}" for tabs, w in product(("\t", "\t\t", "\t\t\t", " \t", "\t  "), ("b = 1", "- c", "é", "9"))),
    )
    yield (
        TextKind.BLANKS,
        (f"{a}{' ' * n}{b}" for n, a, b in product(range(2, 10), ("word", "x,", "é."), ("next", "7", "(y)", "'s"))),
    )
    yield TextKind.BLANKS, (f"{a}{' ' * n}\n{b}" for n, a, b in product(range(1, 4), ("end", "end."), ("next", "3")))
    yield (
        TextKind.NUMBERED,
        (
            f"{a}{breaks}{n}{end} b"
            for a, breaks, n, end in product(
                ("a", "b:", "c."), ("\n", "\n\n", "\n\n\n", " ", "  "), ("1", "12", "305"), (".", ")")
            )
        ),
    )
    yield (
        TextKind.SCRIPTS,
        (*_LANGUAGES, *(f"{a}\n\n{b} {a}" for a, b in pairwise(_LANGUAGES))),
    )
    yield TextKind.EMOJI, (f"{a}{j}{b}" for a, j, b in product(_EMOJI, ("", " ", " ok ", "\n"), (_EMOJI[0], _EMOJI[2])))
    yield (
        TextKind.CODE,
        (*_CODE, *(f"```\n{code}\n```\n\nNext:" for code in _CODE), *(f"    {c}".join(("x:\n", "")) for c in _CODE)),
    )
    yield (
        TextKind.JSON,
        (*_JSON, *(f"```json\n{text}\n```" for text in _JSON), *(f"Answer: {text}\n" for text in _JSON)),
    )
    yield TextKind.MARKS, (f"{a}{mark}{b}" for mark, a, b in product(marks, ("", "a ", "a\n"), ("", " b", "\nb", "b")))
    yield (
        TextKind.LEADING,
        (
            f"{blank}{word}"
            for blank, word in product((" ", "  ", "    ", "\n", "\n\n", "\t", " \n"), ("word", "7", "é", "(x)"))
        ),
    )
    yield (
        TextKind.BLANK_LINE,
        (
            f"a\n{blank}\n{b}"
            for blank, b in product((" ", "  ", "    ", "\t", " \t", "        "), ("b", "    b", "1.", "\nb"))
        ),
    )
    yield TextKind.DECOMPOSED, (*_DECOMPOSED, *(f"a {text} b" for text in _DECOMPOSED))
    yield TextKind.ZERO, ("a\0b", "\0", "a \0 b\0")
