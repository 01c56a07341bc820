"""The office's red with groups inside groups."""

import numpy as np
import pytest

from crm.derived.arrays import family_numbers
from crm.derived.files import write_folder
from crm.derived.results import read
from crm.large.making import large_arrays
from crm.large.traits import large_traits
from graph.positions.nesting import Limits


@pytest.fixture(scope="module")
def nested(analysed, tmp_path_factory):
    """The office's results with groups of at most twelve, so that there are groups inside groups."""
    folder, derived = tmp_path_factory.mktemp("nested"), analysed.derived
    made = {path.stem: np.load(path) for path in derived.folder.path.glob("*.npy")}
    documents = {path.stem: derived.folder.document(path.stem) for path in derived.folder.path.glob("*.json")}
    standing = np.array([(derived.number["uis"], derived.number["imct"])])
    made |= large_arrays(
        made, standing, family_numbers(derived.actors["family"]), derived.day.toordinal(), Limits(12, 5)
    )
    made |= large_traits(made, documents["actors"])
    write_folder(folder, "1", made, documents)
    return read(folder)
