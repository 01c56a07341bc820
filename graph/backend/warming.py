"""`python -m graph.backend.warming`: compiles every kernel now, so that nobody waits ten seconds for them later."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def compile_everything() -> list[str]:
    """Loads every module of kernels, which compiles what has not been compiled here before; says which."""
    from graph.backend import kernels

    names = [f"{kernels.__name__}.{found.name}" for found in iter_modules(kernels.__path__)]
    for name in names:
        import_module(name)
    return names


if __name__ == "__main__":
    compile_everything()
