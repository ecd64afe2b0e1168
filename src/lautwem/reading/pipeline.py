"""All steps of reading in order."""

from lautwem.engines import Engine
from lautwem.language import analyse, blocks
from lautwem.model import Analysis, Article, Name, Reading
from lautwem.reading.cast import assemble, shown
from lautwem.reading.encoder import Encoded, encoder
from lautwem.reading.names import find_names
from lautwem.reading.names.encoded import EncodedTagger
from lautwem.reading.names.evident import evident
from lautwem.reading.questions import find_open_questions
from lautwem.reading.quotes import quotations
from lautwem.reading.sourcing import statements
from lautwem.reading.threads import one_thread
from lautwem.reading.works import find_works


def read(article: Article, engine: Engine = "model") -> Reading:
    """Everything lautwem finds in one article.

    ``engine`` says who finds names and quotations (see ``Engine``). The same article and engine
    give the same reading. Raises ``MissingModel`` where weights that are needed are not in the
    package.
    """
    with one_thread():
        return _read(article, engine)


def _read(article: Article, engine: Engine) -> Reading:
    analysis = analyse(article.text, blocks(article))
    names, encoded = named(analysis, engine)
    works = find_works(analysis, names)
    quoted = quotations(article, analysis, names, engine, encoded)
    cast = assemble(article, analysis, names, quoted)
    said, voices = statements(article, analysis, names, quoted, cast, works)
    return Reading(
        article=article,
        people=cast.people,
        kinship=cast.kinship,
        voices=voices,
        mentions=cast.mentions,
        works=works,
        statements=said,
        open_questions=find_open_questions(analysis, said),
        shown=shown(article, cast),
    )


def named(analysis: Analysis, engine: Engine) -> tuple[tuple[Name, ...], Encoded | None]:
    """The names of a text, and what the encoder says of it where the engine uses one.

    Raises ``MissingModel``.
    """
    if engine != "thorough":
        return evident(analysis, find_names(analysis)), None
    encoded = encoder().encode(analysis)
    return evident(analysis, find_names(analysis, EncodedTagger(encoded))), encoded
