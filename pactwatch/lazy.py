"""Names that a package hands out, each imported when it is first asked for.

The rooms that read a page take 0.4 s of CPU time to import, and a pass in which nothing changed reads no page. What
runs before the first request imports the room and says `extract.judge(…)`; anybody else imports the names as ever.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


def hand_out(package: str, **names: tuple[str, ...]) -> None:
    """Let *package* hand out the names of each of its modules; a module is imported once one of its names is asked for.

    Unlike with a module's `__getattr__` (PEP 562), a name may be that of its module too, such as `diff.compare`: it is
    what the package hands out, whoever has imported the module before.
    """
    lent = {name: _lent(package, module, name) for module, found in names.items() for name in found}
    sys.modules[package].__class__ = type("Package", (ModuleType,), lent)


def _lent(package: str, module: str, name: str) -> property:
    """Make the attribute of a package that imports *name* when it is read."""

    def given(_: ModuleType) -> object:
        return getattr(import_module(f"{package}.{module}"), name)

    def bound(_: ModuleType, value: object) -> None:
        """Pass over that the import system binds a module to its name in the package."""
        if not isinstance(value, ModuleType):
            raise AttributeError(f"{package}.{name} stands in {package}.{module}: replace it there")

    return property(given, bound)
