"""Code to copy: how other programs use a served model, and how a colleague makes the same model again.

``@NAMES@`` stand for what is filled in.
"""

import json
from pathlib import Path

from app.core.plan import Deployment, Provenance, Recipe
from app.core.recipe import olive_config

CURL = """\
curl @URL@/chat/completions -H "Content-Type: application/json" \
-d "{\\"model\\": \\"@MODEL@\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": \\"Hello\\"}]}\""""
PYTHON = """\
from openai import OpenAI  # pip install openai

client = OpenAI(base_url="@URL@", api_key="none")
answer = client.chat.completions.create(
    model="@MODEL@",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)"""
JAVASCRIPT = """\
const answer = await fetch("@URL@/chat/completions", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({
    model: "@MODEL@",
    messages: [{ role: "user", content: "Hello" }],
  }),
});
console.log((await answer.json()).choices[0].message.content);"""
CSHARP = """\
using System.Net.Http.Json;
using System.Text.Json.Nodes;

using var http = new HttpClient();
var answer = await http.PostAsJsonAsync("@URL@/chat/completions", new
{
    model = "@MODEL@",
    messages = new[] { new { role = "user", content = "Hello" } },
});
var json = await answer.Content.ReadFromJsonAsync<JsonNode>();
Console.WriteLine(json!["choices"]![0]!["message"]!["content"]);"""
FOUNDRY_SDK = """\
from foundry_local_sdk import (
    CatalogType, ChatSession, Configuration, FoundryLocalManager,
    MessageItem, Request, RequestOptions, SearchOptions,
)

cache = r"@CACHE@"
name = "@NAME@"
settings = Configuration(app_name="MyApp", model_cache_dir=cache)
FoundryLocalManager.initialize(settings)
catalog = FoundryLocalManager.instance.get_catalog(CatalogType.LOCAL)
model = catalog.get_model(name)
model.load()
with ChatSession(model) as session:
    search = SearchOptions(max_output_tokens=@LONGEST@)
    session.set_options(RequestOptions(search=search))
    with Request().add_item(MessageItem.user("Hello")) as request:
        with session.process_request(request) as response:
            for item in response:
                print(item.get_simple_text())
model.unload()"""
OLIVE_COMMAND = "olive run --config olive.json"


def endpoint_snippet(template: str, url: str, model: str) -> str:
    """One of CURL, PYTHON, JAVASCRIPT and CSHARP for the model with the id ``model`` that is served at ``url``."""
    return template.replace("@URL@", url).replace("@MODEL@", model)


def sdk_snippet(deployment: Deployment, cache: Path) -> str:
    """Foundry Local's own package for Python, without a server; ``cache`` holds the index of registered models."""
    longest = min(deployment.sampling.max_output_tokens, deployment.context_length // 2)
    facts = {"@CACHE@": str(cache), "@NAME@": deployment.name, "@LONGEST@": str(longest)}
    text = FOUNDRY_SDK
    for name, value in facts.items():
        text = text.replace(name, value)
    return text


def olive_snippet(provenance: Provenance) -> str:
    """The content of ``olive.json`` for OLIVE_COMMAND, run beside the folder of the original model."""
    recipe = provenance.recipe or Recipe(precision=provenance.precision)
    return json.dumps(olive_config(Path(provenance.source), recipe, Path("converted")), indent=2, ensure_ascii=False)
