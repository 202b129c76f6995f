"""The only text about failures, requirements and steps that a user sees: what happened, why, and what to do.

Knows no Qt: the window hands ``set_translator`` its own function, the command line speaks English. Every text stands in
a ``QT_TRANSLATE_NOOP``, where Qt's lupdate finds it. ``{names}`` in a text are filled from a failure's facts.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.core.estimate import Fit, Reason
from app.core.events import Step
from app.core.failures import FailureKind
from app.core.mend import Mend
from app.core.plan import Precision
from app.core.requirements import Requirement, RequirementName


class Words(NamedTuple):
    title: str
    explanation: str
    advice: str


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks ``text`` for translation and returns it as it is."""
    return text


def set_translator(function: Callable[[str], str]) -> None:
    """From now on every text goes through ``function``, which gets the English text and returns the translation."""
    global _translate
    _translate = function


def failure_words(kind: FailureKind, facts: Mapping[str, str]) -> Words:
    """What to tell the user; a fact that is missing or unknown never raises."""
    words = next(
        (words for (of, fact), words in _FAILURES_WITH_A_FACT.items() if of is kind and facts.get(fact)),
        _FAILURES[kind],
    )
    return _fill(words, facts)


def requirement_words(requirement: Requirement) -> Words:
    """Its name, why it matters, and how to mend it."""
    facts = {"found": requirement.found, "needed": requirement.needed}
    words = _REQUIREMENTS[requirement.name]
    if requirement.name is RequirementName.PROCESSOR and requirement.found.startswith("Intel Mac"):
        words = words._replace(advice=_INTEL_MAC)
    return _fill(words, facts)


def step_words(step: Step) -> str:
    return _translate(_STEPS[step])


def precision_words(precision: Precision) -> Words:
    """A name, what it means, and for whom it is."""
    return _fill(_PRECISIONS[precision], {})


def reason_words(reason: Reason) -> str:
    return _translate(_REASONS[reason])


def architecture_words(name: str) -> str:
    """An architecture as people call it; its own name when it is none of the well-known ones."""
    family = _FAMILIES.get(name)
    return _fill_text(QT_TRANSLATE_NOOP("wording", "{family} (text chat)"), {"family": family}) if family else name


def mend_words(mend: Mend) -> str:
    """A button's text."""
    return _translate(_MENDS[mend])


def fit_words(fit: Fit) -> str:
    return _translate(_FITS[fit])


def size_words(size: int) -> str:
    """A size in decimal units, as disks are sold: "398 MB", "1.6 GB"."""
    for unit, divisor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= 0.9995 * divisor:
            number = size / divisor
            return f"{number:.1f} {unit}" if number < 9.95 and unit == "GB" else f"{number:.0f} {unit}"
    return f"{size} B"


def duration_words(seconds: float) -> str:
    """A rough duration as people say it."""
    if seconds < 5:
        text, number = QT_TRANSLATE_NOOP("wording", "a few seconds"), 0
    elif seconds < 55:
        text, number = QT_TRANSLATE_NOOP("wording", "about {n} seconds"), 5 * round(seconds / 5)
    elif seconds < 90:
        text, number = QT_TRANSLATE_NOOP("wording", "about a minute"), 1
    elif seconds < 3570:
        text, number = QT_TRANSLATE_NOOP("wording", "about {n} minutes"), round(seconds / 60)
    elif seconds < 5400:
        text, number = QT_TRANSLATE_NOOP("wording", "about an hour"), 1
    else:
        text, number = QT_TRANSLATE_NOOP("wording", "about {n} hours"), round(seconds / 3600)
    return _fill_text(text, {"n": str(number)})


_translate: Callable[[str], str] = str
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNKNOWN = QT_TRANSLATE_NOOP("wording", "(unknown)")


def _fill(words: Words, facts: Mapping[str, str]) -> Words:
    return Words(*(_fill_text(text, facts) for text in words))


def _fill_text(text: str, facts: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: _fact(match[1], facts) or _translate(_UNKNOWN), _translate(text))


def _fact(name: str, facts: Mapping[str, str]) -> str:
    """A fact whose name ends in ``_bytes`` is a number of bytes, shown as a size."""
    fact = facts.get(name, "")
    return size_words(int(fact)) if name.endswith("_bytes") and fact.isdigit() else fact


_FAILURES: dict[FailureKind, Words] = {
    FailureKind.NOT_A_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This folder holds no model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "A model folder has a file named “config.json” and one or more files that end in “.safetensors”. They are "
            "not in “{path}”.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder that your training program saved the model to. It is often called “final”, “merged” or "
            "“checkpoint”.",
        ),
    ),
    FailureKind.UNREADABLE: Words(
        QT_TRANSLATE_NOOP("wording", "A file cannot be read"),
        QT_TRANSLATE_NOOP("wording", "The computer refused to read “{path}”: {reason}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline.",
        ),
    ),
    FailureKind.BAD_CONFIG: Words(
        QT_TRANSLATE_NOOP("wording", "A file of the model is damaged"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is missing something that every model needs, or it is not what its name says.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy or download “{file}” again from where the model came from. If you edited it, undo the change.",
        ),
    ),
    FailureKind.NO_WEIGHTS: Words(
        QT_TRANSLATE_NOOP("wording", "The model's weights are missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder describes a model, but the large files with what it learnt are not there. They end in "
            "“.safetensors”.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy all files of the model into one folder. If you trained it yourself, save it with “save_pretrained”.",
        ),
    ),
    FailureKind.LFS_POINTER: Words(
        QT_TRANSLATE_NOOP("wording", "A file was not downloaded completely"),
        QT_TRANSLATE_NOOP("wording", "“{file}” is only a short note of Git LFS that stands for the real file."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Open a terminal in the model's folder and run “git lfs pull”, or download “{file}” from the model's page "
            "in your browser.",
        ),
    ),
    FailureKind.WEIGHTS_INCOMPLETE: Words(
        QT_TRANSLATE_NOOP("wording", "A weight file is missing or cut off"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is missing, shorter than it should be, or does not match the other files. A copy or download was"
            " probably interrupted.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy or download “{file}” again, and make sure that the disk was not full when the model was saved.",
        ),
    ),
    FailureKind.PICKLE_WEIGHTS: Words(
        QT_TRANSLATE_NOOP("wording", "The weights are in an unsafe format"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” is a Python pickle. Opening such a file can run any program that somebody hid in it, so it is "
            "never opened here.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Save the model again with “save_pretrained(folder, safe_serialization=True)”, or download its "
            "“.safetensors” files instead.",
        ),
    ),
    FailureKind.GGUF: Words(
        QT_TRANSLATE_NOOP("wording", "This is a GGUF model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{file}” was already made for other programs, such as llama.cpp, and cannot be turned back into the "
            "original.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder with the original model, which has files that end in “.safetensors”.",
        ),
    ),
    FailureKind.ALREADY_ONNX: Words(
        QT_TRANSLATE_NOOP("wording", "This model is already converted"),
        QT_TRANSLATE_NOOP("wording", "The folder holds a finished ONNX model, so there is nothing left to convert."),
        QT_TRANSLATE_NOOP(
            "wording", "It can go straight to installing. In a terminal, “model-installer deploy” does that."
        ),
    ),
    FailureKind.ALREADY_QUANTIZED: Words(
        QT_TRANSLATE_NOOP("wording", "This model was already made smaller"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its weights were quantised before ({method}). Quantising them a second time would ruin its answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the model in its full precision. If you trained with 4-bit loading (QLoRA), merge the adapter into"
            " the full-precision base model and save that.",
        ),
    ),
    FailureKind.ADAPTER_ONLY: Words(
        QT_TRANSLATE_NOOP("wording", "This is an adapter, not a whole model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder holds only what your training changed (LoRA). The base model that it belongs to is missing: "
            "{base}.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Put the folder of the base model beside this one, or say where it is; the two are then merged.",
        ),
    ),
    FailureKind.ADAPTER_UNSUPPORTED: Words(
        QT_TRANSLATE_NOOP("wording", "This kind of adapter cannot be merged here"),
        QT_TRANSLATE_NOOP("wording", "It uses “{method}”, and only LoRA, rsLoRA and DoRA can be merged exactly."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Let your training program save the merged model (often called “merge and save”), and choose that folder.",
        ),
    ),
    FailureKind.ADAPTER_MISMATCH: Words(
        QT_TRANSLATE_NOOP("wording", "The adapter does not belong to this base model"),
        QT_TRANSLATE_NOOP("wording", "Some of its weights have no place in the base model, or another shape."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the base model that the adapter was trained on. If training added new words to the tokenizer, let "
            "your training program save the merged model instead.",
        ),
    ),
    FailureKind.UNSUPPORTED_ARCHITECTURE: Words(
        QT_TRANSLATE_NOOP("wording", "This kind of model is not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” cannot be converted reliably today: it would fail, or the result would give wrong "
            "answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "These families work: Llama, Qwen 2, 2.5 and 3, Mistral, Gemma 1 and 2, Phi-2, Phi-3 with a short context, "
            "Granite, LFM2, ERNIE 4.5 and Hunyuan.",
        ),
    ),
    FailureKind.NOT_A_CHAT_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This model cannot chat"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” was made for another task, such as sorting texts, searching, translating, or working "
            "with pictures or sound.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose a model that was trained to write answers. The name in its “config.json” ends in “ForCausalLM”.",
        ),
    ),
    FailureKind.HEAD_SIZE: Words(
        QT_TRANSLATE_NOOP("wording", "The model's inner sizes do not fit"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its attention heads have size {head_size}. On a processor only multiples of 16 work, so it would fail at "
            "the first word.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose a model with another head size. It cannot be changed after training. All well-known models are "
            "fine.",
        ),
    ),
    FailureKind.CUSTOM_CODE: Words(
        QT_TRANSLATE_NOOP("wording", "This model brings its own program code"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” works only by running Python files from its folder. Files of strangers are never run "
            "here.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a model of a known family, such as Llama, Qwen, Mistral, Gemma or Phi."),
    ),
    FailureKind.NO_TOKENIZER: Words(
        QT_TRANSLATE_NOOP("wording", "The file “tokenizer.json” is missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It says how text is cut into the pieces that the model knows. Without it the model would understand "
            "nothing.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy “tokenizer.json” from the model that you started your training from into this folder, then choose "
            "the folder again.",
        ),
    ),
    FailureKind.NO_CHAT_TEMPLATE: Words(
        QT_TRANSLATE_NOOP("wording", "The model does not say how to chat with it"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It has no chat template, the pattern that tells the model who is speaking. Foundry Local refuses to chat "
            "without it.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that "
            "you started your training from into this folder, then choose the folder again.",
        ),
    ),
    FailureKind.TEMPLATE_LIST: Words(
        QT_TRANSLATE_NOOP("wording", "The model has several chat templates"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Foundry Local uses one chat template. The folder names these: {names}. The one named “default” is taken "
            "if it is there.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Nothing needs to be done if there is a “default” one. Otherwise open “tokenizer_config.json” and name the"
            " template that you want “default”.",
        ),
    ),
    FailureKind.BAD_TEMPLATE: Words(
        QT_TRANSLATE_NOOP("wording", "The model's chat template has an error"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The pattern that tells the model who is speaking cannot be used as it is written.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy the files “tokenizer_config.json” and, if there is one, “chat_template.jinja” from the model that "
            "you started your training from into this folder, then choose the folder again.",
        ),
    ),
    FailureKind.ROPE_SCALING: Words(
        QT_TRANSLATE_NOOP("wording", "This model's long context is not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model was stretched to read longer texts (“{method}”). Converted today, it would fail or give wrong "
            "answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the variant of the model with its ordinary, shorter context. Its “config.json” has no "
            "“rope_scaling”.",
        ),
    ),
    FailureKind.MODEL_TYPE: Words(
        QT_TRANSLATE_NOOP("wording", "The model's kind is contradictory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“config.json” names the architecture “{architecture}”, which belongs to the type “{needed}”, but "
            "its “model_type” is “{found}”. It would be read as the wrong kind of model.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy “config.json” again from where the model came from, or set its “model_type” to “{needed}”.",
        ),
    ),
    FailureKind.WRONG_SHAPE: Words(
        QT_TRANSLATE_NOOP("wording", "The weights do not fit “config.json”"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{name}” has the size {found}, but “config.json” asks for {needed}. Loading the model would fail.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Copy “config.json” and the weights from the same model again. If training added words to the "
            "tokenizer, save the whole model again after training.",
        ),
    ),
    FailureKind.CONTEXT_LENGTH: Words(
        QT_TRANSLATE_NOOP("wording", "The context length is missing or odd"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“config.json” should say how many tokens the model can keep in mind (“max_position_embeddings”). "
            "Found: {found}.",
        ),
        QT_TRANSLATE_NOOP("wording", "Copy “config.json” again from the model that you started your training from."),
    ),
    FailureKind.TOKENIZER_CLASS: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local does not know this kind of tokenizer"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“tokenizer_config.json” names “{name}”. Training programs sometimes change this name, and loading "
            "the model can then fail.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Name an ordinary tokenizer in a copy of the folder, or take the tokenizer files of the model that "
            "you started your training from.",
        ),
    ),
    FailureKind.VOCABULARY: Words(
        QT_TRANSLATE_NOOP("wording", "The tokenizer has more words than the model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The tokenizer knows {found} tokens, but the model has room for {needed}. It would fail at the "
            "first text with one of the others.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use the tokenizer files of the model that you started your training from, or save the model again "
            "after enlarging its embedding.",
        ),
    ),
    FailureKind.STOP_TOKENS: Words(
        QT_TRANSLATE_NOOP("wording", "The model has no stop token"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Its settings do not say which token ends an answer. Answers would run on without end.",
        ),
        QT_TRANSLATE_NOOP("wording", "Complete the stop tokens in a copy of the folder."),
    ),
    FailureKind.TEMPLATE_SUBSET: Words(
        QT_TRANSLATE_NOOP("wording", "The chat template uses uncommon instructions"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Foundry Local understands a smaller template language. It may stumble over: {names}.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Nothing needs to be done now. What the model is given is compared when it is converted.",
        ),
    ),
    FailureKind.TEMPLATE_DROPS_TEXT: Words(
        QT_TRANSLATE_NOOP("wording", "The chat template seems to lose what you write"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Nothing that the template writes holds the user's text, so the model would answer without having "
            "read your question.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the usual template of the model's family, in a copy of the folder."),
    ),
    FailureKind.BASE_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This may be a model without chat training"),
        QT_TRANSLATE_NOOP(
            "wording",
            "It only stops where a document ends, as models do that continue texts. Such a model rambles "
            "instead of answering.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "If you trained it to chat, everything is fine. Otherwise choose the “Instruct” or “Chat” variant "
            "of the model.",
        ),
    ),
    FailureKind.SYNCED_FOLDER: Words(
        QT_TRANSLATE_NOOP("wording", "The folder is synchronised with {name}"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Files that are only in the cloud are downloaded when they are read, and large files are uploaded "
            "again and again.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Make the folder available offline, or copy the model to a folder that is not synchronised.",
        ),
    ),
    FailureKind.SLOW_DRIVE: Words(
        QT_TRANSLATE_NOOP("wording", "The folder is on a drive that may go away"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model is on a removable or network drive. Reading it is slow, and fails when the drive is "
            "disconnected.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Leave the drive connected until the model is converted, or copy the folder to this computer's own disk.",
        ),
    ),
    FailureKind.PATH_TOO_LONG: Words(
        QT_TRANSLATE_NOOP("wording", "The path is too long for Windows"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{path}” has {found} characters, and many Windows programs open at most {needed}.",
        ),
        QT_TRANSLATE_NOOP("wording", "Move the model to a folder with a shorter path, for example “C:\\models”."),
    ),
    FailureKind.DUPLICATE: Words(
        QT_TRANSLATE_NOOP("wording", "A model from this folder is already installed"),
        QT_TRANSLATE_NOOP("wording", "“{name}” was made from a folder of the same name."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Nothing needs to be done if you want a new version of it. Otherwise you can go on with the installed one.",
        ),
    ),
    FailureKind.MEND_IMPOSSIBLE: Words(
        QT_TRANSLATE_NOOP("wording", "This cannot be mended automatically"),
        QT_TRANSLATE_NOOP("wording", "The installer found nothing in these files that it could put right: {reason}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder of the model that you started your training from as the base model, or ask "
            "whoever made the model.",
        ),
    ),
    FailureKind.NAME_INVALID: Words(
        QT_TRANSLATE_NOOP("wording", "This name cannot be used"),
        QT_TRANSLATE_NOOP(
            "wording",
            "A name has at most 64 characters: letters without accents, digits, dots, hyphens and underscores, the "
            "first of them a letter or a digit. Some words are kept by Windows or Foundry Local.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose another name, for example “{suggestion}”."),
    ),
    FailureKind.NAME_TAKEN: Words(
        QT_TRANSLATE_NOOP("wording", "This name is already in use"),
        QT_TRANSLATE_NOOP("wording", "A model named “{name}” is already installed."),
        QT_TRANSLATE_NOOP("wording", "Choose another name, or remove the installed model first."),
    ),
    FailureKind.DESTINATION_NOT_WRITABLE: Words(
        QT_TRANSLATE_NOOP("wording", "Nothing can be saved in this folder"),
        QT_TRANSLATE_NOOP("wording", "The computer does not allow writing to “{path}”."),
        QT_TRANSLATE_NOOP("wording", "Choose a folder of your own, for example in your documents."),
    ),
    FailureKind.DESTINATION_EXISTS: Words(
        QT_TRANSLATE_NOOP("wording", "The folder already exists"),
        QT_TRANSLATE_NOOP("wording", "“{path}” already exists, and nothing of yours is ever overwritten."),
        QT_TRANSLATE_NOOP("wording", "Choose another place or name, or move the existing folder away."),
    ),
    FailureKind.DISK_FULL: Words(
        QT_TRANSLATE_NOOP("wording", "There is not enough space on the disk"),
        QT_TRANSLATE_NOOP("wording", "The disk with “{path}” is full. What was half done is deleted again."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Free some space, for example by emptying the recycle bin, or choose a folder on another disk.",
        ),
    ),
    FailureKind.REQUIREMENT_NOT_MET: Words(
        QT_TRANSLATE_NOOP("wording", "This computer is missing something"),
        QT_TRANSLATE_NOOP("wording", "Something that is needed was not found: {name}."),
        QT_TRANSLATE_NOOP(
            "wording", "Go back to the page “This computer”, which lists what is missing and how to get it."
        ),
    ),
    FailureKind.PRECISION_NOT_OFFERED: Words(
        QT_TRANSLATE_NOOP("wording", "This precision is not available"),
        QT_TRANSLATE_NOOP("wording", "“{precision}” cannot be used for this model on this computer."),
        QT_TRANSLATE_NOOP("wording", "Choose int4, int8 or fp32."),
    ),
    FailureKind.CONVERSION_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "The model could not be converted"),
        QT_TRANSLATE_NOOP("wording", "The conversion stopped with an error. Your original model was not changed."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Try again with another precision. If that fails too, copy the report and send it to us.",
        ),
    ),
    FailureKind.VERIFICATION_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "The converted model does not work"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The conversion ended, but the new model could not be loaded or gave no sensible answer, so it was "
            "deleted. Your original model was not changed.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Try again with another precision. If that fails too, copy the report and send it to us.",
        ),
    ),
    FailureKind.NOT_A_CONVERTED_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "This is not a converted model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{path}” is missing a file that a converted model needs, for example “genai_config.json” or “model.onnx”.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose the folder that a conversion made, or convert the original model first."),
    ),
    FailureKind.REGISTRATION_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local did not accept the model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model could not be added to Foundry Local's list. The converted files are still there.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Close other programs that use Foundry Local and try again, perhaps with another name.",
        ),
    ),
    FailureKind.LOAD_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local could not load the model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model is in Foundry Local's list, but it could not be started. A file may be missing or damaged, or "
            "memory may be short.",
        ),
        QT_TRANSLATE_NOOP("wording", "Close other programs and try again. If it fails again, convert the model anew."),
    ),
    FailureKind.NOT_INSTALLED: Words(
        QT_TRANSLATE_NOOP("wording", "There is no such model"),
        QT_TRANSLATE_NOOP("wording", "No installed model is named “{name}”."),
        QT_TRANSLATE_NOOP("wording", "In a terminal, “model-installer models” lists the installed models."),
    ),
    FailureKind.CHAT_FAILED: Words(
        QT_TRANSLATE_NOOP("wording", "The model gave no answer"),
        QT_TRANSLATE_NOOP("wording", "Foundry Local stopped with an error while it was answering."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Ask again. If it fails again, install the model anew or copy the report and send it to us.",
        ),
    ),
    FailureKind.PROMPT_TOO_LONG: Words(
        QT_TRANSLATE_NOOP("wording", "The text is too long for this model"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The conversation and your question together are longer than what the model can read at once ({context} "
            "tokens).",
        ),
        QT_TRANSLATE_NOOP("wording", "Shorten your question or start a new conversation."),
    ),
    FailureKind.OUT_OF_MEMORY: Words(
        QT_TRANSLATE_NOOP("wording", "The computer ran out of memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The work needed more memory than was free, and the system ended it. Your original model was not changed.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Close other programs, above all web browsers, and try again. If it fails again, choose a smaller model.",
        ),
    ),
    FailureKind.CRASHED: Words(
        QT_TRANSLATE_NOOP("wording", "The work ended unexpectedly"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The program that does the work in the background stopped without saying why (code {code}). Your original "
            "model was not changed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Try again. If it happens again, copy the report and send it to us."),
    ),
    FailureKind.CANCELLED: Words(
        QT_TRANSLATE_NOOP("wording", "You stopped it"),
        QT_TRANSLATE_NOOP("wording", "The work was cancelled. What was half done is deleted again."),
        QT_TRANSLATE_NOOP("wording", "Start again whenever you like."),
    ),
    FailureKind.INTERNAL: Words(
        QT_TRANSLATE_NOOP("wording", "Something went wrong in the installer"),
        QT_TRANSLATE_NOOP("wording", "This is a mistake of ours, not of yours. Your original model was not changed."),
        QT_TRANSLATE_NOOP("wording", "Copy the report and send it to us."),
    ),
}

# Said instead when the fact is there.
_FAILURES_WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.NOT_A_MODEL, "subfolder"): Words(
        QT_TRANSLATE_NOOP("wording", "The model is one folder deeper"),
        QT_TRANSLATE_NOOP("wording", "“{path}” itself holds no model, but the folder “{subfolder}” in it does."),
        QT_TRANSLATE_NOOP("wording", "Choose the folder “{subfolder}”."),
    ),
    (FailureKind.CUSTOM_CODE, "ignored"): Words(
        QT_TRANSLATE_NOOP("wording", "The folder names program code of its own"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” is a known family, so the Python files of the folder are not needed. Files of "
            "strangers are never run here.",
        ),
        QT_TRANSLATE_NOOP("wording", "Nothing needs to be done."),
    ),
    (FailureKind.NO_TOKENIZER, "older"): Words(
        QT_TRANSLATE_NOOP("wording", "The tokenizer is in an older format"),
        QT_TRANSLATE_NOOP(
            "wording",
            "There is “{older}”, but not the file “tokenizer.json”, which Foundry Local needs to cut text into pieces.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Take the tokenizer files of the model that you started your training from. Most models on the "
            "internet have a “tokenizer.json”.",
        ),
    ),
    (FailureKind.NO_WEIGHTS, "onnx"): Words(
        QT_TRANSLATE_NOOP("wording", "This model was exported to ONNX by another program"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The folder has ONNX files, but not the “genai_config.json” with which Foundry Local runs them, and"
            " no original weights.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder with the original model, which has files that end in “.safetensors”.",
        ),
    ),
    (FailureKind.STOP_TOKENS, "token"): Words(
        QT_TRANSLATE_NOOP("wording", "The model may not stop answering"),
        QT_TRANSLATE_NOOP(
            "wording",
            "An answer ends with “{token}”, but the model's settings do not list it as a stop token. Answers "
            "would run on without end.",
        ),
        QT_TRANSLATE_NOOP("wording", "Complete the stop tokens in a copy of the folder."),
    ),
    (FailureKind.WEIGHTS_INCOMPLETE, "needed"): Words(
        QT_TRANSLATE_NOOP("wording", "A part of the model is missing"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The model has {needed} layers according to “config.json”, but only {found} are in its weight files.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Save or copy the model again. If you changed “config.json”, undo the change. An adapter has to be merged "
            "into its base model first.",
        ),
    ),
    (FailureKind.DISK_FULL, "needed_bytes"): Words(
        QT_TRANSLATE_NOOP("wording", "There is not enough space on the disk"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The work needs {needed_bytes}, but only {free_bytes} are free on the disk with “{path}”.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Free some space, for example by emptying the recycle bin, or choose a folder on another disk.",
        ),
    ),
    (FailureKind.OUT_OF_MEMORY, "needed_bytes"): Words(
        QT_TRANSLATE_NOOP("wording", "There is not enough memory"),
        QT_TRANSLATE_NOOP("wording", "The work needs about {needed_bytes} of memory, but only {free_bytes} are free."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Close other programs, above all web browsers, and try again, or choose a smaller model.",
        ),
    ),
    (FailureKind.NOT_A_CONVERTED_MODEL, "missing"): Words(
        QT_TRANSLATE_NOOP("wording", "This is not a whole converted model"),
        QT_TRANSLATE_NOOP("wording", "“{path}” should also hold these files: {missing}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the folder that a conversion made, or convert the original model first.",
        ),
    ),
    (FailureKind.UNREADABLE, "file"): Words(
        QT_TRANSLATE_NOOP("wording", "A file cannot be read"),
        QT_TRANSLATE_NOOP("wording", "The computer refused to read “{file}” in the model's folder: {reason}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Check that the disk is connected and that you may open the file. If the folder is synchronised with a "
            "cloud, make its files available offline.",
        ),
    ),
}

_FAMILIES = {
    "Ernie4_5ForCausalLM": "ERNIE 4.5",
    "Gemma2ForCausalLM": "Gemma 2",
    "Gemma3ForCausalLM": "Gemma 3",
    "GemmaForCausalLM": "Gemma",
    "GraniteForCausalLM": "Granite",
    "HunYuanDenseV1ForCausalLM": "Hunyuan",
    "Lfm2ForCausalLM": "LFM2",
    "LlamaForCausalLM": "Llama",
    "MistralForCausalLM": "Mistral",
    "NemotronForCausalLM": "Nemotron",
    "OlmoForCausalLM": "OLMo",
    "PhiForCausalLM": "Phi",
    "Phi3ForCausalLM": "Phi-3",
    "Qwen2ForCausalLM": "Qwen 2",
    "Qwen3ForCausalLM": "Qwen 3",
    "SmolLM3ForCausalLM": "SmolLM3",
}

_MENDS: dict[Mend, str] = {
    Mend.TOKENIZER: QT_TRANSLATE_NOOP("wording", "Take the tokenizer of the base model…"),
    Mend.TOKENIZER_CLASS: QT_TRANSLATE_NOOP("wording", "Name an ordinary tokenizer in a copy"),
    Mend.STOP_TOKENS: QT_TRANSLATE_NOOP("wording", "Complete the stop tokens in a copy"),
    Mend.CHAT_TEMPLATE: QT_TRANSLATE_NOOP("wording", "Use the family's chat template in a copy"),
    Mend.BASE: QT_TRANSLATE_NOOP("wording", "Choose the base model…"),
}

_REQUIREMENTS: dict[RequirementName, Words] = {
    RequirementName.OPERATING_SYSTEM: Words(
        QT_TRANSLATE_NOOP("wording", "Operating system"),
        QT_TRANSLATE_NOOP("wording", "Foundry Local needs one of these systems, or a newer one: {needed}."),
        QT_TRANSLATE_NOOP("wording", "Update the system, or use another computer."),
    ),
    RequirementName.PROCESSOR: Words(
        QT_TRANSLATE_NOOP("wording", "Processor"),
        QT_TRANSLATE_NOOP("wording", "The model is computed by the processor, which has to be a 64-bit one: {needed}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "Use another computer. If your processor is a 64-bit one, install a 64-bit system.",
        ),
    ),
    RequirementName.MEMORY_TOTAL: Words(
        QT_TRANSLATE_NOOP("wording", "Memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Converting and running a model takes place in memory. At least {needed} should be installed.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a small model, or use a computer with more memory."),
    ),
    RequirementName.MEMORY_FREE: Words(
        QT_TRANSLATE_NOOP("wording", "Free memory"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Other programs are using memory that the model will need. At least {needed} should be free.",
        ),
        QT_TRANSLATE_NOOP("wording", "Close programs that you do not need, above all web browsers."),
    ),
    RequirementName.DISK_SPACE: Words(
        QT_TRANSLATE_NOOP("wording", "Disk space"),
        QT_TRANSLATE_NOOP("wording", "The converted model is saved on this disk. At least {needed} must be free."),
        QT_TRANSLATE_NOOP("wording", "Free some space, or choose a folder on another disk for your models."),
    ),
    RequirementName.LIBRARY_WRITABLE: Words(
        QT_TRANSLATE_NOOP("wording", "Folder for your models"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Installed models are saved in “{needed}”, so it must be possible to write there.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a folder of your own, for example in your documents."),
    ),
    RequirementName.PYTHON: Words(
        QT_TRANSLATE_NOOP("wording", "Python"),
        QT_TRANSLATE_NOOP("wording", "The installer is written in Python and needs version {needed} or newer."),
        QT_TRANSLATE_NOOP("wording", "Install a newer Python, or use the packaged installer, which brings its own."),
    ),
    RequirementName.FOUNDRY_LOCAL: Words(
        QT_TRANSLATE_NOOP("wording", "Foundry Local"),
        QT_TRANSLATE_NOOP("wording", "It runs the model on your computer. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: Foundry Local is a part of it."),
    ),
    RequirementName.OLIVE: Words(
        QT_TRANSLATE_NOOP("wording", "Olive"),
        QT_TRANSLATE_NOOP("wording", "It converts the model. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: Olive is a part of it."),
    ),
    RequirementName.ONNXRUNTIME_GENAI: Words(
        QT_TRANSLATE_NOOP("wording", "ONNX Runtime GenAI"),
        QT_TRANSLATE_NOOP("wording", "It builds the model's new form. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: ONNX Runtime GenAI is a part of it."),
    ),
    RequirementName.ONNXRUNTIME: Words(
        QT_TRANSLATE_NOOP("wording", "ONNX Runtime"),
        QT_TRANSLATE_NOOP("wording", "It computes the model's answers. Version {needed} or newer is needed."),
        QT_TRANSLATE_NOOP("wording", "Install this program again: ONNX Runtime is a part of it."),
    ),
    RequirementName.CMAKE: Words(
        QT_TRANSLATE_NOOP("wording", "CMake"),
        QT_TRANSLATE_NOOP("wording", "Older instructions ask for it. It is not needed any more."),
        QT_TRANSLATE_NOOP("wording", "Nothing needs to be done."),
    ),
}
_INTEL_MAC = QT_TRANSLATE_NOOP(
    "wording",
    "Foundry Local does not exist for Macs with an Intel processor. Use a Mac with an Apple processor (M1 or newer), "
    "or a Windows or Linux computer.",
)

_PRECISIONS: dict[Precision, Words] = {
    Precision.INT4: Words(
        QT_TRANSLATE_NOOP("wording", "Small and fast (int4)"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Each weight is stored in 4 bits. The model becomes several times smaller and answers fastest.",
        ),
        QT_TRANSLATE_NOOP("wording", "Right for most people. Answers differ a little from the original model's."),
    ),
    Precision.INT8: Words(
        QT_TRANSLATE_NOOP("wording", "More exact (int8)"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Each weight is stored in 8 bits. The model is larger than with int4 and stays very close to the original.",
        ),
        QT_TRANSLATE_NOOP("wording", "Right for small models, or when int4 answers are not good enough."),
    ),
    Precision.FP32: Words(
        QT_TRANSLATE_NOOP("wording", "Unchanged (fp32)"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Each weight is stored in 32 bits and nothing is rounded. The model is largest and slowest.",
        ),
        QT_TRANSLATE_NOOP("wording", "Right for comparing: it answers as the original model does."),
    ),
}

_STEPS: dict[Step, str] = {
    Step.STARTING: QT_TRANSLATE_NOOP("wording", "Starting"),
    Step.MERGING: QT_TRANSLATE_NOOP("wording", "Merging the adapter into its base model"),
    Step.READING: QT_TRANSLATE_NOOP("wording", "Reading your model"),
    Step.QUANTIZING: QT_TRANSLATE_NOOP("wording", "Making the weights smaller"),
    Step.WRITING: QT_TRANSLATE_NOOP("wording", "Saving the converted model"),
    Step.VERIFYING: QT_TRANSLATE_NOOP("wording", "Trying the converted model"),
    Step.COPYING: QT_TRANSLATE_NOOP("wording", "Copying the model to your library"),
    Step.CONFIGURING: QT_TRANSLATE_NOOP("wording", "Preparing the model for Foundry Local"),
    Step.REGISTERING: QT_TRANSLATE_NOOP("wording", "Adding the model to Foundry Local"),
    Step.LOADING: QT_TRANSLATE_NOOP("wording", "Loading the model"),
    Step.ANSWERING: QT_TRANSLATE_NOOP("wording", "Answering"),
    Step.READY: QT_TRANSLATE_NOOP("wording", "Ready to chat"),
}

_REASONS: dict[Reason, str] = {
    Reason.BEST_BALANCE: QT_TRANSLATE_NOOP("wording", "The best balance of speed, size and quality."),
    Reason.SMALL_MODEL: QT_TRANSLATE_NOOP("wording", "Your model is small: this keeps its quality and is still fast."),
    Reason.LOSES_QUALITY: QT_TRANSLATE_NOOP("wording", "A model as small as yours would lose quality."),
    Reason.MORE_EXACT: QT_TRANSLATE_NOOP("wording", "Closer to the original, but larger and slower."),
    Reason.UNCHANGED: QT_TRANSLATE_NOOP("wording", "Nothing is rounded, but it is the largest and slowest."),
    Reason.NOT_ENOUGH_MEMORY: QT_TRANSLATE_NOOP("wording", "This computer does not have enough memory for it."),
}

_FITS: dict[Fit, str] = {
    Fit.EASILY: QT_TRANSLATE_NOOP("wording", "Fits easily on this computer."),
    Fit.TIGHT: QT_TRANSLATE_NOOP("wording", "Fits if you close other programs first."),
    Fit.NO: QT_TRANSLATE_NOOP("wording", "Does not fit on this computer."),
}
