"""What the simulated user tries: data, recipes and settings, and those that it comes home to."""

from engine.training.config import TrainingConfig

HOME_DATA = "uci-digits"
HOME_CONFIG = TrainingConfig(learning_rate=0.03, weight_decay=0.5, epochs=1_000_000)
HOME_SIZE = (1280, 800)
DATA = (HOME_DATA, HOME_DATA, "uci-digits-8x8", "handwriting:3000", "handwriting-endless:3000")
RECIPES = ("default", "softmax-regression", "momentum", "deep-relu")

SETTINGS: tuple[dict[str, object], ...] = (
    {},
    {"hidden_layers": (100,), "batch_size": 200},
    {"hidden_layers": (128, 64), "hidden_activation": "relu", "initialization": "he", "optimizer": "adam"},
    {"hidden_layers": (512,), "batch_size": 1000, "optimizer": "momentum"},
    {"hidden_layers": (), "optimizer": "nesterov"},
    {"optimizer": "l-bfgs-b", "epochs": 300},
    {"optimizer": "tnc", "epochs": 300},
    {"optimizer": "rmsprop", "learning_rate": 0.003, "schedule": "step"},
    {"augmentation": "strong", "batch_size": 100},
    {"input_scaling": "standardized", "dtype": "float64", "batch_size": 0},
    {"learning_rate": 1e6, "hidden_layers": (40, 40), "hidden_activation": "relu"},
    {"output_loss": "sigmoid-squared-error", "epochs": 5, "patience": 2},
)
"""What is changed of the settings, one of these at a time; one of them diverges."""
