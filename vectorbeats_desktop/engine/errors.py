"""Errors a person can do something about; anything else is a bug."""

from __future__ import annotations


class KnownError(Exception):
    """The world's fault, shown with what to do about it.

    `code` is stable and machine-readable, `message` says what happened in plain words,
    `hint` says what to do; an empty hint means nothing needs doing.
    """

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadQuery(KnownError):
    """The query itself cannot be answered as it was asked."""

    code = "bad_query"


class UnreadableFile(KnownError):
    """A music file that cannot be opened, decoded or understood."""

    code = "unreadable_file"


class UnreadablePicture(KnownError):
    """A picture that is none, is broken, or is too large to be opened safely."""

    code = "unreadable_picture"


class FolderUnreachable(KnownError):
    """A library folder that is not there now, such as an unmounted drive."""

    code = "folder_unreachable"


class DataFolderBusy(KnownError):
    """Another process owns the data folder."""

    code = "data_folder_busy"


class DataFolderBroken(KnownError):
    """The data folder cannot be read or written, or was made by a newer program."""

    code = "data_folder_broken"


class CatalogDamaged(DataFolderBroken):
    """The catalogue's file is no database, or a damaged one. A copy of it may be gone back to."""

    code = "catalog_damaged"

    def __init__(self, message: str, hint: str = "", copy: str = "") -> None:
        """`copy` names the last good copy, if there is one."""
        super().__init__(message, hint)
        self.copy = copy


class StoreUnavailable(KnownError):
    """The vector store does not open, or its process ended in the middle of a call."""

    code = "store_unavailable"


class ModelUnavailable(KnownError):
    """A model is not installed, fails its check, or its process ended."""

    code = "model_unavailable"


class BadSetting(KnownError):
    """A setting that does not exist, or a value that it does not take."""

    code = "bad_setting"


class Cancelled(Exception):
    """The person, or a newer query, asked the task to stop."""
