"""An Olive config file -> the recipe it asks for, and what of it cannot be honoured.

Reads today's layout and the older one of tutorials, in which a pass keeps its settings in ``config`` and the
quantiser's in ``quantization_config``. A file may also hold nothing but the pass.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from app.core.failures import Failure, FailureKind
from app.core.files.folder import read_json
from app.core.findings import Finding, Severity, blocks, informs, unreadable, warns
from app.core.recipe.olive_config import PROVIDERS
from app.core.recipe.olive_options import SILENT, read_options, shown
from app.core.recipe.recipe import Recipe, Target

MAXIMUM_FILE = 1_000_000  # bytes
BUILDER = "modelbuilder"
# What a run is besides its input, its passes and where it runs: none of it changes the model
_HARMLESS = SILENT | {
    *("engine", "output_dir", "cache_dir", "log_severity_level", "ort_log_severity_level", "ort_py_log_severity_level"),
    *("output_name", "clean_cache", "no_artifacts", "workflow_id", "azureml_client", "host", "log_to_file"),
    *("evaluate_input_model", "clean_evaluation_cache", "plot_pareto_frontier", "packaging_config"),
}
_KNOWN = {"input_model", "systems", "target", "execution_providers", "passes", "type", "config", *_HARMLESS}


class OliveFile(Struct, frozen=True):
    """``recipe`` is what can be honoured; with a finding that blocks it is not to be used."""

    recipe: Recipe
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        return not any(finding.severity is Severity.BLOCKS for finding in self.findings)


def read_olive_file(path: Path, checkpoint: Path) -> OliveFile:
    """The recipe in ``path`` for the model in ``checkpoint``. Never raises."""
    try:
        config = read_json(path, MAXIMUM_FILE)
    except Failure as failure:
        return OliveFile(Recipe(), (blocks(FailureKind.RECIPE_BROKEN, file=path.name, reason=shown(failure.details)),))
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        return OliveFile(Recipe(), (unreadable(error),))
    builders, others = _passes(config)
    if not builders:
        return OliveFile(Recipe(), (blocks(FailureKind.RECIPE_NO_BUILDER, file=path.name),))
    findings = [warns(FailureKind.RECIPE_PASS, name=shown(name)) for name in others]
    findings += _model_findings(config, checkpoint)
    target, more = _target(config)
    recipe, option_findings = read_options(_settings(builders[0]), target)
    unknown = () if _is_builder(config) else sorted(set(map(str, config)) - _KNOWN)
    findings += [*more, *option_findings, *(warns(FailureKind.RECIPE_OPTION, name=shown(name)) for name in unknown)]
    return OliveFile(recipe, tuple(findings))


def _passes(config: Mapping[str, object]) -> tuple[list[Mapping[str, object]], list[str]]:
    """The ModelBuilder passes, and the names of the others."""
    builders, others = [], []
    for name, each in _named_passes(config):
        if _is_builder(each):
            builders.append(each)
        else:
            others.append(shown(each.get("type") or name))
    others += ["ModelBuilder"] * (len(builders) - 1)
    return builders, others


def _named_passes(config: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """A pass is an object, or a list of objects that Olive would try in turn."""
    if _is_builder(config):
        yield "builder", config
        return
    found = config.get("passes")
    named = found if isinstance(found, dict) else dict(enumerate(found)) if isinstance(found, list) else {}
    for name, value in named.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield str(name), each


def _is_builder(value: Mapping[str, object]) -> bool:
    return shown(value.get("type", "")).lower() == BUILDER


def _settings(builder: Mapping[str, object]) -> dict[str, object]:
    """The pass's settings in one layer; the inner ones win, as they do in Olive."""
    settings: dict[str, object] = {str(key): value for key, value in builder.items() if key != "type"}
    for nest in ("config", "quantization_config", "extra_options"):
        inner = settings.pop(nest, None)
        if isinstance(inner, dict):
            settings |= {str(key): value for key, value in inner.items()}
        elif inner is not None:
            settings[nest] = inner
    return settings


def _model_findings(config: Mapping[str, object], checkpoint: Path) -> Iterator[Finding]:
    model = config.get("input_model")
    if model is None:
        return
    kind = model.get("type") if isinstance(model, dict) else model
    if not isinstance(model, dict) or shown(kind).lower() not in ("hfmodel", "pytorchmodel"):
        yield blocks(FailureKind.RECIPE_MODEL, found=shown(kind))
        return
    inner = model.get("config")
    settings = model | (inner if isinstance(inner, dict) else {})
    if settings.get("adapter_path"):
        yield blocks(FailureKind.RECIPE_MODEL, found="adapter_path")
    named = settings.get("model_path")
    if isinstance(named, str) and named and Path(named).name != checkpoint.absolute().name:
        yield informs(FailureKind.RECIPE_OTHER_MODEL, name=shown(named), found=checkpoint.absolute().name)


def _target(config: Mapping[str, object]) -> tuple[Target, list[Finding]]:
    """What the run is for: the first accelerator of the system that is the target."""
    names = list(_providers(config))
    known = {provider.lower(): target for target, (_, provider) in PROVIDERS.items()}
    targets = [known.get(name.lower()) for name in names]
    findings = []
    if targets and targets[0] is None:
        findings.append(blocks(FailureKind.RECIPE_TARGET, found=shown(names[0])))
    findings += [
        warns(FailureKind.RECIPE_OPTION, name=shown(name)) for name in dict.fromkeys(names[1:]) if name != names[0]
    ]
    return (targets[0] if targets else None) or Target.CPU, findings


def _providers(config: Mapping[str, object]) -> Iterator[str]:
    """Names of execution providers; of a device alone, its usual one."""
    engine = config.get("engine")
    places = [config, engine if isinstance(engine, dict) else {}]
    for place in places:
        yield from _strings(place.get("execution_providers"))
    systems = config.get("systems")
    wanted = places[0].get("target") or places[1].get("target")
    system = systems.get(wanted) if isinstance(systems, dict) and isinstance(wanted, str) else wanted
    if not isinstance(system, dict):
        return
    inner = system.get("config")
    settings = system | (inner if isinstance(inner, dict) else {})
    accelerators = settings.get("accelerators")
    for each in accelerators if isinstance(accelerators, list) else []:
        if not isinstance(each, dict):
            yield from _of_device(each)
        elif providers := list(_strings(each.get("execution_providers"))):
            yield from providers
        else:
            yield from _of_device(each.get("device"))


def _of_device(device: object) -> Iterator[str]:
    names = {"cpu": "CPUExecutionProvider", "gpu": "CUDAExecutionProvider"}
    if device is not None:
        yield names.get(shown(device).lower(), shown(device))


def _strings(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else []:
        yield shown(each[0] if isinstance(each, list) and each else each)
