"""Fetches files from mirrors into a folder: whole and right, or not at all."""

import contextlib
import errno
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pooch

from engine.data.mnist.catalog import RemoteFile, RetryPolicy, length_of, megabytes_text, total_bytes
from engine.data.mnist.http_stream import RefusalError, download_file
from engine.errors import DownloadCancelledError, DownloadError
from engine.io.file_lock import FileLock
from engine.io.file_writing import DISK
from engine.text.sentence import Sentence, say

_LOOK_INTERVAL_S = 0.05


class Fetcher:
    """One call of :func:`engine.data.mnist.download.download_mnist`; parameters as there."""

    def __init__(
        self,
        folder: Path,
        urls: list[str],
        files: Mapping[str, RemoteFile],
        *,
        retry_policy: RetryPolicy,
        progress: Callable[[int, int], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._folder = folder
        self._urls = urls
        self._files = files
        self._retry_policy = retry_policy
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._n_total = total_bytes(files)
        self._n_done = {name: self._bytes_here(name) for name in files}

    def run(self) -> None:
        """Fetch the files one after the other."""
        pooch.get_logger().setLevel(logging.WARNING)  # what it does is told here
        self._progress(sum(self._n_done.values()), self._n_total)
        try:
            with self._alone():
                self._fetch_all()
        except DownloadCancelledError as cancelled:
            raise DownloadCancelledError(
                say(
                    "download.cancelled_at",
                    cancelled=str(cancelled),
                    amount=megabytes_text(sum(self._n_done.values()), self._n_total),
                )
            ) from None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until nobody else downloads into the folder, telling how far the other is, and keep others from it.

        Two would write into the same ``.part``. The file that is locked stays, empty, beside the folder.
        """
        folder = self._folder.absolute()
        lock = FileLock(folder.with_name(f".{folder.name}.lock"))
        with contextlib.suppress(OSError):  # in a folder that cannot be written to, nobody else downloads either
            DISK.make_folder(self._folder)
            while not lock.acquire():
                if self._is_cancelled():
                    raise DownloadCancelledError(say("download.cancelled"))
                time.sleep(_LOOK_INTERVAL_S)
                self._look()
            self._look()
        try:
            yield
        finally:
            lock.release()

    def _look(self) -> None:
        """Tell of what others have fetched meanwhile."""
        n_done = {name: self._bytes_here(name) for name in self._files}
        if n_done != self._n_done:
            self._n_done = n_done
            self._progress(sum(n_done.values()), self._n_total)

    def _fetch_all(self) -> None:
        for name in self._files:
            try:
                self._fetch(name)
            except DownloadCancelledError:
                if not length_of(self._part(name)):
                    DISK.delete(self._part(name))
                raise
            except OSError as error:
                self._forget(name)
                raise DownloadError(self._explained(error)) from error
            except DownloadError:
                self._forget(name)
                raise

    def _fetch(self, name: str) -> None:
        """One file, from the first mirror that has it; that mirror is asked first from then on."""
        refusals = []
        for url in tuple(self._urls):
            try:
                self._fetch_from(url, name)
            except RefusalError as refusal:
                refusals.append(str(say("download.refusal", host=urlsplit(url).netloc, refusal=str(refusal))))
            else:
                self._urls.remove(url)
                self._urls.insert(0, url)
                return
        raise DownloadError(say("download.failed", file=name, refusals="; ".join(refusals)))

    def _fetch_from(self, url: str, name: str) -> None:
        """One file from one mirror, unless it is here already; pooch checks its sum and moves it into place.

        Raises
        ------
        RefusalError
            If the mirror does not send the right file.
        """
        store = pooch.create(path=self._folder, base_url=url, registry={name: f"md5:{self._files[name].md5}"})
        had_begun = length_of(self._part(name)) > 0
        try:
            store.fetch(name, downloader=lambda source, target, _: self._download(name, source, Path(target)))
        except ValueError as mismatch:
            if had_begun:  # what lay here from before may be what is wrong
                self._fetch_from(url, name)
                return
            raise RefusalError("a file with a wrong checksum") from mismatch
        self._note(name, self._files[name].n_bytes)

    def _download(self, name: str, url: str, target: Path) -> None:
        """What pooch has done to fetch a file; ``target`` is an empty file of its own, where it looks for the content."""
        DISK.delete(target)  # so that a program that is killed leaves no such file
        download_file(
            url,
            self._part(name),
            self._files[name].n_bytes,
            retry_policy=self._retry_policy,
            is_cancelled=self._is_cancelled,
            on_bytes=lambda n: self._note(name, n),
        )
        DISK.replace(self._part(name), target)

    def _note(self, name: str, n_done: int) -> None:
        self._n_done[name] = n_done
        self._progress(sum(self._n_done.values()), self._n_total)

    def _part(self, name: str) -> Path:
        return self._folder / f"{name}.part"

    def _forget(self, name: str) -> None:
        """Leave no half file."""
        try:
            DISK.delete(self._part(name))
        except OSError:
            return  # in a folder that cannot be written to, there is none of ours

    def _bytes_here(self, name: str) -> int:
        """How much of a file is here, going by lengths."""
        n_bytes = self._files[name].n_bytes
        if length_of(self._folder / name) == n_bytes:
            return n_bytes
        return min(length_of(self._part(name)), n_bytes)

    def _explained(self, error: OSError) -> Sentence:
        """Why the files cannot be kept, in one sentence."""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return say("download.disk_full", megabytes=self._n_total / 1e6, folder=str(self._folder))
        reason = error.strerror or "an unknown error"
        return say("download.cannot_be_kept", folder=str(self._folder), reason=reason)
