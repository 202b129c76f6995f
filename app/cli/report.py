"""report: what was measured of an installed model, as one file to keep, print or send."""

import argparse
from pathlib import Path

from app.cli.jobs import quiet_job, result_of
from app.cli.output import show
from app.core.failures import Failure, FailureKind
from app.core.files.durable import replace_file
from app.core.library.deployment import Deployment
from app.core.library.naming import version_of_id
from app.core.requests import JudgeModel, List
from app.core.scorecard.judging import read_scorecard
from app.storage.question_runs import last_run
from app.wording.report.body import Reported
from app.wording.report.page import report_page, spoken
from app.wording.translation import SOURCE

PDF, HTML = ".pdf", ".html"  # Qt is not loaded to know them


def report_file(text: str) -> Path:
    file = Path(text)
    if file.suffix.lower() not in (PDF, HTML):
        raise argparse.ArgumentTypeError(f"a file whose name ends in {HTML} or {PDF}, not {text!r}")
    return file.absolute()


def report(options: argparse.Namespace) -> int:
    """A model that was not measured yet is measured first."""
    deployment = _find(options.name)
    card = read_scorecard(deployment.folder) or quiet_job(JudgeModel(deployment.model_id), options.json)
    about = Reported(deployment, card, last_run(deployment.model_id))
    if not options.output.parent.is_dir():
        raise Failure(FailureKind.DESTINATION_GONE, path=str(options.output.parent))
    _write(about, options.output, options.language)
    return show(options.json, {"file": options.output}, [str(options.output)])


def _write(about: Reported, file: Path, language: str) -> None:
    """Qt, which takes a fifth of a second to load, is wanted by no other verb."""
    from app.printing.languages import translators

    known = translators()
    first = language if language in known else SOURCE.code
    if file.suffix.lower() == HTML:
        replace_file(file, report_page(about, known, first))
        return
    from app.printing.pdf import write_pdf

    with spoken(known[first], first):
        write_pdf(about, file)


def _find(name: str) -> Deployment:
    """The newest version, or the one that "name:2" or an id names. Raises ``Failure(NOT_INSTALLED)``."""
    plain, _, number = name.rpartition(":")
    found = [model.deployment for model in result_of(List()) if model.deployment]
    wanted = [each for each in found if each.model_id == name or each.name == name]
    wanted = wanted or [each for each in found if each.name == plain and str(version_of_id(each.model_id)) == number]
    if not wanted:
        raise Failure(FailureKind.NOT_INSTALLED, name=name)
    return max(wanted, key=lambda each: version_of_id(each.model_id))
