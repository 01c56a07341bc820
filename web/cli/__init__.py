"""The command `aliados`."""

import click


@click.group()
def main() -> None:
    """Red de Aliados: los aliados de la oficina, lo que pasó con cada uno y a quién llamar."""
