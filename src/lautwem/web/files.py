"""Style sheets, the script and the picture of the page, from memory."""

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from lautwem.export import page
from lautwem.web.show import static_files

KINDS = {
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
}
FOR_GOOD = "public, max-age=31536000, immutable"
STEP = 50
"""Style sheets of marks are made for so many statements or a multiple of it."""
MOST = 2000


def marks_address(statements: int) -> str:
    """The style sheet that lights up the pieces of so many statements."""
    count = min(-(-max(statements, 1) // STEP) * STEP, MOST)
    return f"/static/marks/{count}.css"


@get("/static/marks/{name:str}", include_in_schema=False, sync_to_thread=False)
def marks(name: FromPath[str]) -> Response[bytes]:
    """Rules for the statements ``s1`` to ``s<count>``, where the name is ``<count>.css``."""
    digits = name.removesuffix(".css")
    count = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0
    if not (0 < count <= MOST and count % STEP == 0):
        raise NotFoundException
    css = page.highlights(f"s{number}" for number in range(1, count + 1))
    return _file(css.encode(), "css")


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=False)
def static(name: FromPath[str]) -> Response[bytes]:
    """A file by its name."""
    data = static_files().get(name)
    if data is None:
        raise NotFoundException
    return _file(data, name.rpartition(".")[2])


def _file(data: bytes, kind: str) -> Response[bytes]:
    return Response(data, media_type=KINDS[kind], headers={"cache-control": FOR_GOOD})
