"""The table of mutants stays true: what each would break still stands there, and breaking it still compiles."""

from pathlib import Path
from typing import Final

import pytest

from bench.mutants import ROOT, Gone, Mutant, load

MUTANTS: Final = load()


def test_every_mutant_finds_its_text_once_and_what_comes_out_compiles() -> None:
    sources = {one.file: (ROOT / one.file).read_text() for one in MUTANTS}
    for mutant in MUTANTS:
        broken = mutant.applied(sources[mutant.file])
        assert broken != sources[mutant.file], mutant.name
        if Path(mutant.file).suffix == ".py":
            compile(broken, mutant.file, "exec")


def test_every_mutant_has_a_name_of_its_own_and_tests_to_try_first() -> None:
    assert len({one.name for one in MUTANTS}) == len(MUTANTS)
    for mutant in MUTANTS:
        assert mutant.first, mutant.name
        for one in mutant.first:
            file, _colons, test = one.partition("::")
            assert f"def {test}" in (ROOT / file).read_text(), mutant.name
        assert mutant.engine in {"", "sqlite", "postgresql"}, mutant.name


@pytest.mark.parametrize("source", ["nothing", "twice twice"])
def test_a_text_that_is_not_there_once_is_no_mutant_any_more(source: str) -> None:
    with pytest.raises(Gone, match=r"times in a\.py"):
        Mutant(name="A fault", file="a.py", text="twice", becomes="once", tests=[]).applied(source)
