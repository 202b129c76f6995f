"""Pack on one computer, install on others: real children, the real sample model, the real Foundry Local."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.events import Progress
from app.core.failures import FailureKind
from app.core.library.naming import check_name
from app.core.library.notes import read_provenance, write_provenance
from app.core.library.sampling import Sampling
from app.core.package.manifest import SUFFIX, Manifest
from app.core.package.packing import pack as pack_files
from app.core.package.packing import part_of
from app.core.package.unpacking import Package, read_manifest
from app.core.requests import Install, List, Pack
from app.core.steps import Step
from app.jobs.process import EngineProcess
from app.storage.package_parts import writing
from tests.core.package.packages import forged, model_folder
from tests.engine.jobs import ask, deploy, ready, run, run_to_failure
from tests.wine import patient

ELSEWHERE = "the first computer's processor"


@pytest.fixture(scope="module")
def package(converted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample model, converted, installed and packed on a computer of its own; every test is another computer.
    Beside it lies the folder "converted"."""
    folder = tmp_path_factory.mktemp("carried")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_INSTALLER_HOME", str(folder / "first computer"))
        installed = deploy(shutil.copytree(converted, folder / "converted"), "sample", folder / "first library").folder
        provenance = read_provenance(installed)
        assert provenance and provenance.tuning
        write_provenance(installed, replace(provenance, tuning=replace(provenance.tuning, processor=ELSEWHERE)))
        output = folder / f"モデル kü{SUFFIX}"
        packed = run(Pack(name="sample", output=output))
        assert packed and packed.bytes == output.stat().st_size
    shutil.rmtree(folder / "first computer")
    shutil.rmtree(folder / "first library")
    return output


def library(tmp_path: Path) -> Path:
    return tmp_path / "a library"


def install(package: Path, tmp_path: Path, name: str = "") -> Install:
    return Install(package=package, library=library(tmp_path), name=name)


def test_a_model_answers_on_another_computer(package: Path, tmp_path: Path) -> None:
    finished = run(install(package, tmp_path))
    assert finished.deployment and finished.deployment.folder == library(tmp_path) / "sample" / "1"
    assert ready() == (finished.deployment.as_noted(),)
    assert "4" in ask("sample", "What is INT4?").text
    provenance = read_provenance(finished.deployment.folder)
    assert provenance and provenance.tuning and provenance.tuning.processor != ELSEWHERE, "tuned for this computer"
    assert [path.name for path in library(tmp_path).iterdir() if path.is_dir()] == ["sample"]
    again = run(install(package, tmp_path))
    assert again.unchanged and again.deployment == finished.deployment.as_noted()


def test_a_name_that_is_in_use(package: Path, tmp_path: Path) -> None:
    deploy(package.with_name("converted"), "Sample", library(tmp_path))
    failed = run_to_failure(install(package, tmp_path))
    assert (failed.kind, failed.facts) == (FailureKind.NAME_TAKEN, {"name": "sample", "package": str(package)})
    assert [path.name for path in library(tmp_path).iterdir() if path.is_dir()] == ["Sample"]
    other = run(install(package, tmp_path, name="another")).deployment
    assert other and other.model_id == "another-generic-cpu:1"
    request = Install(package=package, library=library(tmp_path), name="Sample", replaces=True)
    newer = run(request).deployment
    assert newer and newer.folder == library(tmp_path) / "Sample" / "2"
    assert [each.name for each in newer.folder.parent.iterdir()] == ["2"]


@pytest.mark.parametrize("step", [Step.UNPACKING, Step.REGISTERING, Step.VERIFYING])
def test_an_installation_that_is_ended_by_force(package: Path, tmp_path: Path, step: Step) -> None:
    process = EngineProcess(install(package, tmp_path))
    for event in process.events():
        if isinstance(event, Progress) and event.step is step:
            process.cancel()
    assert ready() == ()
    finished = run(install(package, tmp_path))
    assert not finished.unchanged
    assert ready() == (finished.deployment.as_noted(),)
    assert [path.name for path in library(tmp_path).rglob("*") if path.is_dir()] == ["sample", "1"]


def test_nothing_of_a_bad_package_is_visible(package: Path, tmp_path: Path) -> None:
    whole = bytearray(package.read_bytes())
    whole[len(whole) // 2] ^= 1
    (tmp_path / "flipped").write_bytes(whole)
    assert run_to_failure(install(tmp_path / "flipped", tmp_path)).kind is FailureKind.PACKAGE_DAMAGED
    files = {path.name: path.read_bytes() for path in model_folder(tmp_path / "no model").iterdir()}
    harmless = forged(tmp_path / "no model.foundrymodel", files)  # whole and safe, but nothing that could be loaded
    assert run_to_failure(install(harmless, tmp_path)).kind is FailureKind.NOT_A_CONVERTED_MODEL
    assert ready() == ()
    assert list(library(tmp_path).rglob("*")) == []


@pytest.mark.parametrize("name", ["CON", "模型 🙂", "../sample"])
def test_a_package_whose_model_has_a_name_that_no_folder_can_have(tmp_path: Path, name: str) -> None:
    strange = tmp_path / f"strange{SUFFIX}"
    pack_files(model_folder(tmp_path / "model"), Manifest(name=name), strange, lambda done, total: None)
    failed = run_to_failure(install(strange, tmp_path))
    assert failed.kind is FailureKind.NAME_INVALID and check_name(failed.facts["suggestion"]) is None
    assert not library(tmp_path).exists()


def test_a_disk_without_room_for_a_package(package: Path, small_disk: Path) -> None:
    (small_disk / "of somebody else").write_bytes(bytes(2_000_000))
    failed = run_to_failure(Install(package=package, library=small_disk / "library"))
    assert failed.kind is FailureKind.DISK_FULL and int(failed.facts["needed_bytes"]) > 2_000_000
    assert run(List()) == () and list(small_disk.rglob("*.onnx")) == []


def test_what_a_package_says_of_sampling_must_make_sense(package: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    with Package(package) as opened:
        manifest = opened.manifest
        opened.unpack(there, lambda done, total: None)
    wild = replace(manifest, sampling=replace(manifest.sampling, top_k=-5, repetition_penalty=0, temperature=0.3))
    pack_files(there, wild, tmp_path / f"wild{SUFFIX}", lambda done, total: None)
    installed = run(install(tmp_path / f"wild{SUFFIX}", tmp_path)).deployment
    assert installed and installed.sampling == replace(Sampling(), temperature=0.3)


def silent(package: Path, tmp_path: Path, *options: str) -> tuple[int, str]:
    """The exit code, and what the log says; nothing is ever on the terminal."""
    log = tmp_path / "logs" / "rollout.log"
    command = [sys.executable, "-m", "app", "install", str(package), "--silent", "--log", str(log)]
    command += ["--library", str(library(tmp_path)), *options]
    result = subprocess.run(command, capture_output=True, text=True, timeout=patient(120), stdin=subprocess.DEVNULL)
    assert result.stderr == "" and ("--json" in options or result.stdout == "")
    if "--json" in options:
        json.loads(result.stdout)
    said = log.read_text(encoding="utf-8")
    log.unlink()
    return result.returncode, said


def test_silent_is_silent_and_its_exit_codes_tell_all(package: Path, tmp_path: Path) -> None:
    code, said = silent(package, tmp_path)
    assert code == 0 and "Installed: sample-generic-cpu:1" in said and "Exit code 0" in said
    code, said = silent(package, tmp_path, "--json")
    assert code == 0 and "Up to date already" in said
    (library(tmp_path) / "sample" / "1" / "model.onnx.data").unlink()
    code, said = silent(package, tmp_path)
    assert code == 6 and "name_taken" in said
    (tmp_path / "cut").write_bytes(package.read_bytes()[:-100])
    code, said = silent(tmp_path / "cut", tmp_path)
    assert code == 4 and "The package is damaged or incomplete" in said
    code, said = silent(tmp_path / "nowhere", tmp_path)
    assert code == 1 and "There is no such file" in said and "nowhere" in said


def test_inspecting_a_package_tells_what_installing_it_notes(package: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "inspect", str(package)]
    result = subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=patient(60))
    said = json.loads(result.stdout)
    assert (said["package"]["name"], said["package"]["precision"], said["package"]["license"]) == (
        "sample",
        "int4",
        "mit",
    )
    installed = run(install(package, tmp_path)).deployment
    assert installed and said["digest"] == installed.package
    assert said["digest"] in subprocess.run(command, capture_output=True, text=True, timeout=patient(60)).stdout
    cut = tmp_path / package.name
    cut.write_bytes(package.read_bytes()[:-1])
    result = subprocess.run([*command[:-1], str(cut), "--json"], capture_output=True, text=True, timeout=patient(60))
    assert (result.returncode, json.loads(result.stdout)["kind"]) == (1, "package_damaged")


def test_two_windows_pack_to_the_same_file(package: Path, tmp_path: Path) -> None:
    run(install(package, tmp_path))
    output = tmp_path / f"again{SUFFIX}"
    with writing(part_of(output)):
        failed = run_to_failure(Pack(name="sample", output=output))
    assert (failed.kind, failed.facts) == (FailureKind.LIBRARY_BUSY, {"path": str(tmp_path)})
    assert run(Pack(name="sample-generic-cpu:1", output=output)), "by its id, too"


def test_a_scorecard_and_the_proof_of_the_template_go_along(package: Path, tmp_path: Path) -> None:
    """Whoever writes a file of results into the model's folder: it is packed, and there on the other computer."""
    first = run(install(package, tmp_path)).deployment
    assert first
    (first.folder / "scorecard.json").write_text('{"speed": 12}', encoding="utf-8")
    (first.folder / "LICENSE").write_text("Do what you like.", encoding="utf-8")
    again = tmp_path / f"again{SUFFIX}"
    run(Pack(name="sample", output=again))
    request = Install(package=again, library=library(tmp_path), name="other")
    second = run(request).deployment
    assert second and (second.folder / "scorecard.json").read_text(encoding="utf-8") == '{"speed": 12}'
    provenance = read_provenance(second.folder)
    assert provenance and provenance.template and provenance.template.verdict == "untouched"
    assert (second.folder / "LICENSE").read_bytes() == (first.folder / "LICENSE").read_bytes()
    names = {file.name for file in read_manifest(again).files}
    assert {"scorecard.json", "model_installer.json", "LICENSE", "genai_config.json"} <= names


def test_packing_by_the_command_line(package: Path, tmp_path: Path) -> None:
    run(install(package, tmp_path))
    again = tmp_path / f"again{SUFFIX}"
    command = [sys.executable, "-m", "app", "pack", "sample", "--output", str(again), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=patient(60))
    packed = json.loads(result.stdout.splitlines()[-1])["packed"]
    assert (result.returncode, packed["path"], packed["bytes"]) == (0, str(again), again.stat().st_size)
    weights = {file.name: file.sha256 for file in read_manifest(package).files if file.name.startswith("model.onnx")}
    assert weights.items() <= {file.name: file.sha256 for file in read_manifest(again).files}.items()
    result = subprocess.run(command, capture_output=True, text=True, timeout=patient(60))
    assert (result.returncode, json.loads(result.stdout.splitlines()[-1])["kind"]) == (1, "destination_exists")
    assert subprocess.run([*command, "--replace"], capture_output=True, timeout=patient(60)).returncode == 0
    assert [path.name for path in tmp_path.glob("*.part")] == []
