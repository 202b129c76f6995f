"""Code to copy: how other programs use an installed model by Foundry Local's own packages.

Those for Python and C# (2.1 and later) open the catalog of registered models themselves, so nothing has to be running.
The one for JavaScript (1.2.3, the newest there is) knows the public catalog only, and without the internet not even
that; but its client of the Responses interface asks any address, so it takes the one that is served.
"""

import json
from pathlib import Path

from app.core.library.deployment import Deployment
from app.core.telemetry import ANSWERING

PYTHON_SDK = """\
# pip install foundry-local-sdk  (2.1 or later)
import os
@LOCALE@
for switch in @SWITCHES@:
    os.environ[switch] = "1"  # before the import: nothing is reported
from foundry_local_sdk import (
    CatalogType, ChatSession, Configuration, FoundryLocalManager,
    MessageItem, Request, RequestOptions, SearchOptions,
)

cache = r"@CACHE@"
name = "@NAME@"
settings = Configuration(
    app_name="MyApp", model_cache_dir=cache,
    disable_nonessential_telemetry=True,
)
FoundryLocalManager.initialize(settings)
catalog = FoundryLocalManager.instance.get_catalog(CatalogType.LOCAL)
model = catalog.get_model(name)
model.load()
with ChatSession(model) as session:
    search = SearchOptions(max_output_tokens=@LONGEST@)
    session.set_options(RequestOptions(search=search))
    with Request()@SYSTEM@.add_item(MessageItem.user("Hello")) as request:
        with session.process_request(request) as response:
            for item in response:
                print(item.get_simple_text())
model.unload()"""
CSHARP_SDK = """\
// dotnet add package Microsoft.AI.Foundry.Local  (2.1 or later)
using System;
@IMPORT@using Microsoft.AI.Foundry.Local;
using Microsoft.Extensions.Logging.Abstractions;

@LOCALE@// Nothing is reported then. On macOS and Linux they must be set before the
// program starts: there .NET does not show them to the runtime's libraries
foreach (var name in new[] { @SWITCHES@ })
    Environment.SetEnvironmentVariable(name, "1");
var settings = new Configuration { AppName = "MyApp", ModelCacheDir = @"@CACHE@" };
await FoundryLocalManager.CreateAsync(settings, NullLogger.Instance);
var catalog = await FoundryLocalManager.Instance.GetCatalogAsync(CatalogType.Local);
var model = await catalog.GetModelAsync("@NAME@");
await model.LoadAsync();
using (var session = new ChatSession(model))
using (var request = new Request())
{
    var search = new SearchOptions { MaxOutputTokens = @LONGEST@ };
    session.SetOptions(new RequestOptions { Search = search });
@SYSTEM@    request.AddItem(MessageItem.User("Hello"));
    using (var response = await session.ProcessRequestAsync(request))
        foreach (var item in response)
            Console.WriteLine(((MessageItem)item).GetSimpleText());
}
await model.UnloadAsync();"""
JAVASCRIPT_SDK = """\
// npm install foundry-local-sdk, and save this as ask.mjs
// Its own catalog does not know models of your own: it asks this address
import { ResponsesClient, getOutputText } from "foundry-local-sdk";

const model = new ResponsesClient("@SERVICE@", "@MODEL@");
const answer = await model.create("Hello");
console.log(getOutputText(answer));"""

# On Windows, Foundry Local reads a path in the code page of the C runtime's locale: by the text it stands in
_LOCALE = {
    PYTHON_SDK: {
        "@LOCALE@": """\
import locale
import sys

if sys.platform == "win32":  # else it looks for folders with accents elsewhere
    locale.setlocale(locale.LC_CTYPE, ".UTF-8")
"""
    },
    CSHARP_SDK: {
        "@IMPORT@": "using System.Runtime.InteropServices;\n",
        "@LOCALE@": """\
if (OperatingSystem.IsWindows())  // else it looks for folders with accents elsewhere
    setlocale(2, ".UTF-8");  // LC_CTYPE
[DllImport("ucrtbase")] static extern IntPtr setlocale(int category, string locale);

""",
    },
}

# How each says the system prompt that the model was installed with
SYSTEM = {
    PYTHON_SDK: ".add_item(MessageItem.system({}))",
    CSHARP_SDK: "    request.AddItem(MessageItem.System({}));\n",
}


def sdk_snippet(template: str, deployment: Deployment, cache: Path) -> str:
    """PYTHON_SDK or CSHARP_SDK for ``deployment``; ``cache`` holds the index of registered models."""
    longest = min(deployment.sampling.max_output_tokens, deployment.context_length // 2)
    prompt = deployment.system_prompt
    # JSON's way of writing a text is Python's and C#'s, too
    system = SYSTEM[template].format(json.dumps(prompt, ensure_ascii=False)) if prompt else ""
    facts = {"@CACHE@": str(cache), "@NAME@": deployment.name, "@LONGEST@": str(longest), "@SYSTEM@": system}
    text = template
    for place, lines in _LOCALE[template].items():
        text = text.replace(place, "" if str(cache).isascii() else lines)
    text = text.replace("@SWITCHES@", ", ".join(f'"{name}"' for name in ANSWERING))
    for name, value in facts.items():
        text = text.replace(name, value)
    return text
