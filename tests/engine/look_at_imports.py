"""In a child with lean imports: prints as JSON what was loaded, how often sources were read, and that all works."""

import json
import sys
from collections import Counter
from types import ModuleType

from app.engine.channel import Channel  # noqa: F401  # as in every child
from app.engine.heavy_imports import heavy_imports

MARKS = ("allow_in_graph", "assume_constant_result", "disable")
read: Counter[str] = Counter()


def hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and "transformers/models/" in (path := str(arguments[0]).replace("\\", "/")):
        read[path] += path.endswith(".py")


def main() -> None:
    sys.addaudithook(hear)
    with heavy_imports(lambda *_: None):
        import torch
        from transformers import AutoConfig, Qwen2ForCausalLM

        from app.engine.builder import olive_bridge  # noqa: F401
    found = {
        "again": sum(count > 1 for count in read.values()),
        "sources": len(read),
        "deferred": type(sys.modules["torch._dynamo"]) is not ModuleType,
        "distributed": "torch.distributed.tensor" in sys.modules,
        "finders": [type(finder).__name__ for finder in sys.meta_path if type(finder).__module__.startswith("app.")],
    }
    config = AutoConfig.for_model("qwen2", hidden_size=32, intermediate_size=32, num_hidden_layers=1, vocab_size=50)
    model = Qwen2ForCausalLM(config).eval()
    found["logits"] = list(model(torch.tensor([[1, 2, 3]])).logits.shape)
    compiled = torch.compile(lambda number: number + 1, backend="eager")
    found["compiled"] = float(compiled(torch.tensor(1.0)))
    found["loaded"] = type(sys.modules["torch._dynamo"]) is ModuleType
    found["real"] = [getattr(torch._dynamo, mark).__module__.startswith("torch.") for mark in MARKS]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
