"""Every sentence of the engine in Simplified Chinese, by its key; the terms are those of ``resources/translations``."""

CHINESE: dict[str, str] = {
    "drawing.stroke": "笔画",
}
