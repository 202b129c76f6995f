"""Code to copy: how other programs ask a served model over HTTP, with no package of Foundry Local.

``@NAMES@`` stand for what is filled in.
"""

import os

CURL = """\
curl @URL@/chat/completions -H "Content-Type: application/json" \
-d "{\\"model\\": \\"@MODEL@\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": \\"Hello\\"}]}\""""
# Windows PowerShell 5 sends and reads other letters than ASCII as UTF-8 only where both sides say so
POWERSHELL = """\
$question = @{ model = "@MODEL@"; messages = @(@{ role = "user"; content = "Hello" }) }
$answer = Invoke-RestMethod "@URL@/chat/completions" -Method Post `
  -ContentType "application/json; charset=utf-8" -Body (ConvertTo-Json $question -Depth 9)
$answer.choices[0].message.content"""
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

TERMINAL = POWERSHELL if os.name == "nt" else CURL


def endpoint_snippet(template: str, url: str, model: str) -> str:
    """``template`` for the model with the id ``model`` that is served at ``url``, which ends in ``/v1``."""
    service = url.removesuffix("/v1")
    return template.replace("@URL@", url).replace("@SERVICE@", service).replace("@MODEL@", model)
