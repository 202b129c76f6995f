"""inspect, of a packed model: what is in the file, before anybody installs it."""

from pathlib import Path

from app.cli.output import fail, print_json
from app.core.failures import Failure
from app.core.package import Manifest
from app.core.unpacking import digest, read_manifest
from app.wording import exact_words, size_words


def inspect_package(path: Path, as_json: bool) -> int:
    """Everything is checked but the bytes of the model. The digest is also a deployment's ``package``."""
    try:
        manifest = read_manifest(path)
    except Failure as failure:
        return fail(failure.kind, failure.facts, as_json, failure.details)
    if as_json:
        print_json({"package": manifest, "digest": digest(manifest), "bytes": manifest.bytes})
    else:
        print("\n".join(_lines(manifest)))
    return 0


def _lines(manifest: Manifest) -> list[str]:
    facts = {
        "Model": f"{manifest.name}  {manifest.precision.upper()}  {size_words(manifest.bytes)}",
        "Architecture": manifest.architecture,
        "Reads": f"{exact_words(manifest.context_length)} tokens" if manifest.context_length else "",
        "Licence": manifest.license,
        "Packed": f"{manifest.created} by version {manifest.installer}" if manifest.created else "",
        "Digest": digest(manifest),
    }
    return [f"{name}: {value}" for name, value in facts.items() if value]
