"""What goes on while no page and no window shows it, as long as the program runs."""

from functools import partial

from app.jobs.ahead import Ahead
from app.workers.engine_job import StartJob, engine_job
from app.workers.measuring import Measurements
from app.workers.serving import ServedModels


class Background:
    """``start_job`` is for all that converts: it takes the child that waits in ``ahead``."""

    def __init__(self, start_job: StartJob | None = None) -> None:
        self.ahead = Ahead()
        self.start_job = start_job or partial(engine_job, ahead=self.ahead)
        self.measurements = Measurements(self.start_job)
        self.served = ServedModels(self.start_job)
        if start_job is None:
            self.measurements.converts_soon.connect(self.ahead.load)

    def end(self) -> None:
        """Stop all of it; what was measured so far is kept."""
        self.measurements.stop()
        self.served.stop()
        self.ahead.end()
