from __future__ import annotations

from pathlib import Path

import pytest

from vectorbeats_desktop.engine.encoders.picture_caption import caption_of

MACHINE_NAMES = """
IMG_1234.jpg
IMG_1234 (1).jpg
IMG_1234_edited.jpg
IMG_20240501_123456.jpg
IMG-20230101-WA0001.jpg
IMG_E1234.HEIC
DSC0001.JPG
DSC_0423.NEF.jpg
_DSC1234.jpg
DSCN0042.jpg
DSCF1077.JPG
P1010023.JPG
PXL_20230815_174301234.jpg
PXL_20230815_174301234.PORTRAIT.jpg
MVIMG_20190101_101010.jpg
GOPR0123.JPG
DJI_0042.JPG
Screenshot 2024-05-01 at 10.33.21.png
Screenshot_20230101-120000.png
Screenshot from 2024-05-01 10-33-21.png
Screen Shot 2020-01-01 at 9.00.00 AM.png
Bildschirmfoto 2021-03-04 um 12.00.00.png
WhatsApp Image 2023-01-01 at 10.10.10.jpeg
WhatsApp Image 2023-01-01 at 10.10.10 (2).jpeg
FB_IMG_1672531200000.jpg
photo_2023-01-01_10-10-10.jpg
20240501_123456.jpg
1234.png
0001.webp
3f2504e0-4f89-11d3-9a0c-0305e82c3301.jpg
3f2504e04f8911d39a0c0305e82c3301.png
d41d8cd98f00b204e9800998ecf8427e.jpg
a94a8fe5.jpg
67108864_104329_n.jpg
download.jpg
download (3).jpeg
images.jpg
image.png
image001.png
image (4).png
unnamed.jpg
Untitled.png
cover.jpg
folder.jpg
front.png
AlbumArtSmall.jpg
scan0003.tif
Screenshot_20230101-120000_Chrome.png
vlcsnap-2020-01-01-10h10m10s100.png
Scan 12.png
thumbnail.webp
1920x1080.jpg
x.png
""".strip().splitlines()

SPOKEN = {
    "rainy_street-2.jpg": "rainy street",
    "beach-7.jpg": "beach",
    "dog-attack-2.jpg": "dog attack",
    "Sunset over the lake.png": "Sunset over the lake",
    "SunsetAtTheBeach.jpg": "Sunset At The Beach",
    "grandma's birthday.jpg": "grandma's birthday",
    "IMG_1234 wedding.jpg": "wedding",
    "2019-07-14 Picnic in the park.jpg": "Picnic in the park",
    "holiday photo (2) copy.jpg": "holiday",
    "café-au-lait.webp": "café au lait",
    "foggy+forest+path.jpeg": "foggy forest path",
    "mountain-lake-1920x1080.jpg": "mountain lake",
    "happy dogs.JPG": "happy dogs",
    "Straße bei Nacht.jpg": "Straße bei Nacht",
    "summer2023.jpg": "summer",
    "sad.png": "sad",
    "photo of a sunset.jpg": "photo of a sunset",
    "Picture of my dog 3.png": "Picture of my dog",
    "雨の夜.jpg": "雨の夜",
    "雨.jpg": "雨",
    "PXL_20230815_174301234.NIGHT city lights.jpg": "city lights",
    "photographer at work.jpg": "photographer at work",
    "coverage of a storm.jpg": "coverage of a storm",
    "dancing.final.png": "dancing",
    "pigeon-1.jpg": "pigeon",
    "facade.jpg": "facade",
}


@pytest.mark.parametrize("name", MACHINE_NAMES)
def test_a_name_given_by_a_machine_says_nothing(name: str) -> None:
    assert caption_of(name) == ""


@pytest.mark.parametrize(("name", "caption"), SPOKEN.items())
def test_a_name_given_by_a_person_is_put_into_words(name: str, caption: str) -> None:
    assert caption_of(Path("pictures") / name) == caption


def test_a_long_strange_name_is_answered_at_once() -> None:
    assert caption_of("photo " + "_ - " * 5_000 + ".jpg") == ""
    assert caption_of("img" + "1_" * 5_000 + ".jpg") == ""
