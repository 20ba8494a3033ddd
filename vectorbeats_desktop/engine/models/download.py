"""One file from a server to the disk: resumed where it broke off, and compared with its hash before it is used."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO

import httpx

from vectorbeats_desktop.engine.models.digest import Digest
from vectorbeats_desktop.engine.models.errors import NoConnection, NoSpace, WrongContent
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.engine.untrusted_json import loads

STAGE = "download"
TRIES = 5  # in a row without a single byte
WAIT_S = 1.0  # before the second try, doubled each time
MARGIN = 200_000_000  # bytes that stay free
WINDOW_S = 10.0
POLL_S = 0.1
FULL = "The disk is full: what was downloaded is kept."
FULL_HINT = "Free some space and start it again; it goes on where it stopped."


class Meter:
    """Counts the bytes of all files of a model, and tells speed and time left."""

    def __init__(self, ctx: TaskContext, total: int) -> None:
        self._ctx = ctx
        self._total = total
        self._done = 0
        self._recent: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def begin(self, kept: int) -> None:
        """Count what had been downloaded before, which says nothing of the speed."""
        self._done += kept
        self._recent = deque([(time.monotonic(), self._done)])

    def step(self, count: int, detail: str) -> None:
        """Count bytes that came now; fewer than none when a file is begun anew."""
        self._done += count
        now = time.monotonic()
        self._recent.append((now, self._done))
        while len(self._recent) > 2 and now - self._recent[0][0] > WINDOW_S:
            self._recent.popleft()
        since, then = self._recent[0]
        rate = max(0.0, (self._done - then) / max(now - since, 1e-3))
        left = (self._total - self._done) / rate if rate else None
        self._ctx.report(Progress(STAGE, self._done, self._total, detail, rate, left))


class Download:
    """A file on its way. It grows as `NAME.part`; beside it lies what the server called its content (its ETag).

    `permit` raises when downloads were switched off, also in the middle of one.
    """

    def __init__(
        self,
        client: httpx.Client,
        url: str,
        target: Path,
        size: int,
        digest: Digest,
        permit: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._url = url
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._tag = target.with_name(target.name + ".etag")
        self._size = size
        self._digest = digest
        self._permit = permit

    @property
    def kept(self) -> int:
        """How many bytes are there already."""
        for path in (self._target, self._part):
            with contextlib.suppress(OSError):
                return min(path.stat().st_size, self._size)
        return 0

    def run(self, meter: Meter, ctx: TaskContext) -> None:
        """Bring the file, whole and compared with its hash. Raises NoConnection, NoSpace, WrongContent, Cancelled."""
        meter.begin(self.kept)
        try:
            if self._target.is_file() and self._digest.fits(self._target, ctx):
                return
            self._target.unlink(missing_ok=True)  # of another revision
            self._fetch(meter, ctx)
            self._compare(ctx)
            self._part.replace(self._target)
        except WrongContent:
            self._part.unlink(missing_ok=True)
            raise
        except OSError as error:
            raise _of_disk(error) from error
        self._tag.unlink(missing_ok=True)

    def _compare(self, ctx: TaskContext) -> None:
        if self._part.stat().st_size != self._size or not self._digest.fits(self._part, ctx):
            raise WrongContent(
                f"{self._target.name} is not the file that was published: its hash differs.",
                "It was thrown away. Try again; if it happens again, choose another mirror.",
            )

    def _fetch(self, meter: Meter, ctx: TaskContext) -> None:
        tries = 0
        while (before := self._length()) < self._size:
            ctx.checkpoint()
            try:
                self._request(meter, ctx)
            except httpx.HTTPStatusError as error:
                code = error.response.status_code
                if code < 500 and code not in (408, 429):
                    raise NoConnection(f"The server answered {code} for {self._target.name}.", HINT) from error
                reason = f"answered {code}"
            except httpx.HTTPError as error:
                reason = f"broke off ({type(error).__name__})"
            else:
                reason = "ended the file too early"
            if self._length() >= self._size:
                return
            tries = 0 if self._length() > before else tries + 1
            if tries >= TRIES:
                raise NoConnection(f"The server {reason}, again and again, for {self._target.name}.", HINT)
            _rest(WAIT_S * 2**tries if tries else 0, ctx)

    def _request(self, meter: Meter, ctx: TaskContext) -> None:
        """Ask for the rest of the file; a server that has another content, or knows no ranges, gives all of it."""
        length, tag = self._length(), self._known_tag()
        headers = {"Accept-Encoding": "identity"}
        if length and tag:
            headers |= {"Range": f"bytes={length}-", "If-Range": tag}
        with self._client.stream("GET", self._url, headers=headers) as answer:
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                meter.step(-length, self._target.name)
                self._part.unlink(missing_ok=True)
                return
            answer.raise_for_status()
            resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
            if not resumed:
                meter.step(-length, self._target.name)
                self._keep_tag(answer.headers.get("ETag", ""))
            with self._part.open("ab" if resumed else "wb") as file:
                for block in answer.iter_raw():
                    ctx.checkpoint()
                    self._permit()
                    self._write(file, block, meter)
                file.flush()
                os.fsync(file.fileno())

    def _write(self, file: IO[bytes], block: bytes, meter: Meter) -> None:
        if file.tell() + len(block) > self._size:
            raise WrongContent(f"{self._target.name} is longer than the file that was published.", HINT)
        file.write(block)
        meter.step(len(block), self._target.name)

    def _length(self) -> int:
        try:
            return self._part.stat().st_size
        except FileNotFoundError:
            return 0

    def _known_tag(self) -> str:
        try:
            return str(loads(self._tag.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return ""  # without it the file is begun anew

    def _keep_tag(self, tag: str) -> None:
        weak = tag.startswith("W/")  # a weak one does not promise the same bytes
        self._tag.write_text(json.dumps("" if weak else tag), encoding="utf-8")


HINT = "Try again later, or choose a mirror (setting models.mirror); what was downloaded is kept."


def require_space(folder: Path, needed: int) -> None:
    """Raise NoSpace unless so many bytes, and some to spare, are free where the folder is."""
    free = shutil.disk_usage(folder).free
    if free < needed + MARGIN:
        raise NoSpace(
            f"{(needed + MARGIN) / 1e6:,.0f} MB are needed, and {free / 1e6:,.0f} MB are free.",
            "Free some space on this disk first.",
        )


def _of_disk(error: OSError) -> NoSpace | WrongContent:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoSpace(FULL, FULL_HINT)
    return WrongContent(f"The file cannot be written: {error.strerror or error}.", "Check the data folder's disk.")


def _rest(seconds: float, ctx: TaskContext) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        ctx.checkpoint()
        time.sleep(min(left, POLL_S))
