"""The pages that Datasette shows besides its own: what a newsroom leaves open all day. Read-only, server-rendered.

`store/plugins/pages.py` hands `routes()` to Datasette; the templates and the style sheet stand in `store/`.
"""

from pactwatch.pages.routes import routes

__all__ = ["routes"]
