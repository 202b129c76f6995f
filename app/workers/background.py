"""What goes on while no page and no window shows it, as long as the program runs."""

from app.jobs.ahead import Ahead
from app.workers.engine_job import StartJob, engine_job
from app.workers.measuring import Measurements
from app.workers.serving import ServedModels


class Background:
    def __init__(self, start_job: StartJob = engine_job) -> None:
        self.ahead = Ahead()
        self.measurements = Measurements(start_job)
        self.served = ServedModels(start_job)

    def end(self) -> None:
        """Stop all of it; what was measured so far is kept."""
        self.measurements.stop()
        self.served.stop()
        self.ahead.end()
