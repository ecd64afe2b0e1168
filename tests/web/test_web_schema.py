"""The API keeps what its OpenAPI description promises, whatever it is asked (schemathesis)."""

from collections.abc import Callable, Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from room import visiting
from schemathesis import Case
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from lautwem.archive import Archive
from lautwem.archive.watching import add_watch
from lautwem.web.access import Access


@pytest.fixture(scope="module")
def described(filled: Callable[[], Iterator[Archive]]) -> Iterator[BaseSchema]:
    """The API over an archive of its own, described by itself."""
    access = Access(names=("testserver",))
    with filled() as archive, visiting(archive, access) as visitor:
        add_watch(archive, "words", "Polizei")
        yield schemathesis.openapi.from_asgi("/api/1/openapi.json", visitor.app)


def test_answers_are_as_described(described: BaseSchema) -> None:
    failed = []
    for result in described.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=10,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.generate),
        )
        @given(case=operation.as_strategy())
        def check(case: Case) -> None:
            # Not all that a schema can say is all that is asked: an empty question is refused.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        try:
            check()
        except (Exception, FailureGroup) as error:
            failed.append(f"{operation.label}: {error}\n{getattr(error, 'exceptions', '')}")
    assert not failed, "\n\n".join(failed)
