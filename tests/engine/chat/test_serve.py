"""A served model, asked by real programs: the snippets as they are shown, the openai package, and some rude ones."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openai
import psutil
import pytest

from app import paths
from app.core.failures import FailureKind
from app.core.library.deployment import Deployment
from app.core.requests import Remove, Rename
from app.core.snippets.http import CURL, JAVASCRIPT, PYTHON, endpoint_snippet
from app.core.snippets.sdk import JAVASCRIPT_SDK, PYTHON_SDK, sdk_snippet
from tests.engine.jobs import ask, deploy, run_to_failure
from tests.engine.jobs import run as run_job
from tests.engine.silence import reports, unsilenced
from tests.wine import patient

COMMAND = [sys.executable, "-X", "utf8", "-m", "app"]
QUESTION = "What is INT4?"


STOPPED = 0 if os.name == "posix" else 1  # what a process ends with that Windows has terminated


class Served:
    """``answer`` is what the model says to "Hello" by itself."""

    def __init__(self, deployment: Deployment, url: str, process: subprocess.Popen[str], answer: str) -> None:
        self.deployment, self.url, self.process, self.answer = deployment, url, process, answer
        self.cache = paths.foundry_cache()
        self.home = Path(os.environ["MODEL_INSTALLER_HOME"])
        self.client = openai.OpenAI(base_url=url, api_key="none", max_retries=0, timeout=patient(60))

    def ask(self, content: str, **options: Any) -> Any:
        messages = [{"role": "user", "content": content}]
        return self.client.chat.completions.create(model=self.deployment.model_id, messages=messages, **options)  # type: ignore

    def status(self) -> dict[str, Any]:
        with urllib.request.urlopen(self.url.replace("/catalogs/local/v1", "/status"), timeout=patient(10)) as answer:
            return dict(json.load(answer))

    def snippet(self, template: str) -> str:
        return endpoint_snippet(template, self.url, self.deployment.model_id)


@contextmanager
def serving(deployment: Deployment, answer: str = "") -> Iterator[Served]:
    command = [*COMMAND, "serve", deployment.name, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = json.loads(process.stdout.readline())
        assert said["model"] == deployment.model_id
        served = Served(deployment, said["url"], process, answer)
        try:
            yield served
        finally:
            served.client.close()
            process.terminate()
        assert process.wait(20) == STOPPED, "to be stopped is how it ends"


@pytest.fixture(scope="module")
def served(converted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    deployment = deploy(converted, "sample", tmp_path_factory.mktemp("served") / "library")
    with serving(deployment, ask("sample", "Hello").text) as made:
        yield made


def run(command: list[str], **options: Any) -> str:
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=patient(60), **options)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not here")
def test_the_curl_snippet(served: Served) -> None:
    answer = json.loads(run(["bash", "-c", served.snippet(CURL)]))
    assert answer["choices"][0]["message"]["content"] == served.answer


def test_the_python_snippet(served: Served) -> None:
    assert run([sys.executable, "-X", "utf8", "-c", served.snippet(PYTHON)]).strip() == served.answer.strip()


@pytest.mark.skipif(not shutil.which("node"), reason="node is not here")
def test_the_javascript_snippet(served: Served, tmp_path: Path) -> None:
    script = tmp_path / "ask.mjs"
    script.write_text(served.snippet(JAVASCRIPT), encoding="utf-8")
    assert run(["node", str(script)]).strip() == served.answer.strip()


@pytest.mark.skipif(not shutil.which("node"), reason="node is not here")
def test_the_javascript_sdk_snippet_is_javascript(served: Served, tmp_path: Path) -> None:
    script = tmp_path / "ask.mjs"
    script.write_text(served.snippet(JAVASCRIPT_SDK), encoding="utf-8")
    run(["node", "--check", str(script)])
    script.write_text(served.snippet(JAVASCRIPT_SDK) + "\n}", encoding="utf-8")
    assert subprocess.run(["node", "--check", str(script)], capture_output=True, timeout=patient(60)).returncode


def test_what_the_javascript_sdk_asks_is_answered(served: Served) -> None:
    """Its client of the Responses interface appends "/v1/responses" to the address in the snippet."""
    (service,) = re.findall(r'new ResponsesClient\("([^"]+)", "([^"]+)"\)', served.snippet(JAVASCRIPT_SDK))
    body = json.dumps({"model": service[1], "input": "Hello"}).encode()
    request = urllib.request.Request(f"{service[0]}/v1/responses", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=patient(60)) as answer:
        said = json.load(answer)
    (message,) = said["output"]
    assert [part["text"] for part in message["content"]] == [served.answer]


def test_the_foundry_sdk_snippet_answers_and_reports_nothing(served: Served, tmp_path: Path) -> None:
    code = sdk_snippet(PYTHON_SDK, served.deployment, served.cache)
    answer = run([sys.executable, "-X", "utf8", "-c", code], env=unsilenced(tmp_path / "home"))
    assert served.answer.strip() in answer
    assert reports(tmp_path / "home") == []


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_what_would_be_reported_is_seen(served: Served, tmp_path: Path) -> None:
    """Without the variables, and with no network to report by."""
    code = sdk_snippet(PYTHON_SDK, served.deployment, served.cache).replace('] = "1"', '] = ""')
    as_root = ["--map-root-user"] if os.geteuid() else []
    alone = ["unshare", "--net", *as_root, sys.executable, "-X", "utf8", "-c", code]
    run(alone, env=unsilenced(tmp_path / "home"))
    assert {"deviceid", "onnxruntime-genai.db"} <= {path.name for path in reports(tmp_path / "home")}


def test_streaming_usage_stop_and_the_list(served: Served) -> None:
    assert [model.id for model in served.client.models.list()] == [served.deployment.model_id]
    chunks = list(served.ask("Hello", stream=True, stream_options={"include_usage": True}))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == served.answer and len(chunks) > 5
    assert chunks[-1].usage and chunks[-1].usage.completion_tokens > 5
    word = served.answer.split()[3]
    stopped = served.ask("Hello", stop=[word]).choices[0].message.content
    assert served.answer.startswith(stopped.rstrip()) and word not in stopped


def test_its_own_short_name_and_a_wrong_one(served: Served) -> None:
    messages: Any = [{"role": "user", "content": "Hello"}]
    answer = served.client.chat.completions.create(model="sample", messages=messages)
    assert answer.choices[0].message.content == served.answer
    with pytest.raises(openai.NotFoundError) as caught:
        served.client.chat.completions.create(model="gpt-4o", messages=messages)
    assert served.deployment.model_id in str(caught.value)


def test_another_window_neither_renames_nor_deletes_it(served: Served, tmp_path: Path) -> None:
    """The runtime would not find it any more, and every program would get an error."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_INSTALLER_HOME", str(served.home))
        for request in (Rename("sample", "other"), Remove("sample")):
            failed = run_to_failure(request)
            assert (failed.kind, failed.facts) == (FailureKind.MODEL_IN_USE, {"path": str(served.deployment.folder)})
        copy = deploy(served.deployment.folder, "copy", tmp_path / "library")
        assert [model.deployment for model in run_job(Remove("copy"))] == [copy.as_noted()], "others may be"
    assert served.ask("Hello").choices[0].message.content == served.answer


def test_two_clients_at_once(served: Served) -> None:
    before = served.status()["requests"]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda _: served.ask("Hello").choices[0].message.content, range(4)))
    assert answers == [served.answer] * 4
    assert served.status() | {"active": 0} == {
        "model": served.deployment.model_id,
        "requests": before + 4,
        "active": 0,
    }


def test_a_long_prompt_gets_the_room_that_is_left(served: Served) -> None:
    """The runtime would want 2048 tokens; half of the context is asked for, and then what the prompt leaves."""
    for stream in (False, True):
        answer = served.ask("word " * 600, stream=stream)
        reasons = [chunk.choices[0].finish_reason for chunk in answer if chunk.choices] if stream else ["stop"]
        assert reasons[-1] in ("stop", "length")
    with pytest.raises(openai.BadRequestError):
        served.ask("word " * 3000)


def raw(served: Served, path: str, body: bytes | None = None, **headers: str) -> int:
    request = urllib.request.Request(served.url.replace("/catalogs/local/v1", "") + path, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=patient(10)) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_only_programs_of_this_computer_and_only_this_model(served: Served) -> None:
    chat, kind = "/catalogs/local/v1/chat/completions", {"Content-Type": "application/json"}
    honest = json.dumps({"model": "sample", "messages": [{"role": "user", "content": "Hello"}]}).encode()
    assert raw(served, chat, honest, **kind) == 200
    assert raw(served, chat, honest, **kind, Host="evil.example:80") == 403
    assert raw(served, chat, honest, **kind, Origin="https://evil.example") == 403
    assert raw(served, chat, honest, **{"Content-Type": "text/plain"}) == 415, "what a web page may send unasked"
    assert raw(served, chat, b"[" * 100_000, **kind) == 400
    for length in ("\N{SUPERSCRIPT TWO}", "9" * 5000, "-1"):
        assert raw(served, chat, honest, **kind, **{"Content-Length": length}) == 413
    assert raw(served, "/shutdown", b"{}", **kind) == 404
    assert raw(served, "/v1/models") == 404
    for twice in (
        b'{"model": "x", "model": "sample", "messages": []}',
        b'{"model": "sample", "seed": ' + b"9" * 4000 + b"}",
    ):
        assert raw(served, chat, twice, **kind) == 400
    assert raw(served, chat, honest.replace(b"}]", b'}], "temperature": NaN'), **kind) == 400


def listening(served: Served) -> set[tuple[str, int]]:
    family = psutil.Process(served.process.pid).children(recursive=True)
    found = [each for child in family for each in child.net_connections("all") if each.status == "LISTEN"]
    return {(each.laddr.ip, each.laddr.port) for each in found}


def test_no_second_port_is_open(served: Served) -> None:
    """The runtime answers inside of the process: its own service, which anybody may shut down, is never started."""
    assert served.ask("Hello").choices[0].message.content == served.answer
    assert listening(served) == {("127.0.0.1", int(served.url.split(":")[2].split("/")[0]))}


def test_responses_are_answered_as_a_chat_is(served: Served) -> None:
    model = served.deployment.model_id
    made = served.client.responses.create(model=model, input="Hello")
    assert (made.output_text, made.status) == (served.answer, "completed") and made.usage
    text, kinds = "", []
    for event in served.client.responses.create(model=model, input="Hello", stream=True, max_output_tokens=5):
        kinds.append(event.type)
        text += event.delta if event.type == "response.output_text.delta" else ""
    assert served.answer.startswith(text) and text
    assert (kinds[0], kinds[-1]) == ("response.created", "response.incomplete")
    with pytest.raises(openai.BadRequestError):
        served.client.responses.create(model=model, input="word " * 3000)


def test_what_an_answer_cost_is_told_where_it_was_asked_for(served: Served) -> None:
    chunks = list(served.ask("Hello", stream=True, stream_options={"include_usage": True}))
    assert chunks[-1].usage.completion_tokens > 0 and not chunks[-1].choices
    assert all(chunk.usage is None for chunk in served.ask("Hello", stream=True))


def test_it_is_found_at_the_same_port_again(served: Served, tmp_path: Path) -> None:
    mine = deploy(served.deployment.folder, "mine", tmp_path / "library")
    other = deploy(served.deployment.folder, "other", tmp_path / "library")
    with serving(mine) as first:
        port = first.url
    with serving(other) as second:
        assert second.url != port, "another model does not take it meanwhile"
    with serving(mine) as again:
        assert again.url == port


def test_an_answer_that_nobody_waits_for_ends(served: Served, tmp_path: Path) -> None:
    endless = deploy(served.deployment.folder, "endless", tmp_path / "library")
    file = endless.folder / "genai_config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    config["model"]["eos_token_id"] = [1]  # that it never says
    file.write_text(json.dumps(config), encoding="utf-8")
    with serving(endless) as server:
        started = time.monotonic()
        whole = sum(1 for _ in server.ask("Hello", stream=True, max_tokens=900))
        duration = time.monotonic() - started
        assert whole > 300
        stream = server.ask("Hello", stream=True, max_tokens=900)
        next(iter(stream))
        stream.close()
        started = time.monotonic()
        while server.status()["active"]:
            assert time.monotonic() - started < duration / 2, f"it went on; the whole answer takes {duration:.1f} s"
            time.sleep(0.01)
        family = [psutil.Process(server.process.pid).children()[0]]
        spent = sum(sum(child.cpu_times()[:2]) for child in family)
        time.sleep(0.3)
        assert sum(sum(child.cpu_times()[:2]) for child in family) - spent < 0.2, "and the processor rests"


def test_wrong_wishes(served: Served, tmp_path: Path) -> None:
    taken = served.url.split(":")[2].split("/")[0]
    for options, code in ((["--host", "0.0.0.0"], 2), (["--host", "::"], 2), (["--port", "70000"], 2)):
        refused = subprocess.run(
            [*COMMAND, "serve", "sample", *options], capture_output=True, text=True, timeout=patient(60)
        )
        assert refused.returncode == code, refused.stderr
    deploy(served.deployment.folder, "sample", tmp_path / "library")
    busy = subprocess.run(
        [*COMMAND, "serve", "sample", "--port", taken, "--json"], capture_output=True, timeout=patient(60)
    )
    assert busy.returncode == 1 and json.loads(busy.stdout)["kind"] == "port_taken"
    nobody = subprocess.run([*COMMAND, "serve", "nobody", "--json"], capture_output=True, timeout=patient(60))
    assert nobody.returncode == 1 and json.loads(nobody.stdout)["kind"] == "not_installed"


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_stops_it_and_closes_the_port(served: Served, tmp_path: Path) -> None:
    deployment = deploy(served.deployment.folder, "mine", tmp_path / "library")
    with serving(deployment) as server:
        family = psutil.Process(server.process.pid).children(recursive=True)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(10) == 0
        assert not any(map(is_alive, family))
        with pytest.raises(urllib.error.URLError):
            server.status()
