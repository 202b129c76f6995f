"""The report as one HTML file that needs nothing else: no script, no font, no picture and no address of another."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import escape

from app.wording.report.body import Reported, report_body, report_title
from app.wording.translation import DECIMAL_POINTS, LANGUAGES, SOURCE, current_translator, set_translator

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; color: #1A2030; background: #fff;
  max-width: 920px; margin: 0 auto; padding: 24px 32px 64px; }
h1 { font-size: 26px; margin: 12px 0 4px; } h2 { font-size: 19px; margin: 32px 0 8px; }
.note { color: #5C6679; font-size: 14px; margin: 6px 0; }
table { border-collapse: separate; } table.verdict td { font-size: 20px; border-radius: 10px; }
table.tiles { table-layout: fixed; margin: 8px -6px; } table.tiles td { border-radius: 10px; }
table.rows { border-collapse: collapse; table-layout: fixed; }
table.rows th, table.rows td { border-bottom: 1px solid #DFE3EB; text-align: left; overflow-wrap: break-word; }
svg { max-width: 100%; height: auto; display: block; }
input.language { position: absolute; opacity: 0; }
label { cursor: pointer; display: inline-block; padding: 4px 12px; border: 1px solid #C3CAD7; border-radius: 8px; }
section { display: none; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } label { display: none; }
  h2 { break-after: avoid; } tr, svg, table.tiles, table.verdict { break-inside: avoid; }
  thead { display: table-header-group; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
@page { margin: 16mm; }
"""

Translator = Callable[[str], str]


@contextmanager
def spoken(translator: Translator, code: str) -> Iterator[None]:
    """A context in which all words are in the language of ``code``; afterwards they are in the one before."""
    before = current_translator()
    set_translator(translator, DECIMAL_POINTS.get(code, "."))
    try:
        yield
    finally:
        set_translator(*before)


def report_page(about: Reported, translators: Mapping[str, Translator], first: str = SOURCE.code) -> str:
    """The page in each language of ``translators``, by their codes; ``first`` is shown until another is chosen."""
    switches, shown, sections, title = [], [], [], report_title(about)
    for language in LANGUAGES:
        if language.code not in translators:
            continue
        code, checked = language.code, " checked" if language.code == first else ""
        with spoken(translators[code], code):
            sections.append(f'<section id="report-{code}" lang="{code}">{report_body(about, str)}</section>')
        switches.append(f'<input class="language" type="radio" name="language" id="show-{code}"{checked}>')
        shown.append(f"#show-{code}:checked ~ #report-{code} {{ display: block; }}")
        shown.append(f"#show-{code}:checked ~ nav label[for=show-{code}] {{ background: #EEF3FF; }}")
        shown.append(f"#show-{code}:focus-visible ~ nav label[for=show-{code}] {{ outline: 2px solid #2F5BEA; }}")
    names = {language.code: language.name for language in LANGUAGES if language.code in translators}
    labels = " ".join(f'<label for="show-{code}">{escape(name)}</label>' for code, name in names.items())
    nav = f"<nav>{labels}</nav>" if len(names) > 1 else ""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    body = "".join([*switches, nav, *sections])
    style = STYLE + "\n".join(shown)
    head = f"<head>{head}{policy}<style>{style}</style></head>"
    return f'<!DOCTYPE html>\n<html lang="{first}">{head}<body>{body}</body></html>\n'
