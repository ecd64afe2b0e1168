"""The errors a user can meet. Each has a code, says what is wrong and what to do.

Every command ends with exit status 2 on one of these; nothing else reaches a user.
"""


class LautwemError(Exception):
    """Base of all errors with a way out: ``code`` (stable), ``message``, ``advice``."""

    code = "E000"

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" + (f" {self.advice}" if self.advice else "")


class UnreadableInput(LautwemError):
    """The input cannot be opened or is not there."""

    code = "E101"


class EmptyInput(LautwemError):
    """There is no text in the input."""

    code = "E102"


class NotText(LautwemError):
    """The input is binary, or a format lautwem does not read."""

    code = "E103"


class InputTooLarge(LautwemError):
    """The input is over the size that is read."""

    code = "E104"


class UndecodableText(LautwemError):
    """No character set makes the bytes readable."""

    code = "E105"


class BadFrontMatter(LautwemError):
    """The YAML head of a text is not valid."""

    code = "E106"


class DamagedCollection(LautwemError):
    """A file of articles, or a part of it, is damaged; what is whole in it is read all the same."""

    code = "E107"


class NoArticles(LautwemError):
    """A file of articles, or a part of it, holds none: no field of it is known to be the text."""

    code = "E108"


class AddressRefused(LautwemError):
    """An address must not be fetched: scheme, or a place in the local network."""

    code = "E201"


class FetchFailed(LautwemError):
    """An address could not be fetched: no answer, an error, too slow, too many redirects."""

    code = "E202"


class MissingModel(LautwemError):
    """Trained weights are not in the package or do not fit this version."""

    code = "E301"


class BadData(LautwemError):
    """Training or evaluation data is missing or not in the format expected."""

    code = "E302"


class MissingExtra(LautwemError):
    """A library is not installed that this needs; it comes with an extra of lautwem."""

    code = "E303"


class BadArguments(LautwemError):
    """The command was called with arguments that do not fit together."""

    code = "E401"


class CannotWrite(LautwemError):
    """The output cannot be written: no permission, no space, no such folder."""

    code = "E402"


class BadConfiguration(LautwemError):
    """``lautwem.toml``, ``pyproject.toml`` or a rule named there or in a draft is not valid."""

    code = "E403"


class MissingArchive(LautwemError):
    """There is no archive at the address given, or no address is given."""

    code = "E501"


class NotAnArchive(LautwemError):
    """The file or database is something else than an archive of lautwem."""

    code = "E502"


class WrongArchiveVersion(LautwemError):
    """The archive was made by a newer lautwem, or must be brought up to date first."""

    code = "E503"


class ArchiveUnreachable(LautwemError):
    """The database server does not answer, refuses the login, or its driver is missing."""

    code = "E504"


class ArchiveFailed(LautwemError):
    """The archive cannot be read or written: locked for long, full, read-only, damaged."""

    code = "E505"


class NotInArchive(LautwemError):
    """No article or person of the archive is meant by what was given."""

    code = "E506"


class Ambiguous(LautwemError):
    """Several articles or persons of the archive could be meant."""

    code = "E507"


class TookTooLong(LautwemError):
    """An article was not read within the time that one article gets."""

    code = "E508"


class WorkerDied(LautwemError):
    """The process that read an article ended before it was done (killed, out of memory)."""

    code = "E509"


class NotKept(LautwemError):
    """The database refuses an article for what it holds (PostgreSQL takes no NUL characters)."""

    code = "E510"


class CannotListen(LautwemError):
    """The reading room cannot be opened at this host and port."""

    code = "E601"


class Busy(LautwemError):
    """The reading room is reading others' texts and cannot take one more now."""

    code = "E602"


class ReadOnly(LautwemError):
    """The reading room is open for reading only."""

    code = "E603"


class ForeignForm(LautwemError):
    """A form of the reading room that changes something was not sent from its own page."""

    code = "E604"


class OtherRun(LautwemError):
    """The folder of a bulk run belongs to another one: other inputs, options, or still running."""

    code = "E701"


class ClusterFailed(LautwemError):
    """The engine or its cluster cannot be used, or a process or machine of it was lost."""

    code = "E702"


class BulkFailed(LautwemError):
    """A bulk run could not be brought to its end; what is done of it stays done."""

    code = "E703"
