"""Names and explanations of what the user chooses between, and of the steps of a job."""

from app.core.estimate import Fit, Reason
from app.core.events import Step
from app.core.mend import Mend
from app.core.plan import Precision
from app.wording.words import QT_TRANSLATE_NOOP, Words

FAMILIES = {
    "Ernie4_5ForCausalLM": "ERNIE 4.5",
    "Gemma2ForCausalLM": "Gemma 2",
    "Gemma3ForCausalLM": "Gemma 3",
    "GemmaForCausalLM": "Gemma",
    "GraniteForCausalLM": "Granite",
    "GraniteMoeHybridForCausalLM": "Granite 4",
    "HunYuanDenseV1ForCausalLM": "Hunyuan",
    "Lfm2ForCausalLM": "LFM2",
    "LlamaForCausalLM": "Llama",
    "MistralForCausalLM": "Mistral",
    "NemotronForCausalLM": "Nemotron",
    "OlmoForCausalLM": "OLMo",
    "PhiForCausalLM": "Phi-2",
    "Phi3ForCausalLM": "Phi-3 / Phi-4",
    "Qwen2ForCausalLM": "Qwen 2",
    "Qwen3ForCausalLM": "Qwen 3",
    "SmolLM3ForCausalLM": "SmolLM3",
}

MENDS: dict[Mend, str] = {
    Mend.TOKENIZER: QT_TRANSLATE_NOOP("wording", "Take the tokenizer of the base model…"),
    Mend.TOKENIZER_BESIDE: QT_TRANSLATE_NOOP("wording", "Put the tokenizer into a copy"),
    Mend.WEIGHT_LIST: QT_TRANSLATE_NOOP("wording", "List the weight files in a copy"),
    Mend.TOKENIZER_CLASS: QT_TRANSLATE_NOOP("wording", "Name an ordinary tokenizer in a copy"),
    Mend.STOP_TOKENS: QT_TRANSLATE_NOOP("wording", "Complete the stop tokens in a copy"),
    Mend.CHAT_TEMPLATE: QT_TRANSLATE_NOOP("wording", "Use the family's chat template in a copy"),
    Mend.OLDER_TEMPLATE: QT_TRANSLATE_NOOP("wording", "Put it in its place in a copy"),
    Mend.REWRITE: QT_TRANSLATE_NOOP("wording", "Write the file anew in a copy"),
    Mend.BASE: QT_TRANSLATE_NOOP("wording", "Choose the base model…"),
}

PRECISIONS: dict[Precision, Words] = {
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
    Precision.FP16: Words(
        QT_TRANSLATE_NOOP("wording", "Half precision (fp16)"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Each weight is stored in 16 bits, as most models come. It is for graphics cards, and large.",
        ),
        QT_TRANSLATE_NOOP("wording", "Right for a graphics card with much memory."),
    ),
    Precision.BF16: Words(
        QT_TRANSLATE_NOOP("wording", "Half precision (bf16)"),
        QT_TRANSLATE_NOOP(
            "wording",
            "Each weight is stored in 16 bits with the range of 32. It is for newer graphics cards, and large.",
        ),
        QT_TRANSLATE_NOOP("wording", "Right for a newer graphics card with much memory."),
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

STEPS: dict[Step, str] = {
    Step.STARTING: QT_TRANSLATE_NOOP("wording", "Starting"),
    Step.MERGING: QT_TRANSLATE_NOOP("wording", "Merging the adapter into its base model"),
    Step.READING: QT_TRANSLATE_NOOP("wording", "Reading your model"),
    Step.QUANTIZING: QT_TRANSLATE_NOOP("wording", "Making the weights smaller"),
    Step.WRITING: QT_TRANSLATE_NOOP("wording", "Saving the converted model"),
    Step.VERIFYING: QT_TRANSLATE_NOOP("wording", "Trying the converted model"),
    Step.PACKING: QT_TRANSLATE_NOOP("wording", "Packing the model into one file"),
    Step.UNPACKING: QT_TRANSLATE_NOOP("wording", "Unpacking and verifying the model"),
    Step.COPYING: QT_TRANSLATE_NOOP("wording", "Copying the model to your library"),
    Step.CONFIGURING: QT_TRANSLATE_NOOP("wording", "Preparing the model for Foundry Local"),
    Step.TUNING: QT_TRANSLATE_NOOP("wording", "Finding what is fastest on this computer"),
    Step.REGISTERING: QT_TRANSLATE_NOOP("wording", "Adding the model to Foundry Local"),
    Step.LOADING: QT_TRANSLATE_NOOP("wording", "Loading the model"),
    Step.MEASURING: QT_TRANSLATE_NOOP("wording", "Measuring how fast it answers"),
    Step.COMPARING: QT_TRANSLATE_NOOP("wording", "Asking the original model the same"),
    Step.ANSWERING: QT_TRANSLATE_NOOP("wording", "Answering"),
    Step.READY: QT_TRANSLATE_NOOP("wording", "Ready to chat"),
}

REASONS: dict[Reason, str] = {
    Reason.BEST_BALANCE: QT_TRANSLATE_NOOP("wording", "The best balance of speed, size and quality."),
    Reason.SMALL_MODEL: QT_TRANSLATE_NOOP("wording", "Your model is small: this keeps its quality and is still fast."),
    Reason.LOSES_QUALITY: QT_TRANSLATE_NOOP("wording", "Your model is small: 4 bits save little and may cost quality."),
    Reason.MORE_EXACT: QT_TRANSLATE_NOOP("wording", "Closer to the original, but larger and slower."),
    Reason.UNCHANGED: QT_TRANSLATE_NOOP("wording", "Nothing is rounded, but it is the largest and slowest."),
    Reason.FOR_CARDS: QT_TRANSLATE_NOOP("wording", "Hardly rounded, but large: it wants a graphics card."),
    Reason.NOT_ENOUGH_MEMORY: QT_TRANSLATE_NOOP("wording", "This computer does not have enough memory for it."),
}

FITS: dict[Fit, str] = {
    Fit.EASILY: QT_TRANSLATE_NOOP("wording", "Fits easily"),
    Fit.TIGHT: QT_TRANSLATE_NOOP("wording", "Tight"),
    Fit.NO: QT_TRANSLATE_NOOP("wording", "Does not fit"),
}

UNSURE = QT_TRANSLATE_NOOP("wording", "may suffer")  # in 4 bits, of a small model
QUALITIES: dict[Precision, str] = {
    Precision.INT4: QT_TRANSLATE_NOOP("wording", "good"),
    Precision.INT8: QT_TRANSLATE_NOOP("wording", "very good"),
    Precision.FP16: QT_TRANSLATE_NOOP("wording", "as the original"),
    Precision.BF16: QT_TRANSLATE_NOOP("wording", "as the original"),
    Precision.FP32: QT_TRANSLATE_NOOP("wording", "as the original"),
}
