"""Converts checkpoints of real shapes with random weights: ours against the plain model builder and Olive in memory.

Whole processes, one after the other in each round, so that a busy machine is busy for all; medians. ``--limit 8`` runs
ours alone inside a memory cgroup of so many GiB (Linux, root). The 7b shape needs 60 GB of disk. Ours rounds as the
peers do; ``--calibrated`` runs it alone as it is recommended to users.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import psutil
from bench_report import ROOT, write_section
from conversion_job import RECOMMENDED, ours, report_job
from warm_memory import warm_memory

sys.path.insert(0, str(ROOT))

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.computer.machine import private_bytes
from app.core.recipe.olive_config import olive_config
from app.core.recipe.recipe import Precision, Recipe
from app.jobs.child import engine_environment

# layers, width, MLP width, heads, key/value heads, tied embeddings: Qwen2.5's shapes
SHAPES = {
    "0.5b": (24, 896, 4864, 14, 2, True),
    "1.5b": (28, 1536, 8960, 12, 2, True),
    "7b": (28, 3584, 18944, 28, 4, False),
    "7b of 4 layers": (4, 3584, 18944, 28, 4, False),  # memory is taken layer by layer, and 28 take hours
}
VOCABULARY = 151_936
CGROUPS = Path("/sys/fs/cgroup")
IN_MEMORY = """
import contextlib, json, sys
import olive
from app.engine.builder import olive_bridge
olive_bridge.streaming_builder = lambda *_: contextlib.nullcontext()
sys.exit(not olive.run(json.load(open(sys.argv[1])), package_config=olive_bridge.PACKAGE_CONFIG).has_output_model())
"""
SAVE = """
import sys, torch
from transformers import Qwen2Config, Qwen2ForCausalLM
layers, width, inner, heads, kv_heads, tied, vocabulary, folder = json.loads(sys.argv[1])
config = Qwen2Config(vocab_size=vocabulary, hidden_size=width, intermediate_size=inner, num_hidden_layers=layers,
    num_attention_heads=heads, num_key_value_heads=kv_heads, max_position_embeddings=32768, tie_word_embeddings=tied,
    bos_token_id=0, eos_token_id=2, dtype="bfloat16")
torch.set_default_dtype(torch.bfloat16)
torch.manual_seed(0)
Qwen2ForCausalLM(config).save_pretrained(folder, max_shard_size="2GB")
"""
ADAPT = """
import sys, torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM
model = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.bfloat16)
settings = LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM", init_lora_weights=False)
get_peft_model(model, settings).save_pretrained(sys.argv[2])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=["0.5b", "1.5b"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--job", action="store_true", help="no peers: only workers, connections and the end of ours")
    parser.add_argument("--adapter", action="store_true", help="ours alone, with a LoRA adapter to merge first")
    parser.add_argument("--calibrated", action="store_true", help="ours alone, rounding by calibration")
    parser.add_argument("--limit", type=float, help="GiB of memory for ours, which then runs alone")
    parser.add_argument("--work", type=Path, help="a folder with room, in the place of a temporary one")
    options = parser.parse_args()
    rows, numbers = [], {}
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        for shape in options.shapes:
            model = make_checkpoint(shape, Path(work))
            alone = options.limit or options.adapter or options.calibrated
            converting: Command = partial(ours, recipe=RECOMMENDED) if options.calibrated else ours
            if options.adapter:
                converting = partial(merged, make_adapter(model), converting)
            tools = {"ours": converting} if alone else {"builder": builder, "Olive in memory": olive, "ours": ours}
            if not options.job:
                numbers[shape] = measure(model, tools, options.rounds, options.limit)
                rows += table_rows(shape, numbers[shape])
            if not alone:
                report_job(f"One conversion to INT4, {shape}", model, options.rounds)
            shutil.rmtree(model)
    if options.job:
        return
    limit = f", in {options.limit:g} GiB" if options.limit else ""
    doing = "Merging an adapter and converting" if options.adapter else "Converting"
    kind = "calibrated INT4" if options.calibrated else "INT4"
    title = f"{doing} to {kind}, {' and '.join(options.shapes)}{limit}"
    head = ["shape", "tool", "seconds", "of the faster peer", "peak private", "peak resident", "weights written"]
    note = "Ours includes the trial of the result, and its command line process. Peaks are of the whole process tree."
    write_section(title, note, head, rows, numbers)


def make_checkpoint(shape: str, work: Path) -> Path:
    folder = work / f"checkpoint-{shape}"
    arguments = json.dumps([*SHAPES[shape], VOCABULARY, str(folder)])
    environment = engine_environment(work)
    subprocess.run([sys.executable, "-c", "import json" + SAVE, arguments], env=environment, check=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(ROOT / "resources" / "sample-model" / name, folder / name)
    return folder


Command = Callable[[Path, Path], Sequence[str]]
Measured = dict[str, list[tuple[float, int, int, int]]]  # tool -> seconds, peaks in bytes (private, resident), size


def builder(model: Path, output: Path) -> Sequence[str]:
    precision = ["-p", "int4", "-e", "cpu", "--extra_options", "block_size=128"]
    module = [sys.executable, "-m", "onnxruntime_genai.models.builder"]
    return [*module, "-i", str(model), "-o", str(output), "-c", str(output) + "-cache", *precision]


def olive(model: Path, output: Path) -> Sequence[str]:
    config = output.with_name("olive.json")
    recipe = Recipe(precision=Precision.INT4)
    config.write_text(json.dumps(olive_config(model, recipe, output, Path(f"{output}-cache"))))
    return [sys.executable, "-c", IN_MEMORY, str(config)]


def make_adapter(model: Path) -> Path:
    """Of random numbers, for every matrix of the layers."""
    folder = model.with_name(f"{model.name}-adapter")
    command = [sys.executable, "-c", ADAPT, str(model), str(folder)]
    subprocess.run(command, env=engine_environment(model.parent), check=True)
    return folder


def merged(adapter: Path, converting: "Command", model: Path, output: Path) -> Sequence[str]:
    return [*converting(adapter, output), "--base", str(model)]


def measure(model: Path, tools: dict[str, Command], rounds: int, limit: float | None) -> Measured:
    assert inspect_checkpoint(model).convertible
    measured: Measured = {name: [] for name in tools}
    for number in range(rounds):
        for name, command in tools.items():
            with tempfile.TemporaryDirectory(dir=model.parent) as work:
                Path(work, "tmp").mkdir()
                output = Path(work, "output")
                peaks = watch(command(model, output), Path(work), limit)
                measured[name].append((*peaks, sum(file.stat().st_size for file in output.rglob("*.data"))))
            print(number, name, measured[name][-1], file=sys.stderr)
    return measured


def watch(command: Sequence[str], work: Path, limit: float | None) -> tuple[float, int, int]:
    """Run ``command``; seconds, and the peaks of its process tree sampled twenty times a second."""
    environment = engine_environment(work) | {"MODEL_INSTALLER_HOME": str(work / "home")}
    warm_memory()
    started = time.monotonic()
    private = resident = 0
    with (work / "log").open("wb") as log:
        child = subprocess.Popen(command, env=environment, stdout=log, stderr=log, preexec_fn=group(limit))
        while child.poll() is None:
            now = [sizes(process) for process in family(child.pid)]
            private = max(private, sum(size for size, _ in now))
            resident = max(resident, sum(size for _, size in now))
            time.sleep(0.05)
    if child.returncode:
        sys.exit((work / "log").read_text(errors="replace")[-3000:])
    return time.monotonic() - started, private, resident


def family(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def sizes(process: psutil.Process) -> tuple[int, int]:
    try:
        return private_bytes(process), process.memory_info().rss
    except psutil.Error:
        return 0, 0


def group(limit: float | None) -> Callable[[], None] | None:
    """What puts the child into a cgroup with ``limit`` GiB of memory and no swap."""
    if limit is None:
        return None
    old = (CGROUPS / "memory").is_dir()  # cgroups version 1
    folder = CGROUPS / ("memory" if old else "") / "model-installer-bench"
    folder.mkdir(exist_ok=True)
    (folder / ("memory.limit_in_bytes" if old else "memory.max")).write_text(str(int(limit * 2**30)))
    return lambda: (folder / "cgroup.procs").write_text(str(os.getpid())) and None


def table_rows(shape: str, measured: Measured) -> list[list[str]]:
    seconds = {name: statistics.median(run[0] for run in runs) for name, runs in measured.items()}
    peers = [value for name, value in seconds.items() if name != "ours"]
    rows = []
    for name, runs in measured.items():
        ratio = f"{seconds[name] / min(peers):.2f}" if peers else ""
        peaks = [f"{max(run[index] for run in runs) / 1e9:.2f} GB" for index in (1, 2)]
        rows.append([shape, name, f"{seconds[name]:.1f}", ratio, *peaks, f"{runs[0][3] / 2**30:.2f} GiB"])
    return rows


if __name__ == "__main__":
    main()
