"""Which function does which request."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from app.core import requests
from app.core.requests import Request

T = TypeVar("T")
# Where each verb is done. It is imported only when it is wanted: Olive takes seconds, a chat must not wait for it.
# A function names what it needs of: request, emit, messages (of a chat), folder (the job's own), since (when it was
# wanted of a process that had been started before that; else None).
VERBS: dict[type[Request[Any]], str] = {
    requests.Convert: "app.engine.conversion.convert:convert",
    requests.Deploy: "app.engine.deployment.deploy:deploy",
    requests.Configure: "app.engine.deployment.configure:configure",
    requests.Tune: "app.engine.deployment.tuning:tune_installed",
    requests.TuneFolder: "app.engine.deployment.tuning:tune_folder",
    requests.VerifyAnswer: "app.engine.deployment.verify_answer:verify_answer",
    requests.ReadWindows: "app.engine.calibration.windows:read_windows",
    requests.SettleTokenizer: "app.engine.conversion.settled_tokenizer:write_settled",
    requests.RenderTemplate: "app.engine.template.watched_template:render_each",
    requests.Pack: "app.engine.deployment.package:pack",
    requests.Install: "app.engine.deployment.package:install",
    requests.List: "app.engine.library.listing:list_models",
    requests.Remove: "app.engine.library.remove:remove",
    requests.Rename: "app.engine.library.rename:rename",
    requests.MoveLibrary: "app.engine.library.move:move_library",
    requests.Repair: "app.engine.library.repair:repair",
    requests.Offer: "app.engine.library.foundry_cli:offer",
    requests.Chat: "app.engine.chat.chat:chat",
    requests.Serve: "app.engine.chat.serve:serve",
    requests.JudgeModel: "app.engine.scorecard.judge_model:judge_model",
    requests.AskQuestions: "app.engine.scorecard.own_questions:ask_own_questions",
    requests.CompareModels: "app.engine.scorecard.compare_models:compare_models",
    requests.Preview: "app.engine.fresh_process:preview",
    requests.MeasureComputer: "app.engine.computer_speed:measure_computer",
}


def verb(request: type[Request[T]]) -> Callable[..., T]:
    """The function that does such a request."""
    module, _, name = VERBS[request].partition(":")
    function: Callable[..., T] = getattr(import_module(module), name)
    return function
