"""People across articles."""

from typing import Annotated

from litestar import get
from litestar.params import PathParameter, QueryParameter

from lautwem.archive.persons.dossier import ARTICLES, Answer
from lautwem.web.api.answers import PageNumber, problems
from lautwem.web.pages.person import answered
from lautwem.web.show import Page, slowly

Name = Annotated[str, QueryParameter(min_length=1, max_length=200)]
Number = Annotated[int, PathParameter(ge=1, lt=1 << 62)]


@get("/people", responses=problems(404))
@slowly
def find_people(request: Page, name: Name, page: PageNumber = 1) -> Answer:
    """Who is meant by a name, as `lautwem person --format json` prints it."""
    return answered(request, name, page, ARTICLES)


@get("/people/{number:int}", responses=problems(404))
@slowly
def get_person(request: Page, number: Number, page: PageNumber = 1) -> Answer:
    """The human being of a number, 100 articles a page, the latest first."""
    return answered(request, str(number), page, ARTICLES)
