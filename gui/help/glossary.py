"""What every setting and every term means: a sentence, its formula, and something to try.

The formulas are those of the engine (``engine.nn.losses``, ``engine.optim.optimizers`` and so on); what "Try this" says
will be seen was tried on the bundled digits.
"""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from engine.training.config import TrainingConfig

_CONTEXT = "Glossary"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is written here, in English; the methods give it in the user's language (context "Glossary").

    Attributes
    ----------
    term
        Its key; that of a setting is the setting's name in :class:`engine.training.config.TrainingConfig`.
    title
        The term as people write it.
    meaning
        What it is, in a sentence.
    formula
        Empty where there is none.
    try_this
        Something to do in the window that shows it.
    """

    term: str
    title: str
    meaning: str
    formula: str
    try_this: str

    def lines(self) -> tuple[str, str, str, str]:
        """Title, meaning, formula and what to try, in the user's language."""
        title, meaning, formula, try_this = (
            QCoreApplication.translate(_CONTEXT, part) if part else ""
            for part in (self.title, self.meaning, self.formula, self.try_this)
        )
        return title, meaning, formula, try_this

    def plain_text(self) -> str:
        """All of it in lines, for a screen reader."""
        title, meaning, formula, try_this = self.lines()
        return "\n".join(filter(None, (title, meaning, formula, f"{try_this_words()} {try_this}")))

    def rich_text(self) -> str:
        """All of it for a tooltip, without a title: the label that it hangs on is the title."""
        _, meaning, formula, try_this = (escape(line) for line in self.lines())
        middle = f"<p style='white-space: pre-wrap'><b>{formula}</b></p>" if formula else ""
        return f"<p>{meaning}</p>{middle}<p><i>{try_this_words()}</i> {try_this}</p>"


def try_this_words() -> str:
    """What stands before the thing to try."""
    return QCoreApplication.translate(_CONTEXT, "Try this:")


_SETTINGS = (
    Entry(
        "hidden_layers",
        "Hidden layers",
        "The layers of units between the pixels and the ten outputs; each unit adds up its weighted inputs and "
        "passes the sum through the activation.",
        "a = f(W x + b), with (inputs + 1) × units parameters a layer",
        "Set it to 2: two units can hardly tell ten digits apart. Then leave it empty: without a hidden layer the "
        "network compares the drawing with ten templates.",
    ),
    Entry(
        "hidden_activation",
        "Activation",
        "The function that each hidden unit applies to its sum; without one, many layers could do no more than "
        "one layer does.",
        "sigmoid: f(z) = 1 / (1 + e⁻ᶻ)\ntanh: f(z) = tanh z\nReLU: f(z) = max(0, z)",
        "Train with Sigmoid, then with ReLU and nothing else changed. The loss falls much faster.",
    ),
    Entry(
        "output_loss",
        "Output and loss",
        "How the ten outputs are computed, and how much a wrong answer costs; training makes this cost small.",
        "softmax + cross-entropy: −log hₜ, t the true digit\n"
        "sigmoid + cross-entropy: Σ −y log h − (1 − y) log(1 − h)\n"
        "sigmoid + squared error: ½ Σ (h − y)²",
        "Choose the squared error. With the same learning rate the network learns far more slowly, because its "
        "gradient is multiplied by h (1 − h), which is at most 1/4.",
    ),
    Entry(
        "initialization",
        "First weights",
        "The random weights that training starts from; they must differ, or all units would learn the same.",
        "Glorot: ±√(6 / (n_in + n_out))\nHe: ±√(6 / n_in), for ReLU\nUniform: ±0.12 or ±0.1, biases too",
        "Press New random weights: the pictures of the weights are noise. Then train, and watch strokes appear in "
        "them.",
    ),
    Entry(
        "seed",
        "Seed",
        "The number that all chance in a run comes from: the first weights, the validation digits, the order of "
        "the digits and their distortions.",
        "same seed + same settings + same data = same run",
        "Train twice with the same seed: the curves lie on each other. Train with another: how far apart they lie "
        "is chance, and no setting's doing.",
    ),
    Entry(
        "optimizer",
        "Optimizer",
        "The rule by which the gradient g changes the weights w in each step.",
        "gradient descent: w ← w − η g\nmomentum: v ← μ v − η g, w ← w + v\nAdam: w ← w − ηₜ m / (√v + ε)",
        "Choose Momentum instead of Gradient descent. Twenty epochs come to what took hundreds.",
    ),
    Entry(
        "learning_rate",
        "Learning rate η",
        "How far each step goes against the gradient: too small and nothing seems to happen, too large and the "
        "loss jumps about instead of falling.",
        "w ← w − η g",
        "Train with 0.03, with 0.3 and with 30. The second learns faster, the third never gets beyond guessing. "
        "It can be changed while it trains.",
    ),
    Entry(
        "momentum",
        "Momentum μ",
        "The share of the last step that is taken again, so that steps in one direction build up speed, like a "
        "ball that rolls downhill.",
        "v ← μ v − η g, w ← w + v\nsteady steps grow up to 1 / (1 − μ) times: 10 times for μ = 0.9",
        "Choose the optimizer Momentum and train with μ = 0 (plain gradient descent), then with 0.9.",
    ),
    Entry(
        "schedule",
        "Schedule",
        "How the learning rate changes during a run: large steps to get near, small ones to settle.",
        "step: η γ^⌊epoch / s⌋\n"
        "cosine: η (1 + cos πt) / 2, with t from 0 to 1\n"
        "one cycle: η / 25 up to η in 30 % of the run, then down to η / 250,000",
        "Train with a high learning rate that is constant, then with Cosine. The end of the curve is smoother.",
    ),
    Entry(
        "step_epochs",
        "Step every",
        "With the schedule Step: after how many epochs s the learning rate changes.",
        "η γ^⌊epoch / s⌋",
        "Set it to a tenth of the epochs. With γ = 0.5 the last steps are 512 times shorter than the first.",
    ),
    Entry(
        "step_factor",
        "Step factor γ",
        "With the schedule Step: what the learning rate is multiplied by each time.",
        "η γ^⌊epoch / s⌋",
        "Compare 0.5 with 1. A factor of 1 changes nothing, so the schedule is constant.",
    ),
    Entry(
        "batch_size",
        "Batch size",
        "How many digits the gradient is averaged over before the weights change once: fewer give more, but "
        "noisier, steps in an epoch.",
        "steps an epoch = ⌈m / batch size⌉, m the number of training digits",
        "Train 20 epochs with 1, with 32 and with 0 (all digits at once). The first takes m times as many steps "
        "as the last, and gets much further.",
    ),
    Entry(
        "shuffle",
        "Order",
        "Whether each epoch takes the digits in another order; else, in the order in which the data holds them.",
        "one epoch = every training digit once, in any order",
        "Switch it off. These digits are well mixed, so little changes. Data that is sorted by digit learns badly "
        "without it.",
    ),
    Entry(
        "weight_decay",
        "Weight decay λ",
        "A price on large weights, which keeps the network from learning single digits by heart; biases are free.",
        "cost = loss + λ / (2m) Σ w², m the number of training digits",
        "Train with 100. The weights stay pale, and the network reads little more than half of the digits. Then "
        "put it back.",
    ),
    Entry(
        "epochs",
        "Epochs",
        "How often the run goes through all training digits.",
        "steps = epochs × ⌈m / batch size⌉, m the number of training digits",
        "Find the epoch from which the validation curve hardly falls. What comes after it teaches little.",
    ),
    Entry(
        "validation_fraction",
        "Validation",
        "The share of the training digits that is set aside to see how well the network reads digits that it does "
        "not learn from.",
        "validation digits = share × training digits, the same share of every class",
        "Set it to 50 %. Half of the digits are left to learn from, and the two curves move further apart.",
    ),
    Entry(
        "patience",
        "Stop early",
        "How many epochs the validation loss may go without a new lowest value before the run stops and takes back "
        "its best weights.",
        "stop when epoch − best epoch = patience; 0 for never",
        "Choose a large network with Adam and a patience of 20. It stops by itself, often long before its end.",
    ),
    Entry(
        "tolerance",
        "Tolerance",
        "The least by which an epoch has to lower the cost for the run to go on; asked from the tenth epoch on.",
        "stop when cost before − cost now < tolerance; 0 for never",
        "Set it to 0.001. The run ends where the curve has become flat, not where its epochs run out.",
    ),
    Entry(
        "input_scaling",
        "Inputs",
        "How the value x of a pixel is scaled before the network gets it; inputs of similar size are easier to "
        "learn from.",
        "as they are: x, from 0 (paper) to 1 (ink)\n"
        "from −1 to 1: 2x − 1\n"
        "standardized: (x − mean) / standard deviation of each pixel",
        "Choose Standardized. With the same learning rate the loss falls much faster.",
    ),
    Entry(
        "augmentation",
        "Augment",
        "Each epoch trains on freshly distorted copies of the digits, so that the network learns what does not "
        "matter: a shift, a slant, a thicker pen.",
        "digits to validate and to test on stay as they are",
        "Press Preview and choose Strong. Would you still read them all? Training takes longer, as no digit comes "
        "twice alike.",
    ),
    Entry(
        "split",
        "Test digits",
        "Which digits are kept for testing: training never sees them, so they show how well the network reads "
        "what is new to it.",
        "data = training digits (validation digits among them) + test digits",
        "Evaluate in the Evaluation tab on the training digits, then on the test digits. The second is the honest "
        "figure.",
    ),
    Entry(
        "test_fraction",
        "Test share",
        "The share of all digits that is kept for testing.",
        "test digits = ⌈share × all digits⌉",
        "Set it to 90 %. The network has few digits to learn from, and its test accuracy falls.",
    ),
    Entry(
        "split_seed",
        "Test seed",
        "The number that draws which digits are kept for testing.",
        "same data + same share + same seed = same test digits",
        "Train with five different test seeds. The spread of the five test accuracies is how far to trust one.",
    ),
    Entry(
        "dtype",
        "Precision",
        "How many bits a number has: single is about twice as fast, SciPy's methods need double.",
        "single: 32 bits, about 7 digits (2⁻²³ ≈ 1.2e-7)\ndouble: 64 bits, about 16 (2⁻⁵² ≈ 2.2e-16)",
        "Train with either: the curves are the same to the eye, and single is done in half the time.",
    ),
)

_FORM = (
    Entry(
        "recipe",
        "Recipe",
        "A set of settings with a name; choosing one fills in every field.",
        "",
        "Choose one, train, change a single setting and train again. The run before stays as a faint line.",
    ),
    Entry(
        "data",
        "Data",
        "The labeled digits that the network learns from and is tested on.",
        "data = training digits (validation digits among them) + test digits",
        "Look at them in the Data tab. Which of them could you not read yourself? No network can be sure of those.",
    ),
    Entry(
        "speed",
        "Speed",
        "How fast a run goes: slow enough to watch, or as fast as the computer can.",
        "",
        "Slow it down, and press Step to see what a single batch changes.",
    ),
    Entry(
        "parameters",
        "Parameters",
        "All numbers that training changes: the weights and the biases of every layer.",
        "400 pixels, 25 hidden units, 10 outputs: 401 × 25 + 26 × 10 = 10,285",
        "Double the hidden units, and see how the number grows.",
    ),
)

_TERMS = (
    Entry(
        "loss",
        "Loss",
        "How wrong the network is on average: 0 would be right and certain on every digit.",
        "loss = 1/m Σ −log hₜ; mere guessing costs −log 1/10 = 2.303",
        "Read the loss before the first epoch. It is near 2.3, the price of guessing.",
    ),
    Entry(
        "cost",
        "Cost",
        "What training makes small: the loss, and the price of large weights.",
        "cost = loss + λ / (2m) Σ w²",
        "Set the weight decay to 0. Cost and loss are the same.",
    ),
    Entry(
        "accuracy",
        "Accuracy",
        "The share of the digits whose most probable answer is the right one.",
        "accuracy = digits read correctly / all digits; mere guessing comes to 10 %",
        "Compare it with the loss. The loss goes on falling when the accuracy no longer rises, as right answers "
        "become more certain.",
    ),
    Entry(
        "training",
        "Training digits",
        "The digits that the network learns from; their curve is the solid line.",
        "m = the number of digits that are trained on",
        "Watch whether the training curve leaves the validation curve behind.",
    ),
    Entry(
        "validation",
        "Validation digits",
        "Digits that are set aside and not learned from, to see how well the network reads what is new to it; "
        "their curve is the dashed line.",
        "gap = validation loss − training loss: a wide one is overfitting",
        "Train a large network without weight decay, and watch the gap grow.",
    ),
    Entry(
        "overfitting",
        "Overfitting",
        "The network learns its training digits by heart, while it reads new ones no better, or worse.",
        "training loss falls, validation loss rises",
        "Give it few digits (Validation 90 %) and many units, then add weight decay.",
    ),
    Entry(
        "epoch",
        "Epoch",
        "One pass through all training digits.",
        "one epoch = ⌈m / batch size⌉ steps",
        "Press Step. An epoch is that many presses.",
    ),
    Entry(
        "batch",
        "Batch",
        "The digits whose gradients are averaged for one step.",
        "g = 1/B Σ gradient of each digit's loss, plus λ/m w",
        "Set the batch size to 1 and press Step. The bars jump after every digit.",
    ),
    Entry(
        "probability",
        "Probability of each digit",
        "How strongly the network believes in each digit; with softmax the ten add up to 1. It can be certain and "
        "wrong.",
        "hₖ = e^zₖ / Σⱼ e^zⱼ",
        "Draw something that is no digit. The network has to choose one all the same. Where it is wrong, press "
        "the row of the right digit, and your drawing is kept with that label.",
    ),
    Entry(
        "network_input",
        "What the network sees",
        "Your drawing as the network gets it: scaled to one size, centered by its ink, in a few pixels of gray.",
        "20×20 pixels, 0 for paper, 1 for ink; the longer side of the ink spans 14.3 pixels",
        "Draw the same digit small and in a corner. The network sees nearly the same.",
    ),
    Entry(
        "softmax",
        "Softmax",
        "Turns ten numbers into ten probabilities that add up to 1.",
        "hₖ = e^zₖ / Σⱼ e^zⱼ",
        "Draw a digit in two steps. When one bar rises, the others have to fall.",
    ),
    Entry(
        "cross-entropy",
        "Cross-entropy",
        "The loss of a digit: how surprised the network is by the right answer.",
        "−log hₜ: 0.03 at 97 %, 0.69 at 50 %, 2.30 at 10 %, 4.61 at 1 %",
        "Look in the Evaluation tab for the digits that are wrong and certain. They cost most.",
    ),
    Entry(
        "gradient",
        "Gradient",
        "For each weight, how fast the cost would rise if the weight grew; training steps the other way.",
        "g = ∂cost / ∂w",
        "Check it in the Mathematics tab against differences of the cost.",
    ),
    Entry(
        "backpropagation",
        "Backpropagation",
        "The chain rule, from the outputs back to the inputs: it gives the gradient of all weights in one pass.",
        "δ at the outputs = h − y; one layer earlier: δ ← (W δ) × f′(z)",
        "Follow one digit through it in the Mathematics tab, number by number.",
    ),
    Entry(
        "gradient-descent",
        "Gradient descent",
        "The plainest optimizer: a step against the gradient, as long as η says.",
        "w ← w − η g",
        "Train with it first, so that you know what the others improve on.",
    ),
    Entry(
        "nesterov",
        "Nesterov momentum",
        "Momentum that looks one step ahead before it turns.",
        "v ← μ v − η g, w ← w + μ v − η g",
        "Compare it with Momentum at a high learning rate.",
    ),
    Entry(
        "rmsprop",
        "RMSProp",
        "Divides each weight's step by the usual size of its own gradient.",
        "s ← ρ s + (1 − ρ) g², w ← w − η g / (√s + ε), ρ = 0.9, ε = 1e-8",
        "Use a learning rate of 0.001. Every weight moves by about η in a step.",
    ),
    Entry(
        "adam",
        "Adam",
        "Momentum, divided by the usual size of each weight's own gradient.",
        "m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²\n"
        "w ← w − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) m / (√v + ε), β₁ = 0.9, β₂ = 0.999, ε = 1e-8",
        "Choose it with a learning rate of 0.01. After twenty epochs hardly a training digit is misread.",
    ),
    Entry(
        "sigmoid",
        "Sigmoid",
        "Squeezes any number into 0 to 1; far from 0 it is flat, and learns slowly there.",
        "f(z) = 1 / (1 + e⁻ᶻ), f′ = f (1 − f), at most 1/4",
        "Train six sigmoid layers of 25 units. The gradient fades on its way back, and nothing is learned.",
    ),
    Entry(
        "tanh",
        "Tanh",
        "Squeezes any number into −1 to 1: a sigmoid that is centered at 0.",
        "f(z) = tanh z, f′ = 1 − f², at most 1",
        "Compare its curve with the sigmoid's in the Mathematics tab.",
    ),
    Entry(
        "relu",
        "ReLU",
        "Lets positive numbers through and turns negative ones into 0; quick to learn with.",
        "f(z) = max(0, z), f′ = 1 where z > 0, else 0",
        "Train six layers of 25 units with it, and then with Sigmoid.",
    ),
    Entry(
        "confusion",
        "Confusion matrix",
        "How many digits of each row were read as the digit of each column: the diagonal is right, all else is mistaken.",
        "cell (i, j) = digits that are i and were read as j",
        "Choose the fullest cell off the diagonal, and look at its digits. Some of them you might have misread yourself.",
    ),
    Entry(
        "precision",
        "Precision, recall and F1",
        "Precision: how many of the digits read as 3 are a 3; recall: how many of the 3s are read as a 3; F1 is high only "
        "where both are.",
        "precision P = right / read as 3, recall R = right / all 3s, F1 = 2 P R / (P + R)",
        "Find the digit with the lowest recall, and look in the confusion matrix for what it is taken for.",
    ),
    Entry(
        "gradient-check",
        "Gradient check",
        "Compares the gradient of backpropagation with differences of the cost; if both agree, the code is right.",
        "∂cost / ∂w ≈ (cost(w + ε) − cost(w − ε)) / 2ε",
        "Check it: the relative difference is about a billionth.",
    ),
    Entry(
        "weights",
        "Weights",
        "What each unit multiplies its inputs by, drawn as a picture: red where ink speaks for the unit, blue "
        "where it speaks against it.",
        "z = Σ wᵢ xᵢ + b",
        "Look for a unit whose picture resembles a stroke, and draw that stroke.",
    ),
)

ENTRIES: dict[str, Entry] = {entry.term: entry for entry in (*_FORM, *_SETTINGS, *_TERMS)}
"""Every entry by its term."""


def groups() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries under their headings, which are in the user's language."""
    say = QCoreApplication.translate
    return (
        (say(_CONTEXT, "Settings"), (*_FORM, *_SETTINGS)),
        (say(_CONTEXT, "Curves, bars and the mathematics behind them"), _TERMS),
    )


def entry_of(term: str) -> Entry | None:
    """The entry of a term, if there is one."""
    return ENTRIES.get(term)


SETTING_TERMS: tuple[str, ...] = tuple(TrainingConfig.__dataclass_fields__)
"""The terms that are settings."""
