"""Write ``docs/models.md``: which models can be converted, what was shown for each, and which cannot be and why.

    python build/models_page.py              # the page anew, from the program's own table and docs/models.json
    python build/models_page.py --measure    # measure every tiny model first (a quarter of an hour on two cores)
    python build/models_page.py --kinds K L  # measure only the tiny models K and L
    python build/models_page.py --trained F  # take over what train_trial_model.py printed into the file F

``tests/build/test_models_page.py`` holds the page to the table, so that it cannot say anything else.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.core.families.family import Family, Refusal, Source, Windows  # noqa: E402
from app.core.families.table import FAMILIES, REFUSED  # noqa: E402
from app.core.families.text_model import text_architecture  # noqa: E402
from app.core.families.tower import TOWERS  # noqa: E402
from tests.engine.tiny_models import KINDS, SETTINGS  # noqa: E402
from tests.engine.tiny_towers import TOWER_KINDS  # noqa: E402

PAGE, FIGURES = ROOT / "docs" / "models.md", ROOT / "docs" / "models.json"
REASONS: Mapping[Refusal, str] = {
    Refusal.EXPERTS: "The builder does not know its experts; another one would compute every expert for every token.",
    Refusal.EXPERTS_IN_MEMORY: "The builder holds all experts in memory at once.",
    Refusal.EXPERTS_LEFT_OUT: "The builder leaves the experts out without a word.",
    Refusal.EXPERTS_UNKNOWN: "The runtime does not know the activation of its experts on a processor.",
    Refusal.EXPERTS_PACKED: "The builder takes the experts only as their maker has packed them; a fine-tune has not.",
    Refusal.STATE: "The builder does not know its layers that keep a state.",
    Refusal.UNLIKE_LAYERS: "mobius draws its layers all alike: they differ in width, and some have no keys and values.",
}
INTRODUCTION = """# Models

Made by `build/models_page.py` from the table that the program itself uses (`app/core/families/`) and from measurements
(`docs/models.json`); not written by hand.

*FP32* is the largest relative difference (RMS) between the logits of the converted model and those of Hugging Face in
float32, over the answer's positions, of tiny random checkpoints with every feature of the family on. Each gave the same
greedy tokens: 12, and 48 after a prompt of 48 where the model also sees, has experts, or mobius draws it. The bar is
0.001. *INT8* and *INT4* are the share of the sample corpus's answers that a small model, trained for this with exact
weights, still gave word for word; where nothing stands, no such model was trained for the family. Sizes are billions of
parameters.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Write docs/models.md.")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--kinds", nargs="+", help="measure only these")
    parser.add_argument("--trained", type=Path)
    arguments = parser.parse_args()
    figures = read_figures()
    if arguments.measure or arguments.kinds:
        every = [*KINDS, *SETTINGS, *TOWER_KINDS]
        known = figures.get("fp32", {}) if arguments.kinds else {}
        figures["fp32"] = known | measured(arguments.kinds or every)
    if arguments.trained:
        lines = arguments.trained.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.startswith("{")]
        figures["trained"] = figures.get("trained", {}) | {row.pop("kind"): row for row in rows}
    FIGURES.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(figures), encoding="utf-8")


def read_figures() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    return found


def measured(kinds: list[str]) -> dict[str, float]:
    """Kind of tiny model -> error. Raises ``SystemExit`` where one does not hold."""
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "tests.engine.builder.compare_logits", work, *kinds]
        output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return errors(output)


def errors(output: str) -> dict[str, float]:
    """What ``tests.engine.builder.compare_logits`` printed, rounded up to two digits."""
    rows = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    if wrong := [row["kind"] for row in rows if row["failed"] or not row["same_tokens"]]:
        raise SystemExit(f"not as Hugging Face: {wrong}")
    return {row["kind"]: float(f"{row['error']:.1e}") for row in rows}


def page(figures: Mapping[str, Any]) -> str:
    """The whole page."""
    parts = [
        INTRODUCTION,
        "## Text models\n",
        *table(("Family", "Sizes", "Class", "FP32", "INT8", "INT4", "Besides"), _families(figures)),
        "\n## Models that also see\n",
        "The text model is converted, all of it; what sees or hears is left out, and that is said.\n",
        *table(("Class", "Text models inside", "FP32"), _towers(figures)),
        "\n## Refused\n",
        "Every other class is refused as one that is not known. Of these the reason is known:\n",
        *table(("Class", "Why"), _refused()),
    ]
    return "\n".join(parts) + "\n"


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _families(figures: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    known: dict[str, list[str]] = {}
    for kind, (prefix, _) in (KINDS | SETTINGS).items():
        known.setdefault(f"{prefix}ForCausalLM", []).append(kind)
    for family in FAMILIES.values():
        kinds = known[family.architecture]
        trained = figures.get("trained", {}).get(min(kinds, key=len), {})
        shares = [_share(family, trained, name, bits) for name, bits in (("int8", 8), ("int4", 4))]
        name = family.listed or family.name
        besides = "; ".join(_besides(family))
        yield name, family.sizes, f"`{family.architecture}`", _worst(figures, kinds), *shares, besides


def _share(family: Family, trained: Mapping[str, float], name: str, bits: int) -> str:
    if bits < family.fewest_bits:
        return f"not offered ({trained[name]:.0%})" if name in trained else "not offered"
    return f"{trained[name]:.0%}" if name in trained else ""


def _besides(family: Family) -> Iterator[str]:
    if family.exact_positions:
        yield "the context ends where it stops being exact"
    if family.only_processor:
        yield "for the processor only"
    if family.needs_range:
        yield "not in float16"
    if family.experts:
        yield "without experts"
    if family.windows is not Windows.NONE:
        yield "sliding windows"
    if family.ignored:
        yield f"not with `{family.ignored}`"
    if family.source is Source.MOBIUS:
        yield "drawn by mobius-onnx, which is put right"
    elif family.corrections:
        yield "the builder is put right"


def _towers(figures: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for tower in TOWERS.values():
        kinds = [kind for kind, row in TOWER_KINDS.items() if row.architecture == tower.architecture]
        inside = {FAMILIES[text_architecture(TOWER_KINDS[kind].text_type)].name: None for kind in kinds}
        yield f"`{tower.architecture}`", ", ".join(inside), _worst(figures, kinds)


def _worst(figures: Mapping[str, Any], kinds: list[str]) -> str:
    return f"{max(figures['fp32'][kind] for kind in kinds):.0e}"


def _refused() -> Iterator[tuple[str, str]]:
    for reason in Refusal:
        for name in sorted(name for name, why in REFUSED.items() if why is reason):
            yield f"`{name}`", REASONS[reason]
    for family in FAMILIES.values():
        if family.experts:
            yield f"`{family.architecture}` with experts", REASONS[Refusal.EXPERTS_LEFT_OUT]
        if family.unknown_experts:
            yield f"`{family.architecture}` with experts", REASONS[Refusal.EXPERTS_UNKNOWN]


if __name__ == "__main__":
    main()
