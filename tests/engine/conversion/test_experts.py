"""A model of many experts: converted as people do it, installed in Foundry Local, and asked there."""

from pathlib import Path

import pytest

from app.core.checkpoint.inspection import inspect_checkpoint
from app.core.library.fidelity import Fidelity
from app.core.recipe.offer import obstacle
from app.core.recipe.recipe import Method, Mixed, Precision, Recipe, Target
from app.core.recipe.usual import usual_recipe
from tests.engine.jobs import ask, convert, deploy
from tests.engine.tiny_models import end_with_a_mark, save_in_child


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    model = save_in_child("lfm2-moe-tied", tmp_path / "tuned é 模型")
    end_with_a_mark(model)
    return model


def test_it_converts_and_chats_in_foundry_local(folder: Path, tmp_path: Path) -> None:
    model = convert(folder, tmp_path / "converted", Precision.INT4)
    deployment = deploy(model.folder, "experts", tmp_path / "library")
    assert deployment.answer is not None and deployment.answer.tokens > 0
    assert ask("experts", "Hello").completion_tokens > 0


def test_each_precision_is_as_close_as_it_should_be(folder: Path, tmp_path: Path) -> None:
    found: list[Fidelity] = []
    for precision in (Precision.FP32, Precision.INT8, Precision.INT4):
        fidelity = convert(folder, tmp_path / precision, precision).fidelity
        assert fidelity is not None
        found.append(fidelity)
    exact, eight, four = found
    assert exact.same_next == 1.0 and exact.divergence < 1e-6
    assert exact.divergence < eight.divergence < four.divergence


def test_only_recipes_that_reach_experts_are_offered(folder: Path) -> None:
    checkpoint = inspect_checkpoint(folder)
    refused = (
        Recipe(method=Method.CALIBRATED),
        Recipe(mixed=Mixed.MEASURED),
        Recipe(float16=True),
        Recipe(target=Target.CUDA),
        Recipe(target=Target.WEBGPU),
    )
    assert all(obstacle(checkpoint, recipe) for recipe in refused)
    usual = [usual_recipe(precision, checkpoint=checkpoint) for precision in (Precision.INT4, Precision.INT8)]
    assert not any(obstacle(checkpoint, recipe) for recipe in usual)
