"""The fields that people choose are those that a recipe has."""

from app.core.recipe.recipe import Recipe, RecipeField


def test_every_field_of_a_recipe_can_be_chosen() -> None:
    kept = {"precision", "compact_tables"}  # the cards are about the first, the second comes with a recipe
    assert {field.value for field in RecipeField} == set(Recipe.__struct_fields__) - kept
