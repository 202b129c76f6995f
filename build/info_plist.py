"""What macOS is told about the app: Info.plist's own entries; PyInstaller adds name, version and executable."""

from app import APP_ID, PRODUCT_NAME, __version__
from app.core.computer.checks.system import OLDEST_MACOS
from app.core.package.manifest import SUFFIX
from app.wording.translation import LANGUAGES

PACKAGE_TYPE = f"org.{APP_ID.lower()}.package"
ENTRIES: dict[str, object] = {
    "CFBundleDisplayName": PRODUCT_NAME,
    "CFBundleVersion": __version__,  # PyInstaller sets the short one alone
    # PyInstaller takes the app for a background one, since the engine beside the window is a console program
    "LSBackgroundOnly": False,
    "LSAppNapIsDisabled": True,  # a conversion goes on behind other windows, at full speed
    "LSMinimumSystemVersion": ".".join(map(str, OLDEST_MACOS)),
    "LSArchitecturePriority": ["arm64"],
    "LSApplicationCategoryType": "public.app-category.developer-tools",
    "NSHighResolutionCapable": True,
    "NSSupportsAutomaticGraphicsSwitching": True,
    "NSHumanReadableCopyright": "MIT licence",
    "CFBundleLocalizations": [language.code for language in LANGUAGES],
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Packed language model",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [PACKAGE_TYPE],
        }
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": PACKAGE_TYPE,
            "UTTypeDescription": "Packed language model",
            "UTTypeConformsTo": ["public.data", "public.archive"],
            "UTTypeTagSpecification": {"public.filename-extension": [SUFFIX.removeprefix(".")]},
        }
    ],
}
