"""The bridge is still needed: each of the reasons for it is still there."""

import inspect

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_olive_still_imports_the_module_that_is_gone() -> None:
    """When this fails, a newer Olive works without ``maybe_patch_quant``: take that part of the bridge down."""
    from olive.passes.onnx.model_builder import ModelBuilder

    with pytest.raises(ModuleNotFoundError, match="quantized_model"):
        ModelBuilder.maybe_patch_quant()


def test_olive_still_does_not_prepare_the_options() -> None:
    """When this fails, a newer Olive calls ``check_extra_options`` itself: take that part of the bridge down."""
    from olive.passes.onnx import model_builder

    source = inspect.getsource(model_builder)
    assert "create_model(" in source
    assert "check_extra_options" not in source and "parse_extra_options" not in source


def test_the_builder_still_wants_prepared_options(tmp_path: object) -> None:
    from onnxruntime_genai.models import builder

    with pytest.raises(Exception, match="Hugging Face details not found"):
        builder.create_model("m", "m", str(tmp_path), "int4", "cpu", str(tmp_path))


def test_a_model_is_stamped_with_the_builders_own_revision() -> None:
    """The same from an environment inside a git repository, whose revision the builder would take, and in the bundle;
    when the first line fails, a newer builder no longer asks git: take that part of the bridge down."""
    import onnx_ir as ir
    from onnxruntime_genai import __commit__, __version__
    from onnxruntime_genai.models.builder import Model

    from app.engine.builder.olive_bridge import own_revision

    assert '"git"' in inspect.getsource(Model.get_genai_commit)
    model = ir.Model(ir.Graph([], [], nodes=[]), ir_version=10)
    with own_revision():
        Model.stamp_build_metadata(model)
    assert model.producer_version == f"{__version__}+{__commit__[:7]}"
