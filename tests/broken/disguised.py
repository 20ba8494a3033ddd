"""Files that are something else than their names say."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import av
import numpy as np
from PIL import Image

from tests.broken.sounds import sound

HTML = b"<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n"


def picture(form: str) -> bytes:
    """A small picture."""
    file = BytesIO()
    Image.linear_gradient("L").convert("RGB").save(file, form)
    return file.getvalue()


def archive() -> bytes:
    """A zip file that holds a text."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("words.txt", b"".join(b"Line %d of the words\n" % n for n in range(3000)))
    return file.getvalue()


def silent_film() -> bytes:
    """A video without sound."""
    file = BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream = output.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for number in range(25):
            pixels = np.full((64, 64, 3), number * 10, np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        output.mux(stream.encode(None))
    return file.getvalue()


def stream_list(*lines: str) -> bytes:
    """A playlist of an internet stream, which FFmpeg would follow to wherever its lines lead."""
    head = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n"
    parts = "".join(f"#EXTINF:2.0,\n{line}\n" for line in lines)
    return f"{head}{parts}#EXT-X-ENDLIST\n".encode()


def session_description() -> bytes:
    """What FFmpeg takes for the order to listen on the network for a broadcast."""
    return b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 47047 RTP/AVP 0\r\n"


CONTENT: dict[str, Callable[[], bytes]] = {
    "a text.mp3": lambda: b"Dear diary, today I renamed a file.\n" * 200,
    "an error page.mp3": lambda: HTML * 20,
    "a picture.flac": lambda: picture("JPEG"),
    "a picture.mp3": lambda: picture("PNG"),
    "an archive.ogg": archive,
    "a program.mp3": lambda: b"\x7fELF\x02\x01\x01" + np.random.default_rng(6).bytes(20_000),
    "noise.mp3": lambda: np.random.default_rng(7).bytes(200_000),
    "zeros.mp3": lambda: bytes(300_000),
    "a silent film.mp4": silent_film,
    "in truth a wav.mp3": lambda: sound("wav", 410.0),
    "in truth a flac.m4a": lambda: sound("flac", 411.0),
    "in truth an mp3.wav": lambda: sound("mp3", 412.0),
    "in truth an ogg.wma": lambda: sound("ogg", 413.0),
    "leads to a neighbour.mp3": lambda: stream_list("good.wav"),
    "leads to the network.mp3": lambda: stream_list("http://192.0.2.1/a.ts", "tcp://192.0.2.1:9/b.ts"),
    "joins a neighbour.mp3": lambda: b"ffconcat version 1.0\nfile good.wav\n",
    "listens.mp3": session_description,
}
