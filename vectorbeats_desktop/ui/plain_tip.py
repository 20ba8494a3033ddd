"""Tooltips that show what stands in tags and names, and draw nothing that it asks for."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """The text as a tooltip has it: Qt would take a title with a tag in it for HTML, and open the pictures it names."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text else text
