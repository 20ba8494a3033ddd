"""Options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
Replace = Annotated[bool, typer.Option("--replace", help="What is there under that name may be replaced.")]
Texts = list[str] | None
