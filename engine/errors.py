"""The few exception types of the engine.

Each message is one sentence for the person at the screen: what was expected, what was got, and what to do. The command
line prints it after ``error:`` and exits with 2; the window shows it beside what caused it.
"""


class DigitLabError(Exception):
    """Anything that the user can understand and mend; the base of the types below."""


class ConfigurationError(DigitLabError):
    """A setting of the network or of its training is outside what it may be."""


class DataError(DigitLabError):
    """A data source, a picture or a stroke file cannot be read as handwritten digits."""


class ModelError(DigitLabError):
    """A model file cannot be read, or does not fit the data that it is given."""


class TrainingError(DigitLabError):
    """A run ended without a result that is worth using, for instance because its loss became infinite."""


class DownloadError(DigitLabError):
    """Files cannot be fetched from the network, or not be kept; nothing half is left of them."""


class DownloadCancelledError(DigitLabError):
    """The user did not want to wait for the end of a download; the next one goes on from there."""
