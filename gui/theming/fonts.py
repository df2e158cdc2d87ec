"""The typeface of the window, Inter, which comes with the program, and the five sizes that text has."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from engine.io.resources import RESOURCES
from gui.theming.scale import SCALE, px

NOTE_PX, TEXT_PX, TITLE_PX, HINT_PX, ANSWER_PX = 12, 14, 16, 24, 56
"""Labels of axes and notes; text and controls; titles of cards; figures and digits of the outputs; the answer."""
FAMILY = "Inter"
_CHINESE = (
    "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
    "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Hiragino Sans GB", "DengXian", "SimHei",
)  # fmt: skip
"""Sans serifs for Chinese, the best first: left to itself, a system may take one with Japanese forms of the characters."""
_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")
_LOADED = "digitLabTypeface"


def use_typeface() -> None:
    """Give the application the bundled typeface at the size of text, once; without it, the system's keeps its place.

    The size follows the scale.

    Its figures are all of one width, so that numbers that change do not move what stands beside them.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication) or application.property(_LOADED) is not None:
        return
    application.setProperty(_LOADED, "yes")
    font = application.font()
    loaded = [QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name)) for name in _FILES]
    if -1 not in loaded:
        font.setFamilies([FAMILY, *_chinese_families()])
        font.setFeature(QFont.Tag("tnum"), 1)
    application.setFont(font)
    SCALE.keep(application, "setFont", _set_size)


def has_characters(language: str) -> bool:
    """Whether texts of a language can be shown: this system has a font with its characters."""
    return language != "zh" or bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def _chinese_families() -> list[str]:
    """The font for what Inter lacks; none where the system's choice is as good."""
    here = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return [name for name in _CHINESE if name in here][:1]


def _set_size(application: QApplication) -> None:
    """The size of text, in points, which is what code asks for that makes a font somewhat larger or smaller."""
    font = application.font()
    font.setPointSizeF(px(TEXT_PX) * 72.0 / application.primaryScreen().logicalDotsPerInchY())
    application.setFont(font)
