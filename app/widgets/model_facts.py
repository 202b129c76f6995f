"""What a model is, in plain words and without what is not known."""

from pathlib import Path

from PySide6.QtCore import QLocale

from app import paths
from app.core.checkpoint.checkpoint import Checkpoint
from app.core.estimate.speeds import WORDS_PER_TOKEN
from app.core.package.manifest import Manifest
from app.widgets.fact_list import Fact, FactList
from app.wording.filling import size_words
from app.wording.messages import architecture_words, language_words
from app.wording.terms import Term

_MOST_LANGUAGES = 6  # the most languages that are named


class ModelFacts(FactList):
    def show_model(self, checkpoint: Checkpoint) -> None:
        self.show_facts(self._facts(checkpoint))

    def _facts(self, checkpoint: Checkpoint) -> list[Fact]:
        template = checkpoint.template_kind or (self.tr("one of its own") if checkpoint.chat_template else "")
        return [
            (
                self.tr("File") if checkpoint.folder.is_file() else self.tr("Folder"),
                str(checkpoint.folder) if checkpoint.folder != paths.sample_model() else "",
            ),
            (self.tr("Base model"), str(checkpoint.base) if checkpoint.base else ""),
            (self.tr("Kind"), architecture_words(checkpoint.architecture)),
            (self.tr("Parameters"), self._count(checkpoint.parameters), Term.PARAMETERS),
            (self.tr("Size on disk"), self._size(checkpoint), Term.NUMBER_TYPE),
            (self.tr("Keeps in mind"), self._memory(checkpoint.context_length), Term.TOKENS),
            (self.tr("Chat template"), template, Term.CHAT_TEMPLATE),
            (self.tr("An answer ends with"), "  ".join(checkpoint.stop_tokens), Term.END_MARK),
            (self.tr("Word tables"), self._tables(checkpoint), Term.WORD_TABLES),
            (self.tr("Languages"), self._languages(checkpoint.languages)),
            (self.tr("Licence"), checkpoint.license),
        ]

    def _size(self, checkpoint: Checkpoint) -> str:
        if not checkpoint.bytes:
            return ""
        text = self.tr("{size}, stored as {type}") if checkpoint.dtype else "{size}"
        return text.format(size=size_words(checkpoint.bytes), type=checkpoint.dtype)

    def _memory(self, tokens: int) -> str:
        if not tokens:
            return ""
        words, number = int(round(tokens * WORDS_PER_TOKEN, -2)), QLocale().toString
        text = self.tr("{words} words of a conversation ({tokens} tokens)")
        return text.format(words=number(words), tokens=number(tokens))

    def _tables(self, checkpoint: Checkpoint) -> str:
        if not checkpoint.parameters or checkpoint.tied_embeddings is None:
            return ""
        return (
            self.tr("one for reading and writing")
            if checkpoint.tied_embeddings
            else self.tr("one for reading, one for writing")
        )

    def _languages(self, codes: tuple[str, ...]) -> str:
        named = ", ".join(self._language(code) for code in codes[:_MOST_LANGUAGES])
        return f"{named}, …" if len(codes) > _MOST_LANGUAGES else named

    def _language(self, code: str) -> str:
        """A language's name; for the rarer ones its own, or its code where Qt knows none."""
        if name := language_words(code):
            return name
        language = QLocale.codeToLanguage(code)
        return code if language == QLocale.Language.AnyLanguage else QLocale(language).nativeLanguageName() or code

    def _count(self, parameters: int) -> str:
        if parameters >= 1_000_000_000:
            return self.tr("{count} billion").format(count=QLocale().toString(parameters / 1e9, "f", 1))
        if parameters >= 1_000_000:
            return self.tr("{count} million").format(count=f"{parameters / 1e6:.0f}")
        return QLocale().toString(parameters) if parameters else ""


class PackageFacts(FactList):
    """What is in a packed model, by its manifest."""

    def show_package(self, path: Path, manifest: Manifest) -> None:
        packed = self.tr("{date} by version {version}") if manifest.created else ""
        self.show_facts(
            [
                (self.tr("File"), str(path)),
                (self.tr("Kind"), architecture_words(manifest.architecture) if manifest.architecture else ""),
                (self.tr("Precision"), manifest.precision.upper()),
                (self.tr("Size on disk"), size_words(manifest.bytes)),
                (self.tr("Reads at once"), self._tokens(manifest.context_length)),
                (self.tr("Licence"), manifest.license),
                (self.tr("Packed"), packed.format(date=manifest.created[:10], version=manifest.installer)),
            ]
        )

    def _tokens(self, count: int) -> str:
        return self.tr("{tokens} tokens").format(tokens=QLocale().toString(count)) if count else ""
