"""Which recipe is chosen, whether settings and digits are still as it says, and what digits it misses and why."""

from dataclasses import fields
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from engine.data.mnist.catalog import total_bytes
from engine.data.reference import digits_name
from engine.data.registry import SOURCES
from engine.training.config import TrainingConfig
from engine.training.recipes import DEFAULT_RECIPE, RECIPES, Recipe
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.settings import Settings
from gui.state.workspace import Workspace


class BeforeRecipe(NamedTuple):
    """What there was before a recipe was chosen: :meth:`RecipeChoice.undo` brings it back."""

    config: TrainingConfig
    batches_per_second: float
    source: str
    begins_anew: bool
    name: str


class RecipeChoice(QObject):
    """The recipe that was chosen last, whatever was changed since; one that all comes to by itself is as good as chosen.

    It tells the availability why nothing can be trained while digits are missing.

    Attributes
    ----------
    name
        The recipe.
    is_changed
        Whether the settings, or the digits, are others than it says.
    is_downloading
        Whether MNIST is on its way. Changed by :meth:`set_downloading`.
    changed
        Signal: it is another recipe, or is or is not as it says.
    values_set
        Signal (name): the settings are to be those of this recipe.
    chosen
        Signal (name): and the digits too.
    gave_way
        Signal (BeforeRecipe): a recipe has taken the place of what was set by hand, or by another.
    """

    changed = Signal()
    values_set = Signal(str)
    chosen = Signal(str)
    gave_way = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        digits: DatasetInUse,
        availability: Availability,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._digits = workspace, settings, digits
        self._availability = availability
        self.name, self.is_changed, self.is_downloading = DEFAULT_RECIPE, False, False
        settings.replaced.connect(self._on_settings_replaced)
        settings.edited.connect(self._look)
        digits.choice_changed.connect(self._look)
        digits.missing_changed.connect(self._on_missing_changed)
        workspace.dataset_changed.connect(self._look)
        self._look()

    @property
    def recipe(self) -> Recipe:
        """The recipe itself."""
        return RECIPES[self.name]

    def set_values(self, name: str) -> None:
        """Have all settings as a recipe says; the digits stay."""
        self.name = name
        self.values_set.emit(name)
        self._look(is_other=True)

    def choose(self, name: str) -> None:
        """Have settings and digits as a recipe says."""
        before = BeforeRecipe(
            self._settings.config,
            self._settings.live.batches_per_second,
            self._digits.source,
            self._workspace.begins_anew,
            self.name,
        )
        self.set_values(name)
        self.chosen.emit(name)
        if self._settings.config != before.config:
            self.gave_way.emit(before)

    def undo(self, before: "BeforeRecipe") -> None:
        """Have settings and digits as they were before a recipe was chosen."""
        self._settings.replace(before.config, batches_per_second=before.batches_per_second)
        if before.source not in (self._digits.source, self._digits.coming) or self._digits.missing:
            self._digits.request(before.source)
        self._workspace.begins_anew = before.begins_anew

    def set_downloading(self, is_downloading: bool) -> None:
        """MNIST is on its way, or is not."""
        if is_downloading != self.is_downloading:
            self.is_downloading = is_downloading
            self._tell_missing()

    # Digits

    def needs(self, recipe: Recipe) -> str:
        """What a recipe needs that is not on this computer, as a link says it; empty if nothing."""
        if self._digits.is_here(recipe.source):
            return ""
        if recipe.source == "ex4":
            return self.tr("needs ex4data1.mat, open…")
        return self.tr("needs MNIST, download {n:.1f} MB").format(n=total_bytes() / 1e6)

    def missing_text(self) -> str:
        """Why nothing can be trained, in one sentence; empty unless digits are missing."""
        source, recipe = self._digits.missing, self.recipe
        if not source:
            return ""
        of_recipe = str(recipe.label) if recipe.source == source else ""
        if self.is_downloading:
            if not of_recipe:
                return self.tr("MNIST is being downloaded.")
            return self.tr("{what} needs MNIST, which is being downloaded.").format(what=of_recipe)
        if source == "ex4":
            return self.tr("{what} needs ex4data1.mat: open it, or download MNIST to make these digits from.").format(
                what=of_recipe or str(digits_name(SOURCES[source].label))
            )
        if not of_recipe:
            return self.tr("MNIST is not on this computer: download it, or choose other data.")
        return self.tr("{what} needs MNIST, which is not on this computer: download it, or choose other data.").format(
            what=of_recipe
        )

    def _tell_missing(self) -> None:
        self._availability.set_missing_digits(self.missing_text())

    @Slot()
    def _on_missing_changed(self) -> None:
        self._tell_missing()
        self._look()

    def _is_of(self, recipe: Recipe) -> bool:
        """Whether the digits that are chosen are those of a recipe."""
        digits, dataset = self._digits, self._workspace.dataset
        source = digits.missing or digits.coming or digits.source
        family = dataset.family if dataset is not None and dataset.source == source else ""
        return recipe.source in (source, family) or digits.files.get(recipe.source) == source

    # Which one

    @Slot(object, float)
    def _on_settings_replaced(self, config: TrainingConfig, _batches_per_second: float) -> None:
        self.name = closest_recipe(config, self._digits.source)
        self._look(is_other=True)

    @Slot()
    def _look(self, *, is_other: bool = False) -> None:
        """Settings or digits are others: they may come to a recipe, or not to the one that was chosen any more."""
        before = self.name, self.is_changed
        config = None if self._settings.error else self._settings.config
        fitting = [recipe.name for recipe in RECIPES.values() if recipe.config == config and self._is_of(recipe)]
        if fitting and self.name not in fitting:
            self.name = fitting[0]
        self.is_changed = not fitting
        if is_other or (self.name, self.is_changed) != before:
            self.changed.emit()


def closest_recipe(config: TrainingConfig, source: str) -> str:
    """The recipe that differs in the fewest settings, one of these digits if several do."""
    names = [field.name for field in fields(config)]

    def distance(recipe: Recipe) -> tuple[int, bool]:
        n_other = sum(getattr(recipe.config, name) != getattr(config, name) for name in names)
        return n_other, recipe.source != source

    return min(RECIPES.values(), key=distance).name
