"""What can be set about a conversion, and what an Olive config may ask for in vain."""

from app.core.failures import FailureKind
from app.core.offer import Obstacle
from app.core.plan import Method, Mixed, Target
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.RECIPE_NOT_OFFERED: Words(
        QT_TRANSLATE_NOOP("wording", "These settings cannot be used together"),
        QT_TRANSLATE_NOOP("wording", "With this model they would give a converted model that does not work."),
        QT_TRANSLATE_NOOP("wording", "Change one of the advanced settings, or use the usual ones."),
    ),
    FailureKind.RECIPE_BROKEN: Words(
        QT_TRANSLATE_NOOP("wording", "This is no Olive config"),
        QT_TRANSLATE_NOOP("wording", "“{file}” could not be understood: {reason}."),
        QT_TRANSLATE_NOOP("wording", "Choose a JSON file that was made for “olive run --config”."),
    ),
    FailureKind.RECIPE_NO_BUILDER: Words(
        QT_TRANSLATE_NOOP("wording", "The config converts no chat model"),
        QT_TRANSLATE_NOOP(
            "wording", "“{file}” has no pass of the type ModelBuilder, which makes models that can chat."
        ),
        QT_TRANSLATE_NOOP("wording", "Choose another config, or convert without one."),
    ),
    FailureKind.RECIPE_PASS: Words(
        QT_TRANSLATE_NOOP("wording", "A pass of the config is left out"),
        QT_TRANSLATE_NOOP("wording", "“{name}” is not done: only the first ModelBuilder pass is."),
        QT_TRANSLATE_NOOP("wording", "Use “olive run” where you need that pass."),
    ),
    FailureKind.RECIPE_OPTION: Words(
        QT_TRANSLATE_NOOP("wording", "A setting of the config is left out"),
        QT_TRANSLATE_NOOP("wording", "“{name}” is not known here, so the result is as if it were not there."),
        QT_TRANSLATE_NOOP("wording", "Use “olive run” where you need it."),
    ),
    FailureKind.RECIPE_VALUE: Words(
        QT_TRANSLATE_NOOP("wording", "A value of the config cannot be used"),
        QT_TRANSLATE_NOOP("wording", "“{found}” is no possible value of “{name}” here."),
        QT_TRANSLATE_NOOP("wording", "Correct it in the config and choose the file again."),
    ),
    FailureKind.RECIPE_TARGET: Words(
        QT_TRANSLATE_NOOP("wording", "The config is for a device that is not supported"),
        QT_TRANSLATE_NOOP("wording", "It asks for “{found}”. Models are converted for the CPU, WebGPU and CUDA."),
        QT_TRANSLATE_NOOP("wording", "Set CPUExecutionProvider in the config, or convert without it."),
    ),
    FailureKind.RECIPE_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "The config starts from another kind of model"),
        QT_TRANSLATE_NOOP(
            "wording", "Its input model is “{found}”; only a folder with a Hugging Face model can be used."
        ),
        QT_TRANSLATE_NOOP("wording", "Set the type HfModel in the config, or convert without it."),
    ),
    FailureKind.RECIPE_OTHER_MODEL: Words(
        QT_TRANSLATE_NOOP("wording", "Your chosen model is converted"),
        QT_TRANSLATE_NOOP("wording", "The config names “{name}”, but you chose “{found}”."),
        QT_TRANSLATE_NOOP("wording", "If you want the other one, go back and choose it."),
    ),
    FailureKind.OTHER_COMPUTERS: Words(
        QT_TRANSLATE_NOOP("wording", "The result is for other computers"),
        QT_TRANSLATE_NOOP(
            "wording",
            "The Foundry Local runtime that comes with this program works on the processor only. "
            "It cannot run a model made for a graphics card.",
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Copy the converted folder to a computer with the right graphics card and runtime."
        ),
    ),
}

_TITLE = QT_TRANSLATE_NOOP("wording", "These settings cannot be used together")
WITH_A_FACT: dict[tuple[FailureKind, str], Words] = {
    (FailureKind.OTHER_COMPUTERS, "names"): Words(
        QT_TRANSLATE_NOOP("wording", "This model is for other computers"),
        QT_TRANSLATE_NOOP(
            "wording",
            "“{path}” was converted for a graphics card ({names}). The Foundry Local runtime that comes with this "
            "program works on the processor only.",
        ),
        QT_TRANSLATE_NOOP(
            "wording",
            "Convert the original model again, for the CPU, or copy this folder to a computer with the right graphics "
            "card and runtime.",
        ),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Obstacle.PRECISION.value): Words(
        QT_TRANSLATE_NOOP("wording", "This precision is not available"),
        QT_TRANSLATE_NOOP(
            "wording",
            "On the device that the model shall run on, “{precision}” fails, is very slow, or could not be tried.",
        ),
        QT_TRANSLATE_NOOP("wording", "Choose another precision or another device."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Obstacle.FLOAT16.value): Words(
        _TITLE,
        QT_TRANSLATE_NOOP("wording", "Float16 between the weights is there for int4 on a processor only."),
        QT_TRANSLATE_NOOP("wording", "Choose int4 for the CPU, or leave float16 out."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Obstacle.RANGE.value): Words(
        _TITLE,
        QT_TRANSLATE_NOOP("wording", "Models of this family lose accuracy in float16."),
        QT_TRANSLATE_NOOP("wording", "Convert for the CPU, with float32 between the weights."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Obstacle.ODD_BLOCKS.value): Words(
        _TITLE,
        QT_TRANSLATE_NOOP("wording", "With blocks of this size the rows of this model do not come out even."),
        QT_TRANSLATE_NOOP("wording", "Choose smaller blocks, for example of 32 weights."),
    ),
}

TARGETS: dict[Target, Words] = {
    Target.CPU: Words(
        QT_TRANSLATE_NOOP("wording", "Any computer (CPU)"),
        QT_TRANSLATE_NOOP("wording", "Runs on the processor, which every computer has."),
        QT_TRANSLATE_NOOP("wording", "Right for this computer."),
    ),
    Target.WEBGPU: Words(
        QT_TRANSLATE_NOOP("wording", "For computers with a graphics card (WebGPU)"),
        QT_TRANSLATE_NOOP("wording", "Runs on graphics cards of any maker."),
        QT_TRANSLATE_NOOP("wording", "Right for another computer; this one cannot run it."),
    ),
    Target.CUDA: Words(
        QT_TRANSLATE_NOOP("wording", "For computers with an NVIDIA graphics card (CUDA)"),
        QT_TRANSLATE_NOOP("wording", "Runs on graphics cards by NVIDIA."),
        QT_TRANSLATE_NOOP("wording", "Right for another computer; this one cannot run it."),
    ),
}

METHODS: dict[Method, str] = {
    Method.DEFAULT: QT_TRANSLATE_NOOP("wording", "Usual"),
    Method.RTN: QT_TRANSLATE_NOOP("wording", "To the nearest (rtn)"),
    Method.K_QUANT: QT_TRANSLATE_NOOP("wording", "Best fit (k_quant, slow to convert)"),
}

MIXES: dict[Mixed, str] = {
    Mixed.NONE: QT_TRANSLATE_NOOP("wording", "Nothing"),
    Mixed.LAST: QT_TRANSLATE_NOOP("wording", "The last layer"),
    Mixed.LAYERS: QT_TRANSLATE_NOOP("wording", "The last and other sensitive layers"),
}
