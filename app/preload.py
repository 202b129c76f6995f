"""What is imported while the first page shows, so that it need not wait for that."""

# Most of what the other pages need: it is imported while the first one shows
LIBRARIES = (
    "app.wording.messages",
    "app.wording.estimates",
    "app.wording.verification",
    "app.wording.scorecard.scorecards",
    "app.wording.templates",
    "app.wording.tuning",
    "app.jobs.estimate_here",
    "app.workers.background",
    "app.core.checkpoint.mend",
    "app.core.computer.computer_check",
    "app.core.snippets.shell",
    "app.core.scorecard.held_out",
)
# With widgets, and so in the window's thread: the pages, before them what takes long of what they need, and what opens
# beside them first
PAGE_MODULES = (
    "app.widgets.failure_panel",
    "app.widgets.requirement_list",
    "app.pages.check",
    "app.widgets.model_facts",
    "app.widgets.model_offers",
    "app.pages.choose",
    "app.widgets.calibration_choice",
    "app.widgets.recipe_options",
    "app.pages.precision",
    "app.pages.settings",
    "app.pages.job",
    "app.pages.install",
    "app.widgets.chat_view",
    "app.pages.chat",
    "app.pages.finish",
    "app.dialogs.scorecard",
)
