"""The command `aliados`: one module for each noun, loaded only when one of its commands runs."""

from __future__ import annotations


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    from web.cli.app import aliados

    aliados()
