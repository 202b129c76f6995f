"""What may be wrong with a model folder."""

from app.core.failures import FailureKind
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
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
            "These families work: Llama, Qwen 2, 2.5 and 3, Mistral, Gemma 1, 2 and 3 for text, Phi-2, 3, 3.5 and 4, "
            "SmolLM3, Granite 3 and 4 without experts, Nemotron, OLMo 1, LFM2, ERNIE 4.5 and Hunyuan.",
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
            "The model was stretched to read longer texts (“{method}”) in a way that does not exist for its family, or "
            "with numbers missing. Converted today, it would fail or give wrong answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the variant of the model with its ordinary, shorter context. Its “config.json” has no "
            "“rope_scaling”.",
        ),
    ),
    FailureKind.MODEL_SETTING: Words(
        QT_TRANSLATE_NOOP("wording", "A setting of this model is not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” works, but not with “{setting}” as “{found}” in “config.json”. Converted today, it would "
            "give wrong answers.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose another model of the family. The setting belongs to how the model was trained, so changing it in "
            "“config.json” does not help.",
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
}

# Said instead when the fact is there.
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.NOT_A_MODEL, "subfolder"): Words(
        QT_TRANSLATE_NOOP("wording", "The model is one folder deeper"),
        QT_TRANSLATE_NOOP("wording", "“{path}” itself holds no model, but the folder “{subfolder}” in it does."),
        QT_TRANSLATE_NOOP("wording", "Choose the folder “{subfolder}”."),
    ),
    (FailureKind.HEAD_SIZE, "rotated"): Words(
        QT_TRANSLATE_NOOP("wording", "The model's inner sizes do not fit"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Of each of its attention heads, {rotated} numbers carry the position. On a processor only multiples of 16 "
            "work, so it would fail at the first word.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose a model with other sizes. They cannot be changed after training. All well-known models are fine.",
        ),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, "experts"): Words(
        QT_TRANSLATE_NOOP("wording", "Models made of many experts are not supported yet"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” consists of many smaller networks. Its conversion would take several times the memory "
            "of an ordinary computer.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose a “dense” model. Most models up to 8 billion parameters are."),
    ),
    (FailureKind.UNSUPPORTED_ARCHITECTURE, "senses"): Words(
        QT_TRANSLATE_NOOP("wording", "This model also sees or hears"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{architecture}” reads text together with pictures or sound. Only models for text alone can be converted "
            "today.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Choose the text-only model of the family, if there is one. Its name in “config.json” ends in "
            "“ForCausalLM”.",
        ),
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
