"""The verdict on the model that a page is about: what was measured of it before, how far measuring is, and a button
that shows or begins it."""

from functools import partial

from app.core.library.deployment import Deployment
from app.core.scorecard.judging import read_scorecard
from app.core.scorecard.scorecard import Scorecard
from app.widgets.model_title import model_title
from app.widgets.verdict_badge import VerdictBadge
from app.workers.call import Call
from app.workers.measuring import Measurements


class InstalledVerdict(VerdictBadge):
    """Reads what is known when it is made, and again by ``read``; ``leave`` ends that."""

    def __init__(self, deployment: Deployment, measurements: Measurements, *, brief: bool = False) -> None:
        super().__init__(model_title(deployment), brief=brief)
        self._deployment, self._measurements = deployment, measurements
        self._card: Scorecard | None = None
        self._reading: Call | None = None
        self.opened.connect(self.open)
        measurements.changed.connect(self._follow)
        self._take(None)
        self.read()

    def read(self) -> None:
        self.leave()
        self._reading = Call(partial(read_scorecard, self._deployment.folder))
        self._reading.done.connect(self._take)
        self._reading.begin()

    def leave(self) -> None:
        if self._reading:
            self._reading.stop()

    def open(self) -> None:
        from app.dialogs.scorecard import ScorecardDialog  # takes longer to load than a page

        dialog = ScorecardDialog(self._deployment, self.window(), measurements=self._measurements)
        dialog.begin_kept(self._card) if self._card else dialog.begin()

    def _take(self, card: Scorecard | None) -> None:
        self._card = card
        self.show_verdict(card, self._measurements.of(self._deployment.model_id))

    def _follow(self, model_id: str) -> None:
        measuring = self._measurements.of(model_id)
        if model_id == self._deployment.model_id and measuring:
            self._take(self._card)
            if not measuring.running:
                self.read()
