"""MNIST from the network: four files, checked by their published sums, into the user's data folder.

A file stands under its own name only when it is whole and its md5 sum is right. What is on its way lies beside it as
``.part``; it stays there when the user cancels, so that the next download goes on from its end, and it goes when the
download fails.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from engine.data.mnist.catalog import DEFAULT_RETRY_POLICY, MNIST_FILES, RemoteFile, RetryPolicy, mnist_urls
from engine.errors import ConfigurationError
from engine.text.sentence import say


def download_mnist(
    folder: Path,
    *,
    urls: Sequence[str] | None = None,
    files: Mapping[str, RemoteFile] = MNIST_FILES,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
    retry_policy: RetryPolicy = DEFAULT_RETRY_POLICY,
) -> None:
    """Fetch what is not in the folder yet; without a request if everything is.

    Parameters
    ----------
    folder
        Where the files go; made if need be.
    urls
        Mirrors, each the URL of a folder, asked one after the other; by default :func:`mnist_urls`.
    files
        What to fetch, by name.
    progress
        Told (bytes done, bytes in all) over all files, at the beginning and after every piece.
    is_cancelled
        Asked every 50 ms and after every piece, in this thread.
    retry_policy
        When a mirror is given up.

    Raises
    ------
    DownloadError
        If no mirror sends the right files, or they cannot be kept; no half file is left.
    DownloadCancelledError
        If it was cancelled; what was received is kept for the next time.
    ConfigurationError
        If a URL is none of the web.
    """
    from engine.data.mnist.fetcher import Fetcher  # the HTTP libraries are loaded by those who download

    Fetcher(
        folder,
        [_checked_url(url) for url in (mnist_urls() if urls is None else urls)],
        files,
        retry_policy=retry_policy,
        progress=progress or (lambda _done, _total: None),
        is_cancelled=is_cancelled,
    ).run()


def _checked_url(url: str) -> str:
    """A URL of a folder on the web, with the slash that names are put after.

    Raises
    ------
    ConfigurationError
        If it is none.
    """
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise ConfigurationError(say("download.no_url", got=repr(url)))
    return url if url.endswith("/") else f"{url}/"
