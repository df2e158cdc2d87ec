"""What every setting and every term means: a sentence, its formula, and something to try.

The formulas are those of the engine (``engine.nn.losses``, ``engine.optim.optimizers`` and so on); what "Try this" says
will be seen was tried on the bundled digits.
"""

from dataclasses import dataclass
from html import escape

from gui.translation import QT_TRANSLATE_NOOP, translate


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
            translate("Glossary", part) if part else ""
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
    return translate("Glossary", "Try this:")


_SETTINGS = (
    Entry(
        "hidden_layers",
        QT_TRANSLATE_NOOP("Glossary", "Hidden layers"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The layers between the pixels and the ten outputs: units that add up their weighted inputs and pass the sum "
            "through the activation, and among them convolutions, pools and dropout.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "a = f(W x + b), with (inputs + 1) × units parameters a layer"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Set it to 2: two units can hardly tell ten digits apart. Then leave it empty: without a hidden layer the "
            "network compares the drawing with ten templates.",
        ),
    ),
    Entry(
        "hidden_activation",
        QT_TRANSLATE_NOOP("Glossary", "Activation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The function that each hidden unit applies to its sum; without one, many layers could do no more than "
            "one layer does.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "sigmoid: f(z) = 1 / (1 + e⁻ᶻ)\ntanh: f(z) = tanh z\nReLU: f(z) = max(0, z)"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Train with Sigmoid, then with ReLU and nothing else changed. The loss falls much faster."
        ),
    ),
    Entry(
        "output_loss",
        QT_TRANSLATE_NOOP("Glossary", "Output and loss"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How the ten outputs are computed, and how much a wrong answer costs; training makes this cost small.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "softmax + cross-entropy: −log hₜ, t the true digit\n"
            "sigmoid + cross-entropy: Σ −y log h − (1 − y) log(1 − h)\n"
            "sigmoid + squared error: ½ Σ (h − y)²",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Choose the squared error. With the same learning rate the network learns far more slowly, because its "
            "gradient is multiplied by h (1 − h), which is at most 1/4.",
        ),
    ),
    Entry(
        "initialization",
        QT_TRANSLATE_NOOP("Glossary", "First weights"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The random weights that training starts from; they must differ, or all units would learn the same.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Glorot: ±√(6 / (n_in + n_out))\nHe: ±√(6 / n_in), for ReLU\nUniform: ±0.12 or ±0.1, biases too\n"
            "Normal: N(0, 1) or N(0, 1/n_in), biases N(0, 1)\n"
            "Filters K×K: n_in = K² × channels, n_out = K² × filters",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Press New random weights: the pictures of the weights are noise. Then train, and watch strokes appear in "
            "them.",
        ),
    ),
    Entry(
        "seed",
        QT_TRANSLATE_NOOP("Glossary", "Seed"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The number that all chance in a run comes from: the first weights, the validation digits, the order of "
            "the digits and their distortions.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "same seed + same settings + same data = same run"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train twice with the same seed: the curves lie on each other. Train with another: how far apart they lie "
            "is chance, and no setting's doing.",
        ),
    ),
    Entry(
        "optimizer",
        QT_TRANSLATE_NOOP("Glossary", "Optimizer"),
        QT_TRANSLATE_NOOP("Glossary", "The rule by which the gradient g changes the weights w in each step."),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "gradient descent: w ← w − η g\nmomentum: v ← μ v − η g, w ← w + v\nAdam: w ← w − ηₜ m / (√v + ε)",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary", "Choose Momentum instead of Gradient descent. Twenty epochs come to what took hundreds."
        ),
    ),
    Entry(
        "learning_rate",
        QT_TRANSLATE_NOOP("Glossary", "Learning rate η"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How far each step goes against the gradient: too small and nothing seems to happen, too large and the "
            "loss jumps about instead of falling.",
        ),
        "w ← w − η g",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train with 0.03, with 0.3 and with 30. The second learns faster, the third never gets beyond guessing. "
            "It can be changed while it trains.",
        ),
    ),
    Entry(
        "momentum",
        QT_TRANSLATE_NOOP("Glossary", "Momentum μ"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The share of the last step that is taken again, so that steps in one direction build up speed, like a "
            "ball that rolls downhill.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary", "v ← μ v − η g, w ← w + v\nsteady steps grow up to 1 / (1 − μ) times: 10 times for μ = 0.9"
        ),
        QT_TRANSLATE_NOOP(
            "Glossary", "Choose the optimizer Momentum and train with μ = 0 (plain gradient descent), then with 0.9."
        ),
    ),
    Entry(
        "schedule",
        QT_TRANSLATE_NOOP("Glossary", "Schedule"),
        QT_TRANSLATE_NOOP(
            "Glossary", "How the learning rate changes during a run: large steps to get near, small ones to settle."
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "step: η γ^⌊epoch / s⌋\n"
            "cosine: η (1 + cos πt) / 2, with t from 0 to 1\n"
            "one cycle: η / 25 up to η in 30 % of the run, then down to η / 250,000",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train with a high learning rate that is constant, then with Cosine. The end of the curve is smoother.",
        ),
    ),
    Entry(
        "step_epochs",
        QT_TRANSLATE_NOOP("Glossary", "Step every"),
        QT_TRANSLATE_NOOP("Glossary", "With the schedule Step: after how many epochs s the learning rate changes."),
        "η γ^⌊epoch / s⌋",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Set it to a tenth of the epochs. With γ = 0.5 the last steps are 512 times shorter than the first.",
        ),
    ),
    Entry(
        "step_factor",
        QT_TRANSLATE_NOOP("Glossary", "Step factor γ"),
        QT_TRANSLATE_NOOP("Glossary", "With the schedule Step: what the learning rate is multiplied by each time."),
        "η γ^⌊epoch / s⌋",
        QT_TRANSLATE_NOOP(
            "Glossary", "Compare 0.5 with 1. A factor of 1 changes nothing, so the schedule is constant."
        ),
    ),
    Entry(
        "batch_size",
        QT_TRANSLATE_NOOP("Glossary", "Batch size"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How many digits the gradient is averaged over before the weights change once: fewer give more, but "
            "noisier, steps in an epoch.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "steps an epoch = ⌈m / batch size⌉, m the number of training digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train 20 epochs with 1, with 32 and with 0 (all digits at once). The first takes m times as many steps "
            "as the last, and gets much further.",
        ),
    ),
    Entry(
        "shuffle",
        QT_TRANSLATE_NOOP("Glossary", "Order"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Whether each epoch takes the digits in another order; else, in the order in which the data holds them.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "one epoch = every training digit once, in any order"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Switch it off. These digits are well mixed, so little changes. Data that is sorted by digit learns badly "
            "without it.",
        ),
    ),
    Entry(
        "weight_decay",
        QT_TRANSLATE_NOOP("Glossary", "Weight decay λ"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A price on large weights, which keeps the network from learning single digits by heart; biases are free.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "cost = loss + λ / (2m) Σ w², m the number of training digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train with 100. The weights stay pale, and the network reads little more than half of the digits. Then "
            "put it back.",
        ),
    ),
    Entry(
        "epochs",
        QT_TRANSLATE_NOOP("Glossary", "Epochs"),
        QT_TRANSLATE_NOOP("Glossary", "How often the run goes through all training digits."),
        QT_TRANSLATE_NOOP("Glossary", "steps = epochs × ⌈m / batch size⌉, m the number of training digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Find the epoch from which the validation curve hardly falls. What comes after it teaches little.",
        ),
    ),
    Entry(
        "validation_fraction",
        QT_TRANSLATE_NOOP("Glossary", "Validation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The share of the training digits that is set aside to see how well the network reads digits that it does "
            "not learn from.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "validation digits = share × training digits, the same share of every class"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Set it to 50 %. Half of the digits are left to learn from, and the two curves move further apart.",
        ),
    ),
    Entry(
        "validation_seed",
        QT_TRANSLATE_NOOP("Glossary", "Validation seed"),
        QT_TRANSLATE_NOOP("Glossary", "The number that draws the validation digits; usually the seed of the run does."),
        QT_TRANSLATE_NOOP("Glossary", "same data + same share + same validation seed = same validation digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Give it a number and train with five different seeds: what differs is the networks alone, as all are "
            "measured on the same digits.",
        ),
    ),
    Entry(
        "patience",
        QT_TRANSLATE_NOOP("Glossary", "Stop early"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How many epochs the validation loss may go without a new lowest value before the run stops and takes back "
            "its best weights.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "stop when epoch − best epoch = patience; 0 for never"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Choose a large network with Adam and a patience of 20. It stops by itself, often long before its end.",
        ),
    ),
    Entry(
        "tolerance",
        QT_TRANSLATE_NOOP("Glossary", "Tolerance"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The least by which an epoch has to lower the cost for the run to go on; asked from the tenth epoch on.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "stop when cost before − cost now < tolerance; 0 for never"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Set it to 0.001. The run ends where the curve has become flat, not where its epochs run out."
        ),
    ),
    Entry(
        "input_format",
        QT_TRANSLATE_NOOP("Glossary", "Format"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How many pixels the network reads, and how the ink lies in them: 20 × 20 as in the course, 28 × 28 as in "
            "MNIST, or 8 × 8 blocks. Data of another format is resampled.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "inputs = height × width: 400, 784 or 64"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Choose 28 × 28 and press Train: the panel What the network sees shows your digit in finer pixels.",
        ),
    ),
    Entry(
        "input_scaling",
        QT_TRANSLATE_NOOP("Glossary", "Inputs"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How the value x of a pixel is scaled before the network gets it; inputs of similar size are easier to "
            "learn from.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "as they are: x, from 0 (paper) to 1 (ink)\n"
            "from −1 to 1: 2x − 1\n"
            "standardized: (x − mean) / standard deviation of each pixel",
        ),
        QT_TRANSLATE_NOOP("Glossary", "Choose Standardized. With the same learning rate the loss falls much faster."),
    ),
    Entry(
        "augmentation",
        QT_TRANSLATE_NOOP("Glossary", "Augmentation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Each epoch trains on freshly distorted copies of the digits, so that the network learns what does not "
            "matter: a shift, a slant, a thicker pen.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "digits to validate and to test on stay as they are"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Press Show and choose Strong. Would you still read them all? Training takes longer, as no digit comes "
            "twice alike.",
        ),
    ),
    Entry(
        "split",
        QT_TRANSLATE_NOOP("Glossary", "Test digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Which digits are kept for testing: training never sees them, so they show how well the network reads "
            "what is new to it.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "data = training digits (validation digits among them) + test digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Evaluate in the Evaluation tab on the training digits, then on the test digits. The second is the honest "
            "figure.",
        ),
    ),
    Entry(
        "test_fraction",
        QT_TRANSLATE_NOOP("Glossary", "Test share"),
        QT_TRANSLATE_NOOP("Glossary", "The share of all digits that is kept for testing."),
        QT_TRANSLATE_NOOP("Glossary", "test digits = ⌈share × all digits⌉"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Set it to 90 %. The network has few digits to learn from, and its test accuracy falls."
        ),
    ),
    Entry(
        "split_seed",
        QT_TRANSLATE_NOOP("Glossary", "Test seed"),
        QT_TRANSLATE_NOOP("Glossary", "The number that draws which digits are kept for testing."),
        QT_TRANSLATE_NOOP("Glossary", "same data + same share + same seed = same test digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train with five different test seeds. The spread of the five test accuracies is how far to trust one.",
        ),
    ),
    Entry(
        "test_count",
        QT_TRANSLATE_NOOP("Glossary", "Test count"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How many digits at the end of the data are kept for testing, in the order in which the data has them.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "test digits = the last n, training digits = those before them"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Published figures often name such a split. Keep the last 10,000 of MNIST, and compare with them.",
        ),
    ),
    Entry(
        "dtype",
        QT_TRANSLATE_NOOP("Glossary", "Precision"),
        QT_TRANSLATE_NOOP(
            "Glossary", "How many bits a number has: single is about twice as fast, SciPy's methods need double."
        ),
        QT_TRANSLATE_NOOP(
            "Glossary", "single: 32 bits, about 7 digits (2⁻²³ ≈ 1.2e-7)\ndouble: 64 bits, about 16 (2⁻⁵² ≈ 2.2e-16)"
        ),
        QT_TRANSLATE_NOOP(
            "Glossary", "Train with either: the curves are the same to the eye, and single is done in half the time."
        ),
    ),
)

_FORM = (
    Entry(
        "recipe",
        QT_TRANSLATE_NOOP("Glossary", "Recipe"),
        QT_TRANSLATE_NOOP("Glossary", "A set of settings with a name; choosing one fills in every field."),
        "",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Choose one, train, change a single setting and train again. The run before stays as a faint line.",
        ),
    ),
    Entry(
        "data",
        QT_TRANSLATE_NOOP("Glossary", "Data"),
        QT_TRANSLATE_NOOP("Glossary", "The labeled digits that the network learns from and is tested on."),
        QT_TRANSLATE_NOOP("Glossary", "data = training digits (validation digits among them) + test digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Look at them in the Data tab. Which of them could you not read yourself? No network can be sure of those.",
        ),
    ),
    Entry(
        "speed",
        QT_TRANSLATE_NOOP("Glossary", "Speed"),
        QT_TRANSLATE_NOOP("Glossary", "How fast a run goes: slow enough to watch, or as fast as the computer can."),
        "",
        QT_TRANSLATE_NOOP("Glossary", "Slow it down, and press Step to see what a single batch changes."),
    ),
    Entry(
        "parameters",
        QT_TRANSLATE_NOOP("Glossary", "Parameters"),
        QT_TRANSLATE_NOOP("Glossary", "All numbers that training changes: the weights and the biases of every layer."),
        QT_TRANSLATE_NOOP("Glossary", "400 pixels, 25 hidden units, 10 outputs: 401 × 25 + 26 × 10 = 10,285"),
        QT_TRANSLATE_NOOP("Glossary", "Double the hidden units, and see how the number grows."),
    ),
)

_TERMS = (
    Entry(
        "loss",
        QT_TRANSLATE_NOOP("Glossary", "Loss"),
        QT_TRANSLATE_NOOP(
            "Glossary", "How wrong the network is on average: 0 would be right and certain on every digit."
        ),
        QT_TRANSLATE_NOOP("Glossary", "loss = 1/m Σ −log hₜ; mere guessing costs −log 1/10 = 2.303"),
        QT_TRANSLATE_NOOP("Glossary", "Read the loss before the first epoch. It is near 2.3, the price of guessing."),
    ),
    Entry(
        "cost",
        QT_TRANSLATE_NOOP("Glossary", "Cost"),
        QT_TRANSLATE_NOOP("Glossary", "What training makes small: the loss, and the price of large weights."),
        "cost = loss + λ / (2m) Σ w²",
        QT_TRANSLATE_NOOP("Glossary", "Set the weight decay to 0. Cost and loss are the same."),
    ),
    Entry(
        "accuracy",
        QT_TRANSLATE_NOOP("Glossary", "Accuracy"),
        QT_TRANSLATE_NOOP("Glossary", "The share of the digits whose most probable answer is the right one."),
        QT_TRANSLATE_NOOP("Glossary", "accuracy = digits read correctly / all digits; mere guessing comes to 10 %"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Compare it with the loss. The loss goes on falling when the accuracy no longer rises, as right answers "
            "become more certain.",
        ),
    ),
    Entry(
        "training",
        QT_TRANSLATE_NOOP("Glossary", "Training digits"),
        QT_TRANSLATE_NOOP("Glossary", "The digits that the network learns from; their curve is the solid line."),
        QT_TRANSLATE_NOOP("Glossary", "m = the number of digits that are trained on"),
        QT_TRANSLATE_NOOP("Glossary", "Watch whether the training curve leaves the validation curve behind."),
    ),
    Entry(
        "validation",
        QT_TRANSLATE_NOOP("Glossary", "Validation digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Digits that are set aside and not learned from, to see how well the network reads what is new to it; "
            "their curve is the dashed line.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "gap = validation loss − training loss: a wide one is overfitting"),
        QT_TRANSLATE_NOOP("Glossary", "Train a large network without weight decay, and watch the gap grow."),
    ),
    Entry(
        "overfitting",
        QT_TRANSLATE_NOOP("Glossary", "Overfitting"),
        QT_TRANSLATE_NOOP(
            "Glossary", "The network learns its training digits by heart, while it reads new ones no better, or worse."
        ),
        QT_TRANSLATE_NOOP("Glossary", "training loss falls, validation loss rises"),
        QT_TRANSLATE_NOOP("Glossary", "Give it few digits (Validation 90 %) and many units, then add weight decay."),
    ),
    Entry(
        "epoch",
        QT_TRANSLATE_NOOP("Glossary", "Epoch"),
        QT_TRANSLATE_NOOP("Glossary", "One pass through all training digits."),
        QT_TRANSLATE_NOOP("Glossary", "one epoch = ⌈m / batch size⌉ steps"),
        QT_TRANSLATE_NOOP("Glossary", "Press Step. An epoch is that many presses."),
    ),
    Entry(
        "batch",
        QT_TRANSLATE_NOOP("Glossary", "Batch"),
        QT_TRANSLATE_NOOP("Glossary", "The digits whose gradients are averaged for one step."),
        QT_TRANSLATE_NOOP("Glossary", "g = 1/B Σ gradient of each digit's loss, plus λ/m w"),
        QT_TRANSLATE_NOOP("Glossary", "Set the batch size to 1 and press Step. The bars jump after every digit."),
    ),
    Entry(
        "probability",
        QT_TRANSLATE_NOOP("Glossary", "Probability of each digit"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How strongly the network believes in each digit; with softmax the ten add up to 1. It can be certain and "
            "wrong.",
        ),
        "hₖ = e^zₖ / Σⱼ e^zⱼ",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Draw something that is no digit. The network has to choose one all the same. Where it is wrong, press "
            "the row of the right digit, and your drawing is kept with that label.",
        ),
    ),
    Entry(
        "network_input",
        QT_TRANSLATE_NOOP("Glossary", "What the network sees"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Your drawing as the network gets it: scaled to one size, centered by its ink, in a few pixels of gray.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "20×20 pixels, 0 for paper, 1 for ink; the longer side of the ink spans 14.3 pixels\n28×28: it spans 20 pixels",
        ),
        QT_TRANSLATE_NOOP("Glossary", "Draw the same digit small and in a corner. The network sees nearly the same."),
    ),
    Entry(
        "softmax",
        QT_TRANSLATE_NOOP("Glossary", "Softmax"),
        QT_TRANSLATE_NOOP("Glossary", "Turns ten numbers into ten probabilities that add up to 1."),
        "hₖ = e^zₖ / Σⱼ e^zⱼ",
        QT_TRANSLATE_NOOP("Glossary", "Draw a digit in two steps. When one bar rises, the others have to fall."),
    ),
    Entry(
        "cross-entropy",
        QT_TRANSLATE_NOOP("Glossary", "Cross-entropy"),
        QT_TRANSLATE_NOOP("Glossary", "The loss of a digit: how surprised the network is by the right answer."),
        QT_TRANSLATE_NOOP("Glossary", "−log hₜ: 0.03 at 97 %, 0.69 at 50 %, 2.30 at 10 %, 4.61 at 1 %"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Look in the Evaluation tab for the digits that are wrong and certain. They cost most."
        ),
    ),
    Entry(
        "gradient",
        QT_TRANSLATE_NOOP("Glossary", "Gradient"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "For each weight, how fast the cost would rise if the weight grew; training steps the other way.",
        ),
        "g = ∂cost / ∂w",
        QT_TRANSLATE_NOOP("Glossary", "Check it in the Mathematics tab against differences of the cost."),
    ),
    Entry(
        "backpropagation",
        QT_TRANSLATE_NOOP("Glossary", "Backpropagation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The chain rule, from the outputs back to the inputs: it gives the gradient of all weights in one pass.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "δ at the outputs = h − y; one layer earlier: δ ← (W δ) × f′(z)"),
        QT_TRANSLATE_NOOP("Glossary", "Follow one digit through it in the Mathematics tab, number by number."),
    ),
    Entry(
        "gradient-descent",
        QT_TRANSLATE_NOOP("Glossary", "Gradient descent"),
        QT_TRANSLATE_NOOP("Glossary", "The plainest optimizer: a step against the gradient, as long as η says."),
        "w ← w − η g",
        QT_TRANSLATE_NOOP("Glossary", "Train with it first, so that you know what the others improve on."),
    ),
    Entry(
        "nesterov",
        QT_TRANSLATE_NOOP("Glossary", "Nesterov momentum"),
        QT_TRANSLATE_NOOP("Glossary", "Momentum that looks one step ahead before it turns."),
        "v ← μ v − η g, w ← w + μ v − η g",
        QT_TRANSLATE_NOOP("Glossary", "Compare it with Momentum at a high learning rate."),
    ),
    Entry(
        "rmsprop",
        "RMSProp",
        QT_TRANSLATE_NOOP("Glossary", "Divides each weight's step by the usual size of its own gradient."),
        "s ← ρ s + (1 − ρ) g², w ← w − η g / (√s + ε), ρ = 0.9, ε = 1e-8",
        QT_TRANSLATE_NOOP("Glossary", "Use a learning rate of 0.001. Every weight moves by about η in a step."),
    ),
    Entry(
        "adam",
        QT_TRANSLATE_NOOP("Glossary", "Adam"),
        QT_TRANSLATE_NOOP("Glossary", "Momentum, divided by the usual size of each weight's own gradient."),
        "m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²\n"
        "w ← w − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) m / (√v + ε), β₁ = 0.9, β₂ = 0.999, ε = 1e-8",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Choose it with a learning rate of 0.01. After twenty epochs hardly a training digit is misread.",
        ),
    ),
    Entry(
        "sigmoid",
        QT_TRANSLATE_NOOP("Glossary", "Sigmoid"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Squeezes any number into 0 to 1; far from 0 it is flat, and learns slowly there."
        ),
        QT_TRANSLATE_NOOP("Glossary", "f(z) = 1 / (1 + e⁻ᶻ), f′ = f (1 − f), at most 1/4"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train six sigmoid layers of 25 units. The gradient fades on its way back, and nothing is learned.",
        ),
    ),
    Entry(
        "tanh",
        QT_TRANSLATE_NOOP("Glossary", "Tanh"),
        QT_TRANSLATE_NOOP("Glossary", "Squeezes any number into −1 to 1: a sigmoid that is centered at 0."),
        QT_TRANSLATE_NOOP("Glossary", "f(z) = tanh z, f′ = 1 − f², at most 1"),
        QT_TRANSLATE_NOOP("Glossary", "Compare its curve with the sigmoid's in the Mathematics tab."),
    ),
    Entry(
        "relu",
        QT_TRANSLATE_NOOP("Glossary", "ReLU"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Lets positive numbers through and turns negative ones into 0; quick to learn with."
        ),
        QT_TRANSLATE_NOOP("Glossary", "f(z) = max(0, z), f′ = 1 where z > 0, else 0"),
        QT_TRANSLATE_NOOP("Glossary", "Train six layers of 25 units with it, and then with Sigmoid."),
    ),
    Entry(
        "convolution",
        QT_TRANSLATE_NOOP("Glossary", "Convolution"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A layer of filters: each looks at every place of the picture through the same few weights, and answers how "
            "well what is there matches them.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "z[y, x] = b + Σ W[i, j] a[y + i, x + j], summed over all channels, then f(z)\n"
            "8 filters 5×5 on one channel: 8 × (25 + 1) = 208 parameters",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Set the hidden layers to conv 8 5x5, pool 2, 64 and train. The pictures of the weights are the eight filters.",
        ),
    ),
    Entry(
        "feature-map",
        QT_TRANSLATE_NOOP("Glossary", "Feature map"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What one filter makes of a picture: a picture again, with more ink where the filter found what it looks for.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "H×W pixels, a filter K×K: a map of (H − K + 1) × (W − K + 1); with same, H × W\n20×20 pixels, 5×5: 16×16",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Open the list beside Hidden layers: 16×16×8 is what a convolution puts out, eight maps of 16×16.",
        ),
    ),
    Entry(
        "pooling",
        QT_TRANSLATE_NOOP("Glossary", "Pooling"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Keeps the largest of each square of a feature map: what was found stays, and where exactly is left out.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "p[y, x] = max a[s y + i, s x + j], i and j from 0 to s − 1; no parameters"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Set the hidden layers to conv 8 5x5, 64, then to conv 8 5x5, pool 2, 64. The network has a quarter of the "
            "parameters.",
        ),
    ),
    Entry(
        "dropout",
        QT_TRANSLATE_NOOP("Glossary", "Dropout"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "While the network trains, each value is left out with the probability p, so that no unit can rely on another "
            "one; when it reads, nothing is left out.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary", "in training y = m x / (1 − p), with m = 0 with the probability p, else 1; else y = x"
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train a large network, and again with dropout 0.5 as its last hidden layer. The gap between the two curves "
            "of the accuracy is narrower.",
        ),
    ),
    Entry(
        "checkpoint",
        QT_TRANSLATE_NOOP("Glossary", "Checkpoint"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A copy of the network at a moment of its run, up to 64 of them, evenly in log time: most are early, when most "
            "is learned.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "log time = log(1 + epoch)"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Draw a digit, train, and drag the slider under the curves to find when the network first reads it.",
        ),
    ),
    Entry(
        "seed-spread",
        QT_TRANSLATE_NOOP("Glossary", "Spread over seeds"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How far runs lie apart that differ in nothing but the seed: two settings whose runs lie no further apart do "
            "not truly differ.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "mean ± s,  s = √(Σ (x − mean)² / (n − 1)) over n seeds"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Train, select the run in the Runs tab, and press Same with 5 seeds: the band is what chance alone makes.",
        ),
    ),
    Entry(
        "sweep",
        QT_TRANSLATE_NOOP("Glossary", "Sweep"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Many runs that differ in the settings you choose: all measured on the same validation digits, computed "
            "beside the window, and compared best first.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "runs = combinations × seeds"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Choose Training › Sweep › Open the sweep, leave the learning rate as it is, and press Start sweep: too small "
            "a rate learns little in the time, too large a one not at all.",
        ),
    ),
    Entry(
        "sweep-values",
        QT_TRANSLATE_NOOP("Glossary", "Values of a sweep"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What a setting takes, one after the other: a list, with semicolons where values have commas, or a range.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "0.1, 0.3, 1   25; 128, 64   0.001..1 log 7"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Type 0.001..1 log 7 for the learning rate: seven values, each about three times the one before, as rates "
            "differ by factors and not by amounts.",
        ),
    ),
    Entry(
        "random-search",
        QT_TRANSLATE_NOOP("Glossary", "Random search"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A grid trains every combination of the values; random search draws some, and so tries more values of each "
            "setting in the same number of runs.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "9 runs: 3 × 3 values, or 9 of each"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Vary learning rate and weight decay, 20 combinations at random: where only the rate matters, you see twenty "
            "rates.",
        ),
    ),
    Entry(
        "parallel-coordinates",
        QT_TRANSLATE_NOOP("Glossary", "Parallel coordinates"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A picture of more than two settings: an upright axis for each and one for the result, and a line through "
            "its values for each combination; more ink reads better.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "a line = a combination"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Look where the dark lines pass an axis together: that setting matters, and there it should be."
        ),
    ),
    Entry(
        "integrated-gradients",
        QT_TRANSLATE_NOOP("Glossary", "Integrated gradients"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Share the lead of one digit over another out among the pixels: the drawing fades in from empty paper, and "
            "what each pixel does to the lead meanwhile is summed up. Ink that is missing gets no part.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "part i = xᵢ ∫₀¹ ∂(z_a − z_b)/∂xᵢ (t x) dt\nempty paper + Σ parts = lead z_a − z_b",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Draw a 3 in the tab Why and ask for 8: the blue ink is what the two have in common.",
        ),
    ),
    Entry(
        "occlusion",
        QT_TRANSLATE_NOOP("Glossary", "Occlusion"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Erases a small square of the drawing, looks how the answer changes, and does so everywhere. The squares "
            "overlap, so the changes do not add up.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "part i = lead(x) − lead(x without the 3 × 3 pixels around i)"),
        QT_TRANSLATE_NOOP("Glossary", "Choose it as the method in the tab Why: what is missing from the sum is shown."),
    ),
    Entry(
        "gradient-times-ink",
        QT_TRANSLATE_NOOP("Glossary", "Gradient × ink"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Each pixel's ink times the slope of the lead there: what a little more ink would do. It is exact for a "
            "network without hidden layers.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "part i = xᵢ ∂(z_a − z_b)/∂xᵢ (x)"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Train without hidden layers, choose it in the tab Why, and nothing is missing from the sum."
        ),
    ),
    Entry(
        "principal-components",
        QT_TRANSLATE_NOOP("Glossary", "Principal components"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The directions in which many points differ most, each at right angles to those before. The first two make "
            "the flat picture that loses least.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "eigenvectors of the covariance 1/n Σ (x − mean)(x − mean)ᵀ"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Open the tab Why, press New random weights and Train: the classes part on the map."
        ),
    ),
    Entry(
        "counterfactual",
        QT_TRANSLATE_NOOP("Glossary", "Smallest change"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A small change of a picture after which the network answers something else, found by following the slope of "
            "its scores. That a smaller one exists is never ruled out.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "x + δ with few and small δ, so that z_b > z of all other digits"),
        QT_TRANSLATE_NOOP("Glossary", "Put the change on the canvas, and see whether you would have noticed it."),
    ),
    Entry(
        "ideal-picture",
        QT_TRANSLATE_NOOP("Glossary", "Ideal picture"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The picture that a digit's output, or a unit, answers most to, grown by following the gradient of its z by "
            "the pixels. Begun with noise and not blurred, it stays noise that the network is sure of.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "x ← clip(blur(x + η ∂z/∂x)), from gray, until z grows no more"),
        QT_TRANSLATE_NOOP("Glossary", "Press What it looks for in the tab Why, and Train: watch the picture change."),
    ),
    Entry(
        "nearest",
        QT_TRANSLATE_NOOP("Glossary", "Nearest digits"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The training digits to which the last hidden layer answers most alike. A drawing that is misread often has "
            "neighbors of the wrong label.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "distance² = Σ (aᵢ − bᵢ)² over the units of the last hidden layer"),
        QT_TRANSLATE_NOOP("Glossary", "Draw something between a 4 and a 9, and watch the five digits change."),
    ),
    Entry(
        "confusion",
        QT_TRANSLATE_NOOP("Glossary", "Confusion matrix"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How many digits of each row were read as the digit of each column: the diagonal is right, all else is "
            "mistaken.",
        ),
        QT_TRANSLATE_NOOP("Glossary", "cell (i, j) = digits that are i and were read as j"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Choose the fullest cell off the diagonal, and look at its digits. Some of them you might have misread "
            "yourself.",
        ),
    ),
    Entry(
        "precision",
        QT_TRANSLATE_NOOP("Glossary", "Precision, recall and F1"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Precision: how many of the digits read as 3 are a 3; recall: how many of the 3s are read as a 3; F1 is "
            "high only where both are.",
        ),
        QT_TRANSLATE_NOOP(
            "Glossary", "precision P = right / read as 3, recall R = right / all 3s, F1 = 2 P R / (P + R)"
        ),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Find the digit with the lowest recall, and look in the confusion matrix for what it is taken for.",
        ),
    ),
    Entry(
        "gradient-check",
        QT_TRANSLATE_NOOP("Glossary", "Gradient check"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Compares the gradient of backpropagation with differences of the cost; if both agree, the code is right.",
        ),
        "∂cost / ∂w ≈ (cost(w + ε) − cost(w − ε)) / 2ε",
        QT_TRANSLATE_NOOP("Glossary", "Check it: the relative difference is about a billionth."),
    ),
    Entry(
        "weights",
        QT_TRANSLATE_NOOP("Glossary", "Weights"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What each unit, or filter, multiplies its inputs by, drawn as a picture: red where ink speaks for it, blue "
            "where it speaks against it.",
        ),
        "z = Σ wᵢ xᵢ + b",
        QT_TRANSLATE_NOOP("Glossary", "Look for a unit whose picture resembles a stroke, and draw that stroke."),
    ),
)

ENTRIES: dict[str, Entry] = {entry.term: entry for entry in (*_FORM, *_SETTINGS, *_TERMS)}
"""Every entry by its term."""


def groups() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries under their headings, which are in the user's language."""
    return (
        (translate("Glossary", "Settings"), (*_FORM, *_SETTINGS)),
        (translate("Glossary", "Curves, bars and the mathematics behind them"), _TERMS),
    )


def entry_of(term: str) -> Entry | None:
    """The entry of a term, if there is one."""
    return ENTRIES.get(term)
