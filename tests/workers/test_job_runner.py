"""One job at a time, its result or its failure last, and nothing once it was stopped."""

from pytestqt.qtbot import QtBot

from app.core.events import Failed, Finished, Log, News, Progress
from app.core.failures import FailureKind
from app.core.library.installed import InstalledModel
from app.core.requests import List
from app.core.steps import Step
from app.workers.job_runner import JobRunner
from tests.recorded import Jobs


class Heard:
    """What a runner has told."""

    def __init__(self, jobs: Jobs) -> None:
        self.news: list[News] = []
        self.results: list[tuple[InstalledModel, ...]] = []
        self.failures: list[Failed] = []
        self.runner = JobRunner(jobs)

    def begin(self) -> None:
        self.runner.start(List(), self.results.append, self.failures.append, self.news.append)


def test_news_and_then_the_result(qtbot: QtBot) -> None:
    heard = Heard(Jobs([Log("any"), Finished(())]))
    heard.begin()
    assert heard.runner.job
    qtbot.waitUntil(lambda: heard.results == [()])
    assert (heard.news, heard.failures, heard.runner.job) == ([Log("any")], [], None)


def test_a_cancelled_job_says_so(qtbot: QtBot) -> None:
    heard = Heard(Jobs([Progress(step=Step.READING)]))
    heard.begin()
    qtbot.waitUntil(lambda: heard.news != [])
    heard.runner.cancel()
    qtbot.waitUntil(lambda: heard.failures == [Failed(FailureKind.CANCELLED)])
    assert heard.results == [] and heard.runner.job is None


def test_another_job_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    jobs = Jobs([Progress(step=Step.READING)], [Finished(())])
    heard = Heard(jobs)
    heard.begin()
    heard.begin()
    qtbot.waitUntil(lambda: heard.results == [()])
    assert jobs.sources[0].cancelled and heard.failures == [], "nothing is heard of a job that was stopped"


def test_nothing_is_told_after_a_stop(qtbot: QtBot) -> None:
    jobs = Jobs([Progress(step=Step.READING)])
    heard = Heard(jobs)
    heard.begin()
    heard.runner.stop()
    qtbot.waitUntil(lambda: jobs.sources[0].cancelled)
    qtbot.wait(50)
    assert (heard.news, heard.results, heard.failures) == ([], [], [])
    heard.runner.cancel()  # nothing runs: nothing happens
    assert heard.runner.process() is None
