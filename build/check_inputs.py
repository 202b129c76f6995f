"""Model folders changed by chance: each is converted rightly, or refused, or what differs is told.

A tiny model or adapter gets one to three of the changes in ``inputs``, is inspected, converted to FP32 and asked;
Hugging Face or PEFT is asked the same, of the changed folder, or of the unchanged one where the change leaves the
meaning. The same seed makes the same folders. Each runs in a process of its own (``fork``: Linux and macOS).
"""

import argparse
import contextlib
import importlib
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bench_report import ROOT, write_section
from msgspec import Struct

sys.path.insert(0, str(ROOT))

from inputs import adapters, answering, settings, tokenizers, weights
from inputs.draft import Draft, Kind, Mutation, read_draft, write_draft
from inputs.judge import Outcome, Verdict, judge, usual_words

BASES = ("llama", "qwen2-tied", "phi3", "gemma3-tied", "qwen3")
ADAPTERS = ("llama", "qwen2-tied")
OF_MODELS = (*weights.MUTATIONS, *settings.MUTATIONS, *tokenizers.MUTATIONS, *answering.MUTATIONS)
LONGEST = 180  # seconds
BAD = (Outcome.WRONG, Outcome.BROKEN)


class Start(Struct, frozen=True):
    """What is changed: a model, or an adapter of ``base``."""

    folder: Path
    base: Path | None
    usual: frozenset[str]  # kinds of its findings


class Trial(Struct, frozen=True):
    number: int
    start: Start
    mutations: tuple[Mutation, ...]
    verdict: Verdict

    @property
    def name(self) -> str:
        return f"{self.start.folder.name}: {', '.join(mutation.name for mutation in self.mutations)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--json", action="store_true", help="print each, and write no table")
    options = parser.parse_args()
    _load_libraries()
    numbers = range(options.first, options.first + options.count)
    counts: Counter[tuple[Kind, Outcome]] = Counter()
    with tempfile.TemporaryDirectory() as work:
        for trial in try_all(options.seed, numbers, Path(work)):
            counts[trial.mutations[0].kind, trial.verdict.outcome] += 1
            if options.json or trial.verdict.outcome in BAD:
                told = {"number": trial.number, "input": trial.name, "outcome": trial.verdict.outcome}
                print(json.dumps(told | {"reason": trial.verdict.reason}), flush=True)
    if not options.json:
        _report(options.seed, options.count, counts)
    return int(any(counts[kind, outcome] for kind in Kind for outcome in BAD))


def _report(seed: int, count: int, counts: Counter[tuple[Kind, Outcome]]) -> None:
    total = {outcome: sum(counts[kind, outcome] for kind in Kind) for outcome in Outcome}
    rows = [[kind, *(str(counts[kind, outcome]) for outcome in Outcome)] for kind in Kind]
    note = f"{count} folders of seed {seed}, each with one to three changes; by the kind of the first."
    write_section(
        "Changed model folders", note, ["changed", *Outcome], [*rows, ["all", *map(str, total.values())]], total
    )


def try_all(seed: int, numbers: range, work: Path) -> Iterator[Trial]:
    starts = list(_make_starts(work))
    for number in numbers:
        random = Random(f"{seed} {number}")
        start = random.choice(starts)
        mutations, draft, meant = _draw(random, start)
        yield Trial(number, start, mutations, _try(start, draft, meant, work / "trial"))


def _make_starts(work: Path) -> Iterator[Start]:
    for kind in BASES:
        _in_child(_save_model, kind, work / kind)
        yield _start(work / kind, None, work / "usual")
    for kind in ADAPTERS:
        folder = work / f"adapter of {kind}"
        _in_child(_save_adapter, work / kind, folder)
        yield _start(folder, work / kind, work / "usual")


def _start(folder: Path, base: Path | None, place: Path) -> Start:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    _in_child(_note_usual, folder, base, place)
    return Start(folder, base, frozenset(json.loads((place / "usual").read_text(encoding="utf-8"))))


def _note_usual(folder: Path, base: Path | None, place: Path) -> None:
    _settle_in(place)
    (place / "usual").write_text(json.dumps(sorted(usual_words(folder, base, place))), encoding="utf-8")


def _draw(random: Random, start: Start) -> tuple[tuple[Mutation, ...], Draft, Draft | None]:
    """One to three changes, which some folders have no place for; the changed folder, and the same without the changes
    that leave its meaning, where there are any."""
    among = adapters.MUTATIONS if start.base else OF_MODELS
    while True:
        drawn = random.sample(among, random.choice((1, 1, 1, 2, 2, 3)))
        mutations = tuple(sorted(drawn, key=lambda mutation: mutation.same))  # what a change draws from is then alike
        seeds = [random.random() for _ in mutations]
        with contextlib.suppress(KeyError, TypeError, AttributeError, ValueError, RuntimeError, IndexError):
            changed = _changed(start, mutations, seeds)
            if not any(mutation.same for mutation in mutations):
                return mutations, changed, None
            others = [pair for pair in zip(mutations, seeds, strict=True) if not pair[0].same]
            return mutations, changed, _changed(start, [each for each, _ in others], [seed for _, seed in others])


def _changed(start: Start, mutations: Sequence[Mutation], seeds: Sequence[float]) -> Draft:
    draft = read_draft(start.folder, start.base)
    for mutation, seed in zip(mutations, seeds, strict=True):
        mutation.change(draft, Random(seed))
    return draft


def _try(start: Start, draft: Draft, meant: Draft | None, place: Path) -> Verdict:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    code = _in_child(_judge, draft, meant, start, place)
    found = place / "verdict"
    if not found.exists():
        return Verdict(Outcome.BROKEN, f"the process ended with {code}")
    outcome, reason = json.loads(found.read_text(encoding="utf-8"))
    return Verdict(Outcome(outcome), reason)


def _judge(draft: Draft, meant: Draft | None, start: Start, place: Path) -> None:
    _settle_in(place)
    write_draft(draft, place / "model")
    if meant:
        write_draft(meant, place / "meant")
    try:
        verdict = judge(place / "model", start.base, place / "meant" if meant else None, start.usual, place)
    except Exception:  # noqa: BLE001  # the process's border: this is what is looked for
        verdict = Verdict(Outcome.BROKEN, traceback.format_exc()[-600:])
    (place / "verdict").write_text(json.dumps([verdict.outcome, verdict.reason]), encoding="utf-8")


def _settle_in(place: Path) -> None:
    os.environ |= {"MODEL_INSTALLER_HOME": str(place / "home"), "TMPDIR": str(place)}
    with (place / "log").open("w") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)


def _in_child(work: object, *arguments: object) -> int | None:
    child = multiprocessing.get_context("fork").Process(target=work, args=arguments)  # type: ignore[arg-type]
    child.start()
    child.join(LONGEST)
    if child.is_alive():
        child.kill()
        child.join()
        return None
    return child.exitcode


def _save_model(kind: str, folder: Path) -> None:
    from tests.engine.tiny_models import save

    save(kind, folder)


def _save_adapter(base: Path, folder: Path) -> None:
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    torch.manual_seed(5)
    config = LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj", "v_proj", "down_proj"], task_type="CAUSAL_LM")
    model = get_peft_model(AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32), config)
    for name, parameter in model.named_parameters():
        if "lora_" in name:
            parameter.data = torch.randn_like(parameter) * 0.2
    model.save_pretrained(folder)


def _load_libraries() -> None:
    """Before the processes part: the imports, and what transformers prepares for its first model, take longer than a
    trial."""
    import onnxruntime_genai  # noqa: F401
    import peft  # noqa: F401
    import torch
    from transformers.conversion_mapping import get_checkpoint_conversion_mapping

    from app.engine.builder import olive_bridge  # noqa: F401
    from app.engine.calibration import windows  # noqa: F401
    from app.engine.conversion import compare_words, convert, verify_shapes  # noqa: F401

    importlib.import_module("torch.fx.experimental.symbolic_shapes")
    torch.set_num_threads(1)
    get_checkpoint_conversion_mapping("llama")


if __name__ == "__main__":
    sys.exit(main())
