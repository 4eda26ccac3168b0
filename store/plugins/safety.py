"""Puts our door and our headers around all of Datasette; what they are stands in `pactwatch.pages.safety`."""

from collections.abc import Callable

from datasette import hookimpl
from datasette.app import Datasette

from pactwatch.config import environment
from pactwatch.pages.safety import Asgi, Door, guarded


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]  # datasette ships no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Asgi], Asgi]:
    """Wrap the whole application; the last wrapper is the outermost."""
    door = Door.of(environment())
    return lambda app: guarded(app, door)
