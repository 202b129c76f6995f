"""What is kept of a model goes along when it gets another name: verdicts, answers, conversations, its port."""

from collections.abc import Sequence

from msgspec.structs import replace

from app.core.library.naming import model_id as id_of
from app.core.library.naming import name_of_id, version_of_id
from app.storage import conversations, question_runs, served_ports, verdicts


def carry_histories(name: str, versions: Sequence[int], to: str) -> None:
    """Raises ``OSError``; what was not carried by then stays under the old ``name``."""

    def renamed(model_id: str) -> str:
        return id_of(to, version_of_id(model_id)) if name_of_id(model_id) == name else model_id

    verdicts.carry_verdicts(name, to, renamed)
    question_runs.carry_runs(name, versions, to, renamed)
    for each in conversations.kept_conversations():
        if name_of_id(each.model) == name:
            conversations.keep_conversation(replace(each, model=renamed(each.model)))
            conversations.delete_conversation(each)
    if port := served_ports.served_port(name):
        served_ports.remember_port(to, port)
