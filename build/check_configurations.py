"""Random configurations of every architecture: what is offered computes what Hugging Face computes.

FP32 logits of random weights, at the end of a prompt and for 12 greedy tokens after it, within 0.1% RMS; the tokens are
the same. The same seed draws the same configurations. About 100 a minute on two cores.

What is refused though it would be right is so by chance, and stays refused: random weights stay below OLMo's clip_qkv,
and a short text uses one of LongRoPE's two sets of frequencies only.
"""

import argparse
import contextlib
import json
import shutil
import sys
import tempfile
from collections import Counter
from enum import StrEnum
from pathlib import Path
from random import Random

from bench_report import ROOT, write_section
from huggingface_hub.errors import StrictDataclassError

sys.path.insert(0, str(ROOT))

from random_configuration import Draft, draw, draw_tower, rewrite

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.recipe.recipe import Precision, Recipe
from tests.engine.builder.compare_logits import distance, reference, runtime
from tests.engine.builder.compare_paths import MISSTEPS, build
from tests.engine.tiny_models import FAMILIES, save_checkpoint
from tests.engine.tiny_towers import TOWER_KINDS, save_tower

BAR = 0.001
LENGTHS = (5, 20, 90)  # tokens of the prompt


class Outcome(StrEnum):
    EXACT = "offered and right"
    WRONG = "offered but wrong"
    RIGHTLY_REFUSED = "refused, would be wrong"
    REFUSED = "refused, would be right"
    NO_MODEL = "not a model for transformers"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES), metavar="FAMILY")
    parser.add_argument("--towers", action="store_true", help="classes that also see, in the place of families")
    options = parser.parse_args()
    if options.towers:
        options.families = list(TOWER_KINDS)
    counts: Counter[tuple[str, Outcome]] = Counter()
    with tempfile.TemporaryDirectory() as work:
        for number in range(options.count):
            family = options.families[number % len(options.families)]
            random = Random(f"{options.seed} {number}")
            draft = None if options.towers else draw(random, family)
            with contextlib.redirect_stdout(sys.stderr):
                outcome, why = judge(draft, random, Path(work)) if draft else judge_tower(family, random, Path(work))
            counts[family, outcome] += 1
            if outcome in (Outcome.WRONG, Outcome.REFUSED, Outcome.NO_MODEL):
                print(f"{number} {family}: {outcome}: {why}\n  {draft}", flush=True)
    rows = [[family, *(str(counts[family, outcome]) for outcome in Outcome)] for family in options.families]
    total = {outcome: sum(counts[family, outcome] for family in options.families) for outcome in Outcome}
    rows.append(["all", *map(str, total.values())])
    note = (
        f"{options.count} configurations of seed {options.seed}; FP32, random weights. What is unverified is refused."
    )
    title = "Random configurations of models that also see" if options.towers else "Random configurations"
    write_section(title, note, ["architecture", *Outcome], rows, total)
    return int(total[Outcome.WRONG] > 0)


def judge_tower(kind: str, random: Random, work: Path) -> tuple[Outcome, str]:
    """The same of a class that also sees."""
    model = work / "model"
    shutil.rmtree(model, ignore_errors=True)
    text, outer = draw_tower(random, kind)
    prompt = [random.randrange(3, 2000) for _ in range(random.choice(LENGTHS))]
    try:
        save_tower(kind, model, outer, **text)
        theirs, tokens = reference(model, prompt)
    except (*MISSTEPS, NotImplementedError, StrictDataclassError) as error:
        return Outcome.NO_MODEL, repr(error)
    return compared(model, work / "built", prompt, theirs, tokens)


def judge(draft: Draft, random: Random, work: Path) -> tuple[Outcome, str]:
    """Whether the model is offered, and whether it comes out right; and why."""
    model = work / "model"
    shutil.rmtree(model, ignore_errors=True)
    prompt = [random.randrange(3, 2000) for _ in range(random.choice(LENGTHS))]
    try:
        save_checkpoint(draft.prefix, draft.settings, model, draft.dtype)
        config = json.loads((model / "config.json").read_text(encoding="utf-8"))
        (model / "config.json").write_text(json.dumps(rewrite(config, draft)), encoding="utf-8")
        theirs, tokens = reference(model, prompt)
    except (*MISSTEPS, NotImplementedError, StrictDataclassError) as error:
        return Outcome.NO_MODEL, repr(error)
    return compared(model, work / "built", prompt, theirs, tokens)


def compared(
    model: Path, built: Path, prompt: list[int], theirs: list[object], tokens: list[int]
) -> tuple[Outcome, str]:
    """The outcome of a model whose logits and greedy tokens in Hugging Face are ``theirs`` and ``tokens``."""
    if distance(theirs, theirs) != 0:  # not a number
        return Outcome.NO_MODEL, "no numbers"
    checkpoint = inspect_checkpoint(model)
    wrong = difference(model, built, prompt, theirs, tokens)
    if checkpoint.convertible:
        return (Outcome.WRONG, wrong) if wrong else (Outcome.EXACT, "")
    reasons = "; ".join(f"{finding.kind} {finding.facts}" for finding in checkpoint.findings)
    return (Outcome.RIGHTLY_REFUSED, wrong) if wrong else (Outcome.REFUSED, reasons)


def difference(model: Path, built: Path, prompt: list[int], theirs: list[object], tokens: list[int]) -> str:
    """Of the converted model from Hugging Face's; "" when there is none that matters."""
    failed, _ = build(model, built, Recipe(precision=Precision.FP32))
    if failed:
        return failed
    try:
        ours, answer = runtime(built, prompt, tokens)
    except RuntimeError as error:
        return str(error)
    error = distance(ours, theirs)
    if not error < BAR:
        return f"{error:.2%} off"
    return "" if answer == tokens else "other tokens"


if __name__ == "__main__":
    sys.exit(main())
