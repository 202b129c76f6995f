"""``python -m tests.engine.conversion.spell_out MODEL TEXT`` prints the runtime's tokens of a text, and answers it."""

import json
import sys

import onnxruntime_genai as og


def main(folder: str, text: str) -> None:
    model = og.Model(og.Config(folder))
    tokens = [int(token) for token in og.Tokenizer(model).encode(text)]
    parameters = og.GeneratorParams(model)
    parameters.set_search_options(max_length=128)
    generator = og.Generator(model, parameters)
    generator.append_tokens(tokens)
    generator.generate_next_token()
    print(json.dumps(tokens))


if __name__ == "__main__":
    main(*sys.argv[1:])
