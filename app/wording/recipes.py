"""Precisions and what else can be set about a conversion, and what an Olive config may ask for in vain."""

from app.core.failures import FailureKind, Variant
from app.core.recipe.recipe import Method, Mixed, Precision, Target
from app.wording.words import QT_TR_NOOP, Words

FAILURES: dict[FailureKind, Words] = {
    FailureKind.RECIPE_NOT_OFFERED: Words(
        QT_TR_NOOP("These settings cannot be used together"),
        QT_TR_NOOP("With this model they would give a converted model that does not work."),
        QT_TR_NOOP("Change one of the advanced settings, or use the usual ones."),
    ),
    FailureKind.RECIPE_BROKEN: Words(
        QT_TR_NOOP("This is no Olive config"),
        QT_TR_NOOP("“{file}” could not be understood: {reason}."),
        QT_TR_NOOP("Choose a JSON file that was made for “olive run --config”."),
    ),
    FailureKind.RECIPE_NO_BUILDER: Words(
        QT_TR_NOOP("The config converts no chat model"),
        QT_TR_NOOP("“{file}” has no pass of the type ModelBuilder, which makes models that can chat."),
        QT_TR_NOOP("Choose another config, or convert without one."),
    ),
    FailureKind.RECIPE_PASS: Words(
        QT_TR_NOOP("A pass of the config is left out"),
        QT_TR_NOOP("“{name}” is not done: only the first ModelBuilder pass is."),
        QT_TR_NOOP("Use “olive run” where you need that pass."),
    ),
    FailureKind.RECIPE_OPTION: Words(
        QT_TR_NOOP("A setting of the config is left out"),
        QT_TR_NOOP("“{name}” is not known here, so the result is as if it were not there."),
        QT_TR_NOOP("Use “olive run” where you need it."),
    ),
    FailureKind.RECIPE_VALUE: Words(
        QT_TR_NOOP("A value of the config cannot be used"),
        QT_TR_NOOP("“{found}” is no possible value of “{name}” here."),
        QT_TR_NOOP("Correct it in the config and choose the file again."),
    ),
    FailureKind.RECIPE_TARGET: Words(
        QT_TR_NOOP("The config is for a device that is not supported"),
        QT_TR_NOOP("It asks for “{found}”. Models are converted for the CPU, WebGPU and CUDA."),
        QT_TR_NOOP("Set CPUExecutionProvider in the config, or convert without it."),
    ),
    FailureKind.RECIPE_MODEL: Words(
        QT_TR_NOOP("The config starts from another kind of model"),
        QT_TR_NOOP("Its input model is “{found}”; only a folder with a Hugging Face model can be used."),
        QT_TR_NOOP("Set the type HfModel in the config, or convert without it."),
    ),
    FailureKind.RECIPE_OTHER_MODEL: Words(
        QT_TR_NOOP("Your chosen model is converted"),
        QT_TR_NOOP("The config names “{name}”, but you chose “{found}”."),
        QT_TR_NOOP("If you want the other one, go back and choose it."),
    ),
    FailureKind.OTHER_COMPUTERS: Words(
        QT_TR_NOOP("The result is for other computers"),
        QT_TR_NOOP(
            "The Foundry Local runtime that comes with this program works on the processor only. It cannot run a model "
            "made for a graphics card."
        ),
        QT_TR_NOOP("Copy the converted folder to a computer with the right graphics card and runtime."),
    ),
}

_TITLE = QT_TR_NOOP("These settings cannot be used together")
SITUATIONS: dict[tuple[FailureKind, Variant], Words] = {
    (FailureKind.OTHER_COMPUTERS, Variant.CONVERTED): Words(
        QT_TR_NOOP("This model is for other computers"),
        QT_TR_NOOP(
            "“{path}” was converted for a graphics card ({names}). The Foundry Local runtime that comes with this "
            "program works on the processor only."
        ),
        QT_TR_NOOP(
            "Convert the original model again, for the CPU, or copy this folder to a computer with the right graphics "
            "card and runtime."
        ),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Variant.NO_KERNELS): Words(
        QT_TR_NOOP("This precision is not available"),
        QT_TR_NOOP(
            "On the device that the model shall run on, “{precision}” fails, is very slow, or could not be tried."
        ),
        QT_TR_NOOP("Choose another precision or another device."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Variant.FLOAT16): Words(
        _TITLE,
        QT_TR_NOOP("Float16 between the weights is there for 4 bits on a processor only."),
        QT_TR_NOOP("Choose 4 bits for the CPU, or leave float16 out."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Variant.CALIBRATED_CPU): Words(
        _TITLE,
        QT_TR_NOOP("Calibrated rounding and the measured mix are there for a processor only."),
        QT_TR_NOOP("Choose the CPU, or another method of rounding."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Variant.CALIBRATED_EXPERTS): Words(
        _TITLE,
        QT_TR_NOOP(
            "This model is made of many experts, whose weights are rounded by themselves: calibrated rounding and the "
            "measured mix do not reach them."
        ),
        QT_TR_NOOP("Choose another method of rounding, and another mix."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Variant.UNPROVED): Words(
        QT_TR_NOOP("This precision is not available"),
        QT_TR_NOOP(
            "Models of this family have layers of their own kind, and no trained one has shown that it keeps its "
            "answers in “{precision}”.",
        ),
        QT_TR_NOOP("Choose a precision with more bits."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Variant.RANGE): Words(
        _TITLE,
        QT_TR_NOOP("Models of this family lose accuracy in float16."),
        QT_TR_NOOP("Convert for the CPU, with float32 between the weights."),
    ),
    (FailureKind.RECIPE_NOT_OFFERED, Variant.ODD_BLOCKS): Words(
        _TITLE,
        QT_TR_NOOP("With blocks of this size the rows of this model do not come out even."),
        QT_TR_NOOP("Choose smaller blocks, for example of 32 weights."),
    ),
}

PRECISIONS: dict[Precision, Words] = {
    Precision.INT4: Words(
        QT_TR_NOOP("Small and fast · 4 bits"),
        QT_TR_NOOP("Each weight is stored in 4 bits. The model becomes several times smaller and answers fastest."),
        QT_TR_NOOP("Right for most people. Answers differ a little from the original model's."),
    ),
    Precision.INT8: Words(
        QT_TR_NOOP("More exact · 8 bits"),
        QT_TR_NOOP(
            "Each weight is stored in 8 bits. The model is larger than with 4 bits and stays very close to the "
            "original."
        ),
        QT_TR_NOOP("Right for small models, or when answers in 4 bits are not good enough."),
    ),
    Precision.FP16: Words(
        QT_TR_NOOP("Half precision · 16 bits"),
        QT_TR_NOOP("Each weight is stored in 16 bits, as most models come. It is for graphics cards, and large."),
        QT_TR_NOOP("Right for a graphics card with much memory."),
    ),
    Precision.BF16: Words(
        QT_TR_NOOP("Half precision for newer cards · 16 bits"),
        QT_TR_NOOP("Each weight is stored in 16 bits with the range of 32. It is for newer graphics cards, and large."),
        QT_TR_NOOP("Right for a newer graphics card with much memory."),
    ),
    Precision.FP32: Words(
        QT_TR_NOOP("Unchanged · 32 bits"),
        QT_TR_NOOP("Each weight is stored in 32 bits and nothing is rounded. The model is largest and slowest."),
        QT_TR_NOOP("Right for comparing: it answers as the original model does."),
    ),
}

UNSURE = QT_TR_NOOP("about 80% the same")  # a small model in 4 bits: docs/choices.md
QUALITIES: dict[Precision, str] = {
    Precision.INT4: QT_TR_NOOP("good"),
    Precision.INT8: QT_TR_NOOP("very good"),
    Precision.FP16: QT_TR_NOOP("as the original"),
    Precision.BF16: QT_TR_NOOP("as the original"),
    Precision.FP32: QT_TR_NOOP("as the original"),
}

TARGETS: dict[Target, Words] = {
    Target.CPU: Words(
        QT_TR_NOOP("Any computer (CPU)"),
        QT_TR_NOOP("Runs on the processor, which every computer has."),
        QT_TR_NOOP("Right for this computer."),
    ),
    Target.WEBGPU: Words(
        QT_TR_NOOP("For computers with a graphics card (WebGPU)"),
        QT_TR_NOOP("Runs on graphics cards of any maker."),
        QT_TR_NOOP("Right for another computer; this one cannot run it."),
    ),
    Target.CUDA: Words(
        QT_TR_NOOP("For computers with an NVIDIA graphics card (CUDA)"),
        QT_TR_NOOP("Runs on graphics cards by NVIDIA."),
        QT_TR_NOOP("Right for another computer; this one cannot run it."),
    ),
}

METHODS: dict[Method, str] = {
    Method.CALIBRATED: QT_TR_NOOP("By what the model computes (calibrated)"),
    Method.DEFAULT: QT_TR_NOOP("As Olive does it"),
    Method.RTN: QT_TR_NOOP("To the nearest (rtn)"),
    Method.K_QUANT: QT_TR_NOOP("Best fit (k_quant, slow to convert)"),
}

MIXES: dict[Mixed, str] = {
    Mixed.NONE: QT_TR_NOOP("Nothing"),
    Mixed.LAST: QT_TR_NOOP("The last layer"),
    Mixed.LAYERS: QT_TR_NOOP("The last and other sensitive layers"),
    Mixed.MEASURED: QT_TR_NOOP("What this model needs most"),
}
