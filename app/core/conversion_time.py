"""How long each step of a conversion takes, by a formula; ``history.learnt_steps`` corrects it by earlier runs."""

from app.core.events import Step
from app.core.history import Job
from app.core.plan import Precision

STARTING, READING, TRIAL = 4.0, 1.0, 0.5  # seconds that every model takes
QUANTIZING = 6e-9  # seconds for each parameter
LOADING = 1.5e-9  # seconds for each byte of the result, of the trial answer
DISK = 1e9  # bytes/s of reading and of writing


def guess_steps(job: Job) -> dict[Step, float]:
    """Wall seconds of each step, in their order."""
    quantizing = 0.0 if job.recipe.precision is Precision.FP32 else QUANTIZING * job.parameters
    steps = {
        Step.STARTING: STARTING,
        Step.MERGING: 3 * job.checkpoint_bytes / DISK,
        Step.READING: READING,
        Step.WRITING: quantizing + (job.checkpoint_bytes + job.weights_bytes) / DISK,
        Step.VERIFYING: TRIAL + LOADING * job.weights_bytes,
    }
    if not job.merges:
        del steps[Step.MERGING]
    return steps
