"""How long each step of a conversion takes, by a formula over this computer's speeds; ``history.learnt_steps`` corrects
it by earlier runs.

The factors are from runs of 0.5B and 1.5B parameters in int4, int8 and float32, each paired with a measurement of the
speeds just before it.
"""

from app.core.estimate.history import Job
from app.core.estimate.speeds import TYPICAL, Speeds
from app.core.recipe.recipe import Method
from app.core.steps import Step

CHILD_START, READING = 1.75, 0.15  # times the start of a small child
PACKING_SHARE = 20  # times the reading of the weights that the trial repacks
FRESH = 1.25  # times the filling of fresh memory of their size
CACHED = 0.3  # times the filling of fresh memory, for what is on its way to the disk
MAPPED_TRIAL = 1.5  # times the quantising of weights that stay in the mapped file
ROUNDING = 0.9  # times the measured quantising
FROM_DISK, TO_DISK = 1.25, 1.5  # times the speed of a write that waits for the disk
CALIBRATING = 1.03  # times the multiplications. Of 135 million and of 0.5 billion parameters
# Times the start of a small child, for 100,000 words: the tokenizer is read, tried and saved, and all words compared
WORDS = {Step.STARTING: 0.65, Step.READING: 0.6, Step.WRITING: 0.6, Step.VERIFYING: 1.3}
METHODS = {Method.DEFAULT: 1, Method.RTN: 20, Method.K_QUANT: 60, Method.CALIBRATED: 1}  # times the quantising


def guess_steps(job: Job, speeds: Speeds = TYPICAL) -> dict[Step, float]:
    """Wall seconds of each step, in their order."""
    rounding = ROUNDING * job.parameters / speeds.quantize  # float32 is as much work: it is turned around
    if job.mapped:
        trial = MAPPED_TRIAL * rounding
    else:
        resident = job.resident_bytes or job.weights_bytes
        trial = PACKING_SHARE * resident / speeds.reading + FRESH * resident / speeds.memory
    read, write = FROM_DISK * speeds.disk, TO_DISK * speeds.disk
    starting = CHILD_START * speeds.start
    unread = max(0.0, job.checkpoint_bytes / read - starting)  # the files are read ahead meanwhile
    steps = {
        Step.STARTING: starting,
        Step.MERGING: job.checkpoint_bytes / read + 2 * job.checkpoint_bytes / write,
        Step.READING: READING * speeds.start,
        Step.QUANTIZING: CALIBRATING * job.calibrating / speeds.multiplying,
        Step.WRITING: _times(job) * rounding + unread + job.weights_bytes * (CACHED / speeds.memory + 1 / speeds.disk),
        Step.VERIFYING: trial,
    }
    for step, times in WORDS.items():
        steps[step] += times * speeds.start * job.vocabulary / 100_000
    if not job.merges:
        del steps[Step.MERGING]
    if not job.calibrating:  # nor do earlier versions' runs tell how much there was
        del steps[Step.QUANTIZING]
    return steps


def _times(job: Job) -> int:
    return METHODS[job.recipe.method] if job.recipe.quantizes else 1
