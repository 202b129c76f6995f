"""What is in a packed model, by its manifest."""

from pathlib import Path

from PySide6.QtCore import QLocale

from app.core.package.manifest import Manifest
from app.widgets.fact_list import FactList
from app.wording.filling import size_words
from app.wording.messages import architecture_words


class PackageFacts(FactList):
    def show_package(self, path: Path, manifest: Manifest) -> None:
        packed = self.tr("{date} by version {version}")
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
