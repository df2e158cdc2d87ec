"""Every sentence of the engine in English, by its key.

A template is filled as by ``str.format``: ``{path}``, ``{n:,}``; ``{n|digit|digits}`` is the first word where n is 1, else
the second. A sentence is one line for the person at the screen: what was expected, what was got, and what to do.
A key is ``area.what_happened``. Every key is used, and with just the values that its template names: a test sees to it.
"""

ENGLISH: dict[str, str] = {
    "closed.archive": "{file}: expected a file, got an archive of files; unpack it, and open what is in it",
    "closed.feather": (
        "{file}: expected a table of text, got an Arrow file, which needs a package to be read; in Python: "
        "import pandas; pandas.read_feather({name}).to_csv('digits.csv', index=False)"
    ),
    "closed.hdf5_digits": (
        "{file}: expected digits, got an HDF5 file, which needs a package to be read; in Python, with the names of its "
        "arrays: import h5py, numpy; f = h5py.File({name}); numpy.savez('digits.npz', X=f['X'][:], y=f['y'][:])"
    ),
    "closed.hdf5_network": (
        "{file}: expected a network, got one that Keras saved as HDF5, which needs Keras to be read and may hold code; in "
        "Python: import keras; keras.models.load_model({name}).export('network.onnx', format='onnx')"
    ),
    "closed.joblib_digits": (
        "{file}: expected digits, got a file of joblib, which may run any code when it is read; if you trust it, in "
        "Python: import joblib, numpy; X, y = joblib.load({name}); numpy.savez('digits.npz', X=X, y=y)"
    ),
    "closed.joblib_network": (
        "{file}: expected a network, got a file of joblib, which may run any code when it is read; if you trust it, in "
        "Python: import joblib, numpy; n = joblib.load({name}); numpy.savez('network.npz', activation=n.activation, "
        "**{{f'W{{i}}': w for i, w in enumerate(n.coefs_)}}, **{{f'b{{i}}': b for i, b in enumerate(n.intercepts_)}})"
    ),
    "closed.keras": (
        "{file}: expected another file, got a network that Keras saved, which needs Keras to be read and may hold code; in "
        "Python: import keras; keras.models.load_model({name}).export('network.onnx', format='onnx')"
    ),
    "closed.parquet": (
        "{file}: expected a table of text, got a Parquet file, which needs a package to be read; in Python: import pandas; "
        "pandas.read_parquet({name}).to_csv('digits.csv', index=False)"
    ),
    "closed.pickle_digits": (
        "{file}: expected digits, got a Python pickle, which may run any code when it is read; if you trust it, in Python, "
        "for the usual mnist.pkl.gz: import gzip, numpy, pickle; (X, y), *_ = pickle.load(gzip.open({name}), "
        "encoding='latin1'); numpy.savez('digits.npz', X=X, y=y)"
    ),
    "closed.pickle_network": (
        "{file}: expected a network, got a Python pickle, which may run any code when it is read; if you trust it, in "
        "Python: import numpy, pickle; n = pickle.load(open({name}, 'rb')); numpy.savez('network.npz', W1=n.coefs_[0], "
        "b1=n.intercepts_[0], W2=n.coefs_[1], b2=n.intercepts_[1], activation=n.activation)"
    ),
    "closed.safetensors": (
        "{file}: expected a network, got tensors without the network that they belong to; in Python, for dense layers: "
        "import numpy, safetensors.numpy; numpy.savez('network.npz', **safetensors.numpy.load_file({name}))"
    ),
    "closed.saved_model": (
        "{file}: expected a network, got one that TensorFlow saved, which needs TensorFlow to be read; in a terminal: "
        "pip install tf2onnx; python -m tf2onnx.convert --saved-model {name} --output network.onnx"
    ),
    "closed.spreadsheet": (
        "{file}: expected a table of text, got a spreadsheet, which needs a package to be read; save it as CSV, or in "
        "Python: import pandas; pandas.read_excel({name}).to_csv('digits.csv', index=False)"
    ),
    "closed.tfjs": (
        "{file}: expected a network, got one of TensorFlow.js, whose weights are in other files; in a terminal: "
        "tensorflowjs_converter --input_format=tfjs_layers_model --output_format=keras {name} network.h5; and with Keras, "
        "in Python: keras.models.load_model('network.h5').export('network.onnx', format='onnx')"
    ),
    "closed.tflite": (
        "{file}: expected a network, got one of TensorFlow Lite, which needs a package to be read; in a terminal: "
        "pip install tf2onnx; python -m tf2onnx.convert --tflite {name} --output network.onnx"
    ),
    "closed.torch_digits": (
        "{file}: expected digits, got a file of PyTorch, which may run any code when it is read; in Python: import numpy, "
        "torch; X, y = torch.load({name}, weights_only=True)[:2]; numpy.savez('digits.npz', X=X, y=y)"
    ),
    "closed.torch_network": (
        "{file}: expected a network, got a file of PyTorch, which may run any code when it is read; in Python, with the "
        "class of your network: model.load_state_dict(torch.load({name})); torch.onnx.export(model.eval(), "
        "torch.zeros(1, 1, 28, 28), 'network.onnx', external_data=False)"
    ),
    "command.checking": "{n:,} of {of:,} parameters, {seconds:.0f} s left",
    "command.before_command": "--{name} must stand after the command {command}, got it before",
    "command.behind_path": "{handling} behind the path",
    "command.confusion": "rows: true digit, columns: read as",
    "command.epoch": "epoch",
    "command.evaluated": "{share} of {n:,} {n|digit|digits} ({data}, {part}) read right. {loss}.",
    "command.evaluation": "evaluation",
    "command.exported": "The network {network} was saved as {file} ({n:,} bytes).",
    "command.gradient_checked": (
        "{n:,} of {of:,} parameters of {network} on {samples:,} samples, in {seconds:.1f} s: {difference}, largest "
        "difference of one derivative {largest:.3g}"
    ),
    "command.iteration": "iteration",
    "command.interrupted": "stopped by Ctrl+C before there was anything to keep",
    "command.mnist_is_here": "MNIST is in {folder}.",
    "command.no_digit": "not a digit",
    "command.nothing_drawn": "nothing drawn",
    "command.no_memory": "there is not enough memory for this; use fewer digits or fewer units",
    "command.not_a_count": "expected a number such as 100, got {got}",
    "command.not_a_decay": "expected a weight decay of 0 or more, got {got}",
    "command.not_a_size": "expected a width and a height such as 1280x800, got {got}",
    "command.or_a_path": "or the path of {kinds}",
    "command.recipe_data": "Data: {data}.{result}",
    "command.recipe_result": " Result: {figure}.",
    "command.relative_difference": "relative difference {value:.3g}",
    "command.row": ", row {n}",
    "command.streamed": "{n:,} streamed {n|digit|digits}",
    "command.training": (
        "{unit} {at:.1f} of {of:g}  training loss {loss:.4f}  training accuracy {accuracy}  {speed:,.0f} digits/s"
    ),
    "command.failed_but_saved": "{end} It was saved as {file}.",
    "command.model_and_how_to_make_one": (
        "--hidden, --activation and --loss say how to make a network, --model is one; leave out either"
    ),
    "command.model_without_data": "--model needs --data: the digits to check the network's gradient on",
    "command.no_such_file": "expected a file to open in the window, there is none of this name: {file}",
    "command.no_such_tab": "--tab must be one of {tabs}, got {got}",
    "command.not_understood": "{reason}; see {program} --help",
    "command.out_cannot_be_written": "--out must be a place that can be written, got {got}: {reason}",
    "command.out_in_no_folder": "--out must be in a folder that exists, got {got}",
    "command.out_is_a_folder": "--out must name a file, got the folder {got}",
    "command.out_of_another_kind": "--out must name an .npz, .mat or .onnx file, got {got}",
    "command.outputs_not_finite": (
        "expected a network with finite outputs, got NaN: its parameters are too large; train again"
    ),
    "command.part_is_empty": "{name} has no {part} digits; choose another --part",
    "command.picture_kind": "--screenshot must name a .png or .jpg file, got {got}",
    "command.picture_name": "{path}: expected the name of a picture, such as window.png",
    "command.picture_place": "{path}: expected a place where a picture can be written",
    "command.picture_scale": "--scale must be from 1 to 4, got {got:g}",
    "command.handling_of_what": "expected --data FILE beside --invert, --transpose, --y-up or --as-is, got none",
    "command.option_for_turned": "If that is right, add {options}; if they are right as they are, add --as-is.",
    "command.resume_with_recipe": (
        "--resume goes on with a run and its own settings, got --recipe too; leave one of the two out"
    ),
    "command.resume_without_data": (
        "{file}: expected a network that says which digits it learned, by name; give them by --data"
    ),
    "command.resume_without_settings": (
        "{file}: expected a network that says how it was trained; train a new one, by --recipe"
    ),
    "command.run_not_stored": "warning: the run is saved, but could not be kept in the list of runs: {reason}",
    "command.saved": "Saved as {file}.",
    "command.saved_elsewhere": "{reason}; what was learned is kept in {file}",
    "command.too_few_parameters": "--parameters must be 1 or more, got {n}; leave it out for all parameters",
    "reason.ambiguous": "ambiguous option: {got} could match {options}",
    "reason.choice": "invalid choice: {got} (choose from {choices})",
    "reason.meant": "invalid choice: {got}, maybe you meant {meant}? (choose from {choices})",
    "reason.not_beside": "not allowed with argument {other}",
    "reason.number": "invalid float value: {got}",
    "reason.of_argument": "argument {argument}: {reason}",
    "reason.one_required": "one of the arguments {names} is required",
    "reason.one_value": "expected one argument",
    "reason.one_value_at_least": "expected at least one argument",
    "reason.one_value_at_most": "expected at most one argument",
    "reason.required": "the following arguments are required: {names}",
    "reason.takes_no_value": "ignored explicit argument {got}",
    "reason.unrecognized": "unrecognized arguments: {got}",
    "reason.values": "expected {n} arguments",
    "reason.whole_number": "invalid int value: {got}",
    "config.layer_units": "a hidden layer has 1 to {most:,} units, got {got}",
    "config.no_settings": "expected settings as names with values, got {got}",
    "config.no_such_setting": "a setting must be one of {names}, got {got}",
    "config.not_a_number": "{what} must be a number, got {got}",
    "config.not_a_switch": "shuffle must be true or false, got {got}",
    "config.not_layers": (
        'hidden layers must be numbers such as "25" or "128, 64", layers such as "conv 8 5x5, pool 2, 64", or "none", '
        'got "{got}"'
    ),
    "config.not_whole": "{what} must be a whole number, got {got}",
    "config.out_of_bounds": "{what} must be from {least:g} to {greatest:g}, got {got}",
    "config.random_cost": (
        "{minimizer} needs a cost that stays the same, and dropout makes it random: leave dropout out, or use another "
        "optimizer"
    ),
    "config.too_many_layers": "expected up to {most} hidden layers, got {got}",
    "config.whole_network": "{got} is the whole network: {n|its hidden layer is|its hidden layers are} {layers}.",
    "continuation.diverged": "The numbers of the run overflowed: training goes on from its last finite network.",
    "continuation.further_leg": (
        "The run has reached its end: training goes on for {n:,} more {n|epoch|epochs}, from the same network."
    ),
    "continuation.minimizer": "A SciPy minimizer cannot be resumed: it starts again, from the trained network.",
    "continuation.new_leg": "Changed: {settings}. Training goes on from the same network.",
    "continuation.new_run": "Changed: {settings}. Training starts a new network from random weights.",
    "continuation.no_state": "Training goes on from the weights of this network.",
    "continuation.other_digits": "The run was on {before}, this is {now}: training goes on from the same network.",
    "continuation.other_pictures": (
        "The network reads pictures of {expected}, these are {got}: training starts a new network from random weights."
    ),
    "continuation.same_plan": "The run goes on to its planned end, as if it had never been stopped.",
    "continuation.streamed": (
        "The run goes on to its planned end; streamed digits do not come again, so that it cannot be repeated."
    ),
    "data.empty_file": "{file}: expected digits, got an empty file; choose another one",
    "data.from_minus_one": "{name}: the pixels are from -1 to 1; they were rescaled to 0 to 1.",
    "data.inverted": "{name}: the paper is the lighter end; ink and paper were exchanged.",
    "data.known_handling": "{name}: files of this name are stored otherwise; the pictures were {handling}.",
    "data.laid_out": ("{name}: the pictures are {height} × {width}; they were laid out anew by their ink, as {now}."),
    "data.named_is_upright": "expected the path of a file before ::{handling}, got the name of a data set, {name}",
    "data.no_such_source": "data must be one of {sources} or the path of a file or folder, got {got}",
    "data.none_to_train_on": "{name}: expected at least one digit to train on, got {n} digits in all",
    "data.notes": "{first} {second}",
    "data.not_finite": (
        "{name}: pictures must be finite numbers, got NaN or infinity in picture {number}; correct it or leave it out"
    ),
    "data.other_kind": "{file}: expected {kinds}; got a file that is none of these",
    "data.other_labels": "{name}: labels must be 0 to 9, got {low} to {high}",
    "data.not_streamed_so": (
        "{name}: streamed digits are written as 20 × 20 or 28 × 28, not as {form}; choose other data"
    ),
    "data.resampled": "{name}: the pictures are {before}; they were resampled to {now}.",
    "data.other_shape": "{name}: {n} labels need pictures of shape ({n}, {n_pixels}), got {shape}",
    "data.unknown_handling": "expected pictures to be handled as {known}, got {got}",
    "data.turned": (
        "{name}: the bundled network reads {then} of these digits right if they are {handling}, and {now} as they are."
    ),
    "data.unlike_streamed": (
        "{name}: streamed digits are bytes in a frame of 20 × 20 or 28 × 28, expected the others to be so too, got {got} "
        "of {dtype}"
    ),
    "download.cancelled": "The download was canceled",
    "download.cancelled_at": "{cancelled} at {amount}; the next one goes on from there",
    "download.cannot_be_kept": (
        "MNIST cannot be kept in {folder}: {reason}; make that folder writable, or name another one in "
        "DIGITLAB_USER_DATA"
    ),
    "download.disk_full": "the disk is full: expected room for {megabytes:.1f} MB in {folder}; make room and try again",
    "download.failed": (
        "MNIST could not be downloaded: expected {file} {refusals}; check the network and try again, or open "
        "MNIST's files from disk"
    ),
    "download.no_url": "expected a URL that begins with https:// or http://, got {got}",
    "desktop.installed": "Digit Lab is in the menu of applications now, and opens networks, lessons and runs ({folder}).",
    "desktop.nothing": "There was nothing of Digit Lab in {folder}.",
    "desktop.other_system": "the command desktop is for Linux and other systems with menus by freedesktop.org",
    "desktop.removed": "Digit Lab is in the menu of applications no more ({folder}).",
    "desktop.unwritable": "{file}: cannot be written or deleted: {reason}",
    "drawing.another": "replacing the drawing",
    "drawing.clear": "clear",
    "drawing.erasing": "erasing",
    "drawing.keeping": "keeping the drawing as {digit}",
    "drawing.redo": "Redo {change}",
    "drawing.picture": "opening the picture",
    "drawing.stroke": "stroke",
    "drawing.undo": "Undo {change}",
    "drawings.all_kept_for_testing": (
        "All of your drawings so far are among the fifth that is kept for testing: label some more."
    ),
    "drawings.another_database": "{path}: expected drawings of Digit Lab, got another database; move the file away",
    "drawings.busy": "{path}: another program is writing to it; try again in a moment",
    "drawings.cannot_be_opened": "{path}: it cannot be opened; check the permissions of the file and of its folder",
    "drawings.damaged": "{path}: it is damaged; it was left as it is: move it away to start again",
    "drawings.disk_full": "{path}: the disk is full; make room and try again",
    "drawings.newer": "{path}: a newer Digit Lab has written it; use that one, or move the file away",
    "drawings.no_database": "{path}: it is no database, or damaged; it was left as it is: move it away to start again",
    "drawings.no_label": "a drawing: expected a label from 0 to 9, got {got}",
    "drawings.no_place": "{path}: expected a place to write to, got: {reason}",
    "drawings.no_strokes": "drawing {number}: expected strokes, got {got}; delete it",
    "drawings.none_to_export": "there are no drawings to export yet",
    "drawings.none_yet": "You have no drawings yet: draw a digit and press the key of its number, then try again.",
    "drawings.nothing_drawn": "expected a drawing with at least one point, got none",
    "drawings.other_ending": "{file}: expected a name that ends in .json or .json.gz",
    "drawings.other_strokes": "drawing {number}: {reason}; delete it",
    "drawings.out_of_reach": "{path}: expected a file that can be used, got: {reason}",
    "drawings.out_of_use": "{path}: it cannot be used ({reason})",
    "drawings.read_only": "{path}: it may not be written to; check the permissions of the file and of its folder",
    "drawings.too_long": "expected a drawing of up to {most:,} characters, got {n:,}; draw it shorter",
    "ending.cost": "Cost with weight decay (λ = {decay:g}) {number}",
    "ending.failed": "The run failed.",
    "ending.figures": "{percent} of {n:,} training {n|digit|digits} read right. {loss}.",
    "ending.figures_with_test": (
        "{percent} of {n:,} training {n|digit|digits} and {test_percent} of {n_test:,} test "
        "{n_test|digit|digits} read right. {loss}."
    ),
    "ending.loss": "Loss {number}",
    "ending.streamed": "{n:,} streamed {n|digit|digits} came in.",
    "evaluation.matrix_not_square": "expected a confusion matrix with as many rows as columns, got shape {shape}",
    "evaluation.matrix_without_digits": (
        "expected a confusion matrix that counts at least one digit, got none or negative counts"
    ),
    "evaluation.no_digits_yet": "There are no digits yet: choose data in the tab Training.",
    "evaluation.no_test_digits": (
        "{data} has no test digits: choose the training digits here, or a test share in the tab Training."
    ),
    "evaluation.outputs_not_finite": (
        "The network has no answer: its weights are too large. Start from new random weights, or lower the rate."
    ),
    "explain.no_such_unit": "expected a hidden unit or layer of the network {network}, got one that it does not have",
    "explain.noise": "expected noise from 0 to {most} times the spread of a layer's weights, got {got}",
    "explain.no_such_pixel": (
        "expected layer, channel, row and column of a pixel of a map of the network {network}, got {got}"
    ),
    "explain.no_such_weight": "expected a weight of a {network} network, got {got}",
    "explain.other_inputs": "expected {n_inputs} inputs for the network {network}, got {got}",
    "explain.other_sizes": (
        "expected {n_inputs} inputs and {n_targets} targets for a {network} network, got {n_inputs_got} and "
        "{n_targets_got}"
    ),
    "explain.timing_ended": "the timing process ended with status {status}; try again",
    "explain.timing_not_started": "expected to start another process for the timing, got: {reason}",
    "file.no_memory": "{file}: there is not enough memory to read it; close other programs, or choose a smaller file",
    "file.no_place_to_unpack": "{file}: it could not be unpacked into a temporary folder: {reason}",
    "file.out_of_reach": "{path}: expected a file that can be read, got: {reason}",
    "file.too_large": "{file}: expected a file of up to 2 GiB, got a larger one; split it",
    "file.unpacks_too_far": (
        "{file}: expected a file that was gzipped to a hundredth of its size at most, got {n_bytes:,} bytes that "
        "unpack to far more; it is damaged, or made to fill the memory"
    ),
    "fit.against_overfitting": (
        "Use more training digits, augmentation or more weight decay; fewer hidden units help too."
    ),
    "fit.better_still": "For fewer errors, use more units together with more digits or augmentation.",
    "fit.early": "Too early to tell: the validation digits were measured {n} of the {needed} times that it takes.",
    "fit.fits": "It fits well: training loss {train_loss}, validation loss {loss}; {read}.",
    "fit.fits_and_learns": "It fits well so far, and the validation loss ({loss}) still falls; {read}.",
    "fit.learn_more": "Try more hidden units, another learning rate, less weight decay or more epochs.",
    "fit.loss_overflowed": "The loss is infinite or not a number: the steps are too long.",
    "fit.loss_rises": "The loss rises instead of falling: {first} at first, {last} now.",
    "fit.lower_rate": "Start from new random weights with a lower learning rate.",
    "fit.no_run": "No network has been trained yet.",
    "fit.no_validation": "There are no validation digits to compare with.",
    "fit.read": "{train} of the training digits and {validation} of the validation digits are read right",
    "fit.rises_again": (
        "Overfitting: the validation loss was lowest ({least}) near {unit} {epoch:,.0f} and has risen to {loss} since, "
        "while the training loss went on falling to {train_loss}; {read}."
    ),
    "fit.set_validation": "Set Validation above 0 % and train again.",
    "fit.stop_earlier": "Stop earlier (Stop early after). {otherwise}",
    "fit.train_first": "Press Train, then look again.",
    "fit.train_longer": "Train longer, or with a higher learning rate.",
    "fit.train_on": "Keep training.",
    "fit.underfits": "Underfitting: the training loss stays at {train_loss}; {read}.",
    "fit.underfits_and_learns": (
        "Underfitting so far, and still learning: the training loss ({train_loss}) is falling; {read}."
    ),
    "fit.wide_gap": (
        "Overfitting: the validation loss ({loss}) is {times:,.1f} times the training loss ({train_loss}); {read}."
    ),
    "generator.no_numbers": 'expected a number of digits and a seed such as "{name}:50000:7", got {got}',
    "generator.other_number": "handwriting: expected 1 to {most:,} digits, got {n:,}",
    "generator.other_seed": "handwriting: expected a seed of 0 or more, got {seed}",
    "gradient.stopped": "the gradient check was stopped before all parameters were moved",
    "gradient.wrong_data": (
        "expected a network with {n_inputs} inputs and at least {n_outputs} outputs for these digits, got {network}"
    ),
    "handwriting.network_too_large": (
        "the numbers of this network are too large to learn on, expected one that learns; use another"
    ),
    "idx.cut_off": (
        "{file}: expected {n:,} bytes of {contents}, as its header says, got {n_got:,}; the file is damaged, get "
        "it again"
    ),
    "idx.damaged": (
        "{file}: expected an IDX file of {contents}, got one that is cut off or damaged ({reason}); get it again"
    ),
    "idx.empty": "{file}: expected at least one of its {contents}, got none; choose another file",
    "idx.more_than_it_holds": (
        "{file}: expected {n:,} bytes of {contents}, as its header says, got a file of {n_bytes:,} bytes that "
        "cannot hold them; it is cut off or damaged, get it again"
    ),
    "idx.no_file_beside": (
        "{file}: expected a file {wanted} with its {contents} beside it, gzipped or not, got none; put both "
        "files in one folder"
    ),
    "idx.no_header": (
        "{file}: expected an IDX file of {contents}, which begins with {n} bytes, got {n_got} in all; get it again"
    ),
    "idx.no_pair_of_names": (
        "{file}: expected a pair of files named as train-images-idx3-ubyte and train-labels-idx1-ubyte are with "
        "its {contents} beside it, gzipped or not, got none; put both files in one folder"
    ),
    "idx.other_contents": (
        "{file}: expected an IDX file of {contents}, which begins with 0x{magic}, got 0x{got}, a file of "
        "{other}; choose another file"
    ),
    "idx.other_magic": (
        "{file}: expected an IDX file of {contents}, which begins with 0x{magic}, got 0x{got}; choose another file"
    ),
    "idx.other_number_of_labels": (
        "{file}: expected {n:,} labels, one for each picture in {pictures_file}, got {n_got:,}; put the two "
        "files of one set beside each other"
    ),
    "idx.other_sides": (
        "{file}: expected pictures of 8x8, 16x16, 20x20, 28x28 or 32x32 pixels, got {height}x{width}; resize them"
    ),
    "idx.too_long": (
        "{file}: expected {n:,} bytes of {contents}, as its header says, got more; the file is damaged, get it again"
    ),
    "ink.other_shape": "expected a network that reads pictures of {known}, got one of {got}: it cannot read a drawing",
    "ink.picture_not_finite": "a picture's pixels must be finite numbers, got NaN or infinity",
    "ink.picture_without_rows": "a picture has rows and columns of pixels, got an array of shape {shape}",
    "ink.stroke_without_numbers": "a stroke is a list of [x, y] numbers, got {got}",
    "ink.stroke_without_points": "a stroke is a list of [x, y] points, got an array of shape {shape}",
    "interpretation.and": ", {what}",
    "interpretation.bytes": "ink 255 on paper 0",
    "interpretation.bytes_inverted": "ink 0 on paper 255",
    "interpretation.centered": "ink 1 on paper −1",
    "interpretation.columns": "pictures column by column",
    "interpretation.from_one": "outputs 1, 2, ..., 9, 0",
    "interpretation.from_zero": "outputs 0, 1, ..., 9",
    "interpretation.mnist": "ink scaled as torchvision's Normalize((0.1307,), (0.3081,)) does",
    "interpretation.one": "ink 1 on paper 0",
    "interpretation.one_inverted": "ink 0 on paper 1",
    "interpretation.rows": "pictures row by row",
    "interpretation.sixteen": "ink 16 on paper 0",
    "interpretation.taken": (
        "{file} does not say how its network is used; taken for {pixels}, {order}, {outputs}{more}, it reads {percent} of "
        "the bundled digits, in any other way {others} at most"
    ),
    "interpretation.unclear": (
        "{file} does not say how its network is used, and in no way does it read half of the bundled digits; as is usual, "
        "it is taken for {pixels}, {order}, {outputs}{more}: {percent} of them are read, in another way up to {others}"
    ),
    "layer.drops": "drops the last {rows} {rows|row|rows} and {columns} {columns|column|columns}",
    "layer.drops_last": "drops the last row and column",
    "layer.dropout": "dropout {rate:g}",
    "layer.dropout_rate": "expected a share from 0 to below 1 that is left out, such as dropout 0.5, got {got}",
    "layer.filters": "{n:,} {n|filter|filters} {size}×{size}",
    "layer.filters_same": "{n:,} {n|filter|filters} {size}×{size}, same",
    "layer.n_filters": "expected 1 to {most:,} filters of at least 1x1 pixel, such as conv 8 5x5, got {got}",
    "layer.needs_picture": (
        "{layer} needs a picture with rows and columns, got the values of a dense layer: put it before all dense layers"
    ),
    "layer.no_filter": "expected at least 1 filter of at least 1x1 pixel, such as conv 8 5x5, got {got}",
    "layer.no_pool": "expected pools of at least 2x2 pixels, such as pool 2, got {got}",
    "layer.not_square": "filters and pools are square, such as 5x5, got {got!r}",
    "layer.not_written_so": (
        "expected layers such as conv 8 5x5, conv 8 5x5 same, pool 2, dropout 0.5 or 64, with commas between them, "
        "got {got!r}"
    ),
    "layer.only_in_training": "leaves out {percent:g} % in training",
    "layer.pool": "pool {size}×{size}",
    "layer.same_needs_odd": "a filter with 'same' needs an odd size, such as 3x3 or 5x5, got {layer}",
    "layer.too_large": (
        "{layer} needs a picture of at least {size}x{size} pixels, got {height}x{width}: use smaller filters and pools, "
        "or fewer of them"
    ),
    "layer.units": "{n:,} {n|unit|units}",
    "head.backpropagation": "backpropagation",
    "head.data": "data",
    "head.created": "created",
    "head.epochs": "epochs",
    "head.ending": "ending",
    "head.field": "{name}: {value}",
    "head.figure": "figure",
    "head.greatest": "greatest",
    "head.id": "id",
    "head.least": "least",
    "head.lesson": "lesson",
    "head.name": "name",
    "head.network": "network",
    "head.not_compared": "not compared",
    "head.not_run": "not run",
    "head.note": "note",
    "head.number": "number",
    "head.numerical": "numerical",
    "head.outside": "outside",
    "head.parameters": "parameters",
    "head.published": "published",
    "head.recipe": "recipe",
    "head.run": "run",
    "head.runs": "runs",
    "head.seconds": "seconds",
    "head.seen": "seen",
    "head.starred": "starred",
    "head.sweep": "sweep",
    "head.state": "state",
    "head.test": "test",
    "head.test_accuracy": "test accuracy",
    "head.test_loss": "test loss",
    "head.train_accuracy": "training accuracy",
    "head.train_cost": "training cost",
    "head.training": "training",
    "head.validation": "validation",
    "head.validation_accuracy": "validation accuracy",
    "head.validation_loss": "validation loss",
    "head.within": "within",
    "lesson.block_open": "expected the block to end with a line of ```, got the end of the file",
    "lesson.checking": "{n} of {of} experiments, {seconds:.0f} s: {experiment}",
    "lesson.listed": "{title} ({minutes} min). {summary}",
    "lesson.check_stopped": "Stopped: what is missing was not carried out",
    "lesson.empty_step": "expected something in the step {title!r}, got the next one",
    "lesson.front_matter_open": "expected the front matter to end with a line of +++, got the end of the file",
    "lesson.missing_key": "expected {name} = ... in this block",
    "lesson.name_twice": "expected a name that is not taken yet, got {name!r} again",
    "lesson.no_answer": "expected answer = ... or figure = ... beside choices that are words",
    "lesson.no_front_matter": "expected a line of +++, title = ..., and another line of +++ at the beginning",
    "lesson.no_step": "expected a step, a line such as '# Draw a digit'",
    "lesson.no_mnist_there": (
        "{folder}: expected the folder of MNIST's two files of training digits, train-images-idx3-ubyte and "
        "train-labels-idx1-ubyte, got one without them"
    ),
    "lesson.no_such_block": "expected one of the blocks {known}, got {got!r}",
    "lesson.no_such_digit": "expected the digit {digit} among those to learn from, got none of it",
    "lesson.no_such_experiment": "{lesson}: expected one of its experiments with figures, {known}; got {got!r}",
    "lesson.no_such_key": "expected one of {known}, got {got!r}",
    "lesson.no_such_lesson": "expected quick, all, the path of a lesson, or one of {known}; got {got!r}",
    "lesson.no_such_part": "expected a part of the window, one of {known}, got {got!r}",
    "lesson.no_text": "{file}: expected a lesson, a text in UTF-8, got something else",
    "lesson.no_toml": 'expected TOML, lines such as name = "text"; {reason}',
    "lesson.not_within": (
        "expected every figure within its tolerance, got {n} outside; the first is {figure!r} of {lesson}"
    ),
    "lesson.number": "a number from {least} to {most}",
    "lesson.options_of_a_check": "--seeds, --workers and --mnist want --check NAME beside them",
    "lesson.other_answer": "expected answer to be one of the choices, got {got!r}",
    "lesson.other_choices": "expected choices to be a list of 2 to {most} numbers, or of as many texts",
    "lesson.other_kind": "expected {name} to be something such as {wanted}, got {got}",
    "lesson.other_number": "{option}: expected a number from 1 to {most}, got {n}",
    "lesson.other_value": "expected {name} to be one of {known}, got {got!r}",
    "lesson.progress_damaged": (
        "Your progress in the lessons cannot be read; it was set aside as {name}, and the lessons begin anew"
    ),
    "lesson.progress_newer": (
        "{path}: a newer Digit Lab has kept your progress in the lessons; open them with that one, or move the file away"
    ),
    "lesson.progress_not_kept": "{path}: your progress in the lessons cannot be kept there; {reason}",
    "lesson.text_before_step": "expected a step, a line such as '# Draw a digit', before any text",
    "lesson.too_large": "{file}: expected a lesson of at most {most:,} bytes, got a larger file",
    "lesson.too_many_steps": "expected at most {most} steps, got another one",
    "lesson.without_mnist": (
        "MNIST is not on this computer ('{program} download mnist' or --mnist FOLDER brings it): its figures are measured "
        "on the bundled digits instead, and not compared"
    ),
    "lesson.wrong": "{file}, line {line}: {what}",
    "libsvm.other_line": (
        "{file}: expected a label and pairs of a pixel's number and its value, got other text in line {number} ({line})"
    ),
    "light.blanked": "Inputs blanked",
    "light.blanked_good": (
        "The loss after {steps} steps is {real} with the digits and {blank} with blank paper in their place: the "
        "network learns from what it sees"
    ),
    "light.blanked_other": (
        "The loss after {steps} steps is {real} with the digits and {blank} with blank paper: the network hardly "
        "looks at them; see how they are scaled, and the learning rate"
    ),
    "light.first_loss": "First loss",
    "light.first_loss_good": "The first loss is {value}, near the {wanted} of a network that knows nothing",
    "light.first_loss_other": (
        "The first loss is {value}, and a network that knows nothing has {wanted}: it begins with an opinion; "
        "make the first weights smaller"
    ),
    "light.gradient": "Gradient",
    "light.gradient_good": "Backpropagation and differences agree in {n} of the parameters: relative difference {value}",
    "light.gradient_other": (
        "Backpropagation and differences are {value} apart in {n} of the parameters: something overflows, or lies "
        "on a kink"
    ),
    "light.one_batch": "One batch",
    "light.one_batch_good": "The network learns {n} digits by heart: after {steps} steps its loss on them is {value}",
    "light.one_batch_other": (
        "After {steps} steps on {n} digits alone the loss is still {value}, where it should go to 0: the rate or "
        "the first weights are wrong, or the network is too small"
    ),
    "light.update": "Update to weight",
    "light.update_good": (
        "A step changes the weights by {value} of their size where it is farthest from a thousandth, in layer {layer}"
    ),
    "light.update_other": (
        "A step changes the weights of layer {layer} by {value} of their size, and about a thousandth is usual; "
        "see the learning rate"
    ),
    "mat.damaged": (
        "{file}: expected a MATLAB file of version 7.2 or older, got one that is cut off or damaged; save it again"
    ),
    "mat.more_than_it_holds": (
        "{file}: expected arrays that a file of {n_bytes:,} bytes can hold, got {n_values:,} values; it is "
        "damaged, save it again"
    ),
    "mat.no_digits": "{file}: expected the arrays X and y, got {names}; choose a file such as ex4data1.mat",
    "mat.not_the_shape": (
        "{file}: expected {n:,} values in {name}, as many as its shape needs, got {n_got:,}; the file is damaged, "
        "save it again"
    ),
    "mat.one_hot": "{name}: labels stand in ten columns; the tenth was taken for the digit 0, as MATLAB counts.",
    "mat.other_label": (
        "{file}: expected labels from 1 to 10 (10 is the digit 0), got {label:g} for picture {number:,}; leave "
        "such pictures out"
    ),
    "mat.other_shapes": (
        "{file}: expected X of shape (n, {n_pixels}) and y of shape (n, 1), got X {x_shape} and y {y_shape}; "
        "choose a file such as ex4data1.mat"
    ),
    "mat.version_7_3": (
        "{file}: expected a MATLAB file of version 7.2 or older, got one of version 7.3 (HDF5); load it in "
        "MATLAB and save what is in it again, for instance with save('file.mat', 'X', 'y', '-v7')"
    ),
    "minimizer.at_limit": "that is how many were set",
    "minimizer.cost_flat": "the cost has stopped falling: a minimum",
    "minimizer.cost_or_gradient_flat": "the cost or its gradient has become flat: a minimum",
    "minimizer.gradient_flat": "the gradient has become flat: a minimum",
    "minimizer.no_direction": "it found no direction for its next step",
    "minimizer.no_progress": "it could make no progress from here",
    "minimizer.precision": "no step lowers the cost any more: float64 has no digits left for a better one",
    "minimizer.tiny_steps": "its steps have become tiny: a minimum",
    "mnist.not_here": (
        "MNIST is not on this computer yet: download it (11.6 MB) with File > Download MNIST or '{program} download "
        "mnist', or open its IDX files"
    ),
    "mnist.other_number": "expected mnist-training:N with N from 1 to {most:,} digits to train on, got {got!r}",
    "mnist.other_shape_for_ex4": "ex4: expected MNIST's pictures of 28x28, got shape {shape}; download MNIST again",
    "mnist.other_sides": "{path}: expected MNIST's pictures of 28x28, got {height}x{width}; download MNIST again",
    "mnist.too_few_for_ex4": (
        "ex4: expected at least {n} pictures of each digit in MNIST, got {n_got} of the digit {digit}; download "
        "MNIST again"
    ),
    "mnist.too_few_to_validate": (
        "expected more than {n:,} training digits in MNIST's file, as the last {n:,} are for validation, got {n_got:,}"
    ),
    "model.empty_file": "{file}: expected a model file, got an empty file; choose another one",
    "model.impossible": "{file}: {reason}",
    "model.is_a_folder": "{file}: expected a model file (.npz or .mat), got a folder",
    "model.no_such_file": "{file}: expected a model file (.npz or .mat), there is no such file",
    "model.not_finite": "{file}: expected finite parameters, got NaN or infinity; the file is damaged",
    "model.onnx_missing": (
        "expected the package onnx, which writes .onnx files, got none; {how}, or save the network as .npz"
    ),
    "model.other_scaling": "{file}: expected an input scaling of {n} pixels, got {got}",
    "model.other_sizes": "{file}: expected a network that reads pictures of {sizes}, with 10 outputs, got {got}",
    "model.other_version": (
        "{file}: expected a {expected} file of version up to {newest}, got {got} version {version}; open it with the "
        "program that wrote it"
    ),
    "model.out_of_reach": "{file}: expected a model file (.npz or .mat) that can be read, got: {reason}",
    "model.unreadable": ("{file}: expected a model that this program saved, got a file that cannot be read as one"),
    "model.unwritable": "{file}: expected a place where a model can be written, got: {reason}",
    "network.hidden_output": "the last layer of a network is dense and has no activation of its own, got {layer}",
    "network.input_shape": "expected inputs of height, width and channels, or of so many values, got the shape {got}",
    "network.label_out_of_range": "labels are from 0 to {greatest}, got {least_got} to {greatest_got}",
    "network.no_layer": "a network needs at least its output layer, got none",
    "network.no_unit": "every layer needs at least 1 unit, got {network}; leave the hidden layers empty for none",
    "network.too_large": "a network may have up to {most:,} parameters, {network} has {n:,}; use fewer hidden units",
    "network.unreadable_layer": "expected a layer that this program knows, got a line that cannot be read",
    "network.wrong_length": "a {network} network has {n} parameters, got {shape}",
    "npy.damaged": "{file}: expected an array that numpy.save wrote, got a file that cannot be read as such; get it again",
    "npz.damaged": (
        "{file}: expected arrays that numpy.savez wrote, got a file that cannot be read as such; it "
        "is cut off or damaged, get it again"
    ),
    "npz.no_digits": (
        "{file}: expected the arrays X (pictures) and y (labels), got {names}; save them with numpy.savez(file, "
        "X=..., y=...)"
    ),
    "npz.no_numbers": "{file}: expected an array of numbers as {name}, got {dtype}; save it as numbers",
    "npz.no_text": "{file}: expected a text as {name}, got {dtype}; save it as text",
    "npz.other_size": (
        "{file}: expected {name} of shape {shape} in a file that holds as much and up to {most:,} bytes, got "
        "{n_bytes:,} bytes; it is damaged, save it again"
    ),
    "npz.other_version": "{file}: expected {name} as numpy.savez writes it, got npy version {version}",
    "npz.packed_otherwise": "{file}: expected arrays as numpy.savez writes them, got {name} packed in another way",
    "npz.single_value": "{file}: expected pictures of shape (n, pixels) or (n, height, width), got a single value",
    "onnx.activation_here": "an activation ({activation}) that is behind no layer of weights, or behind another activation",
    "onnx.behind_softmax": "an operator behind the softmax of its outputs",
    "onnx.classes": "outputs for the classes {got}, which are not the digits 0 to 9",
    "onnx.convolution_margin": "a convolution with a margin other than none, or one that keeps the picture's size",
    "onnx.convolution_not_square": "a convolution with filters that are not square",
    "onnx.convolution_of_groups": "a convolution in groups, or in other than two dimensions",
    "onnx.convolution_stride": "a convolution with strides or gaps of more than one pixel",
    "onnx.differs_by_place": "a shift or scale of a map that is not the same at all places",
    "onnx.ends_otherwise": "a last layer that is not dense",
    "onnx.external": (
        "{file}: expected a network in one file, its numbers are in another one, {other}; export it again as one file: in "
        "PyTorch torch.onnx.export(..., external_data=False); for a file that is there: "
        "onnx.save(onnx.load('{file}'), 'network.onnx')"
    ),
    "onnx.in_training": "the operator {operator} as it is in training; export the network for reading: model.eval()",
    "onnx.input_shape": "one that takes other pictures than {sizes} ({got})",
    "onnx.inputs": "{file}: expected a network with one input, its pictures, got {n} inputs",
    "onnx.labels": "the labels alone, without the outputs that they come from",
    "onnx.no_activation": "a convolution without an activation",
    "onnx.no_maps": "the operator {operator} on values that are not maps",
    "onnx.not_finite": "NaN or infinity among its numbers",
    "onnx.old": (
        "{file}: expected ONNX operators of version {oldest} or newer, got version {got}; export it again with a newer one"
    ),
    "onnx.operator": "the operator {operator}",
    "onnx.operator_here": "the operator {operator} in a form that is none of a network's",
    "onnx.other_network": (
        "{file}: expected a network of dense layers, convolutions that move by one pixel, and pools of the largest, "
        "got one with something else: {reason}"
    ),
    "onnx.outputs": "{n} {n|output|outputs}, where there are 10 digits",
    "onnx.pool_margin": "a pool with a margin, or that keeps what is left over at the edges",
    "onnx.pool_overlaps": "a pool whose squares overlap, leave gaps, or are not square",
    "onnx.scaled_by_zero": "values that are multiplied by zero",
    "onnx.shifted_margin": "a convolution with a margin behind values that were shifted",
    "onnx.to_integers": "values that are turned into whole numbers",
    "onnx.too_large": "more numbers than a network may have",
    "onnx.too_large_file": "{file}: expected a network of up to 512 MiB, got a larger file",
    "onnx.two_branches": "the operator {operator} on two branches, both made of the picture",
    "onnx.unreadable": (
        "{file}: expected a network as ONNX, got a file that cannot be read as one; it is damaged, export it again"
    ),
    "origin.bundled": "The bundled network answers.",
    "origin.file": "The network from {name} answers.",
    "origin.handwriting": "{origin} It has learned your handwriting.",
    "origin.random": "The weights are random: the network has learned nothing yet.",
    "origin.random_with_handwriting": "The network has learned your handwriting from random weights, and nothing else.",
    "origin.training": "The network trained on {name} answers.",
    "pictures.blank": "{path}: expected a picture of a digit, got a blank one; delete it or draw on it",
    "pictures.damaged": "{file}: expected a picture (PNG, JPEG, HEIC, ...), got a file that cannot be read as one",
    "pictures.empty_file": "{file}: expected a picture, got an empty file; choose another one",
    "pictures.folder_without": (
        "{folder}: expected pictures, or sub-folders 0 to 9 with pictures, got a folder without; choose another"
    ),
    "pictures.folder_out_of_reach": "{folder}: expected a folder that can be read, got: {reason}",
    "pictures.in_folder": "{folder}/{reason}",
    "pictures.neither_network_nor_data": (
        "{file}: expected a network, or digits as X and y, got {arrays}; it is unclear what it is"
    ),
    "pictures.no_file": "{path}: expected a picture, there is no such file",
    "pictures.left_out": "{name}: {n:,} {n|picture|pictures} cannot be read or {n|is|are} blank, and left out: {files}.",
    "pictures.left_out_more": (
        "{name}: {n:,} pictures cannot be read or are blank, and left out: {files} and {n_more:,} more."
    ),
    "pictures.no_labels": (
        "{name}: expected digits with labels, got pictures alone; read them with predict, or give each its label"
    ),
    "pictures.no_one_hot": (
        "{name}: expected a single 1 among zeros in each row of ten labels, got others for picture {number:,}"
    ),
    "pictures.none": "{name}: expected at least one picture, got none",
    "pictures.none_in_folder": (
        "{folder}: expected pictures ({suffixes}) in the sub-folders 0 to 9, got none; put some there"
    ),
    "pictures.opened_blank": "{file}: expected a picture of a digit, got a blank one; choose another",
    "pictures.other_label": (
        "{name}: expected labels that are digits from 0 to 9, got {label} for picture {number:,}; leave such "
        "pictures out"
    ),
    "pictures.other_labels": "{name}: expected one label for each of {n:,} pictures, got labels of shape {shape}",
    "pictures.other_range": (
        "{name}: expected pixels from 0 (paper) to 1, 16 or 255 (ink), got {low:g} to {high:g}; rescale them"
    ),
    "pictures.other_shape": (
        "{name}: expected pictures as numbers of shape (n, pixels) or (n, height, width), of 8x8, 16x16, 20x20, 28x28 or "
        "32x32 pixels, got {dtype} of shape {shape}"
    ),
    "pictures.too_many": "{folder}: expected up to {most:,} pictures, got more; split the folder",
    "pictures.unlike_parts": (
        "{name}: expected pictures to train on and for testing of one size, got {shape} and {got}; make them alike"
    ),
    "pictures.unknown_kind": (
        "{file}: expected a picture (PNG, JPEG, HEIC, ...), a network (.npz, .mat) or digits (.mat, .npz, "
        ".csv, .json, IDX), got a file of another kind"
    ),
    "pictures.too_large": (
        "{file}: expected a picture of up to {most:,} pixels, {longest:,} along each side, got {width} x {height}; "
        "make it smaller"
    ),
    "predict.unreadable": "{n:,} of {of:,} files cannot be read; what is wrong with each is told above",
    "plan.bundled": "The bundled network answers. Training starts a new one and leaves this one as it is.",
    "plan.continue": "Continue",
    "plan.other_weights": "The weights are random. Training starts a new network from other random weights.",
    "plan.recipe": "A recipe was chosen: training starts a new network from random weights.",
    "plan.these_weights": "The weights are random: the network has learned nothing yet. Training starts from them.",
    "plan.train_a_new_network": "Train a new network",
    "plan.train_on": "Train on",
    "program.extra_of_a_bundle": (
        "this copy of the program comes without it: install the program by its wheel, as digit-lab[{extra}]"
    ),
    "program.extra_of_a_clone": 'start the program by "uv run --group {extra} main.py"',
    "program.extra_of_a_wheel": "install the program as digit-lab[{extra}]",
    "runs.can_be_undeleted": "they come back by: {program} runs undelete {ids}",
    "runs.deleted": "{n} {n|run|runs} deleted.",
    "runs.imported": "{n} {n|run|runs} imported: {numbers}.",
    "runs.list_takes_none": "runs list takes no ids; runs show ID shows one run",
    "runs.needs_file": "runs import needs the file of a run, such as run.digitlab-run",
    "runs.needs_id": "runs {action} needs the id or the number of a run: see {program} runs list",
    "runs.none": "There are no runs yet.",
    "runs.out_is_for_export": "runs export needs --out FILE, and nothing else has it",
    "runs.out_of_another_kind": (
        "a run is exported as .digitlab-run (which another Digit Lab imports), .json, .csv (its curves), .py (which "
        "repeats it), .npz, .mat or .onnx, got {got}"
    ),
    "runs.several": "there are {n:,} runs whose ids begin with {got}; write more of the id",
    "runs.table_of_another_kind": "a table of runs is exported as .csv or .json, got {got}",
    "runs.undeleted": "{n} {n|run|runs} brought back.",
    "scaling.not_finite": "an input scaling has finite numbers and no divisor of 0, got others",
    "scaling.other_shapes": "an input scaling has a shift and a divisor for each pixel, got {shift} and {divisor}",
    "config.unknown_choice": "{what} must be one of {choices}, got {name}",
    "session.interrupted": "The program ended during this run. What was learned is kept.",
    "state.format": "expected a training state of format {expected}, got {got}",
    "state.other_digits": "expected a training state of a run on these digits, got that of one on others; train again",
    "state.other_network": "expected the training state of this network, got that of another one",
    "state.unreadable": "expected a training state, got something else",
    "strokes.damaged": "{file}: expected a stroke file in JSON, got one that is cut off or damaged; get it again",
    "strokes.empty": "{file}: expected a list of {form}, got an empty one; choose another file",
    "strokes.more_behind": "{file}: expected nothing after the list of drawings, got {got}; delete it",
    "strokes.more_than_it_holds": (
        "{file}: expected drawings that a file of {n_bytes:,} bytes can hold, got more than {n:,} with "
        "{n_points:,} points; it is damaged, or made to fill the memory"
    ),
    "strokes.no_comma": (
        "{file}: expected a stroke file in JSON with a comma or the end of the list after drawing {number}, got {got}"
    ),
    "strokes.no_drawing": ("{file}: expected a stroke file in JSON whose drawing {number} is {form}, got other text"),
    "strokes.no_end": (
        "{file}: expected a stroke file in JSON with a comma or the end of the list after drawing {number}, got the "
        "end of the file"
    ),
    "strokes.no_json": "{file}: expected a stroke file in JSON, got one that cannot be read; choose another file",
    "strokes.no_list": "{file}: expected a list of strokes in drawing {number}, got {got}; correct it",
    "strokes.no_points": "{file}: expected every drawing to have points, drawing {number} has none",
    "strokes.not_finite": (
        "{file}: expected finite coordinates in drawing {number}, got NaN or infinity; correct them or leave the "
        "drawing out"
    ),
    "strokes.other_label": "{file}: expected a label from 0 to 9 in drawing {number}, got {got}; correct it",
    "strokes.other_strokes": "{file}, drawing {number}: {reason}",
    "strokes.something_else": "{file}: expected a list of {form}, got something else; choose another file",
    "strokes.too_long": (
        "{file}: expected drawings of up to {most:,} characters each, got a longer one as drawing {number}; "
        "leave it out, or keep fewer points of it"
    ),
    "strokes.too_many_brackets": (
        "{file}: expected a stroke file in JSON whose drawing {number} is {form}, got too many nested brackets"
    ),
    "table.bad_lines": (
        "{file}: expected {n} numbers in each line, got others in lines {first} to {last}; correct the line or "
        "leave it out"
    ),
    "table.damaged": "{file}: expected a table, got a file that is cut off or damaged ({reason})",
    "table.empty": "{file}: expected a table of pictures and labels, got an empty file; choose another one",
    "table.long_line": "{file}: expected a table with lines of up to {most:,} characters, got more in line {number}",
    "table.names_alone": "{file}: expected lines of numbers below the names, got none; choose another file",
    "table.no_labels": (
        "{file}: expected labels from 0 to 9 in the first or the last column, got other numbers in both; name "
        "the column 'label' in a line above the numbers"
    ),
    "table.no_number": (
        "{file}: expected finite numbers, got {value} in line {number} ({line}); correct the line or leave it out"
    ),
    "table.other_label": (
        "{name}: expected labels that are digits from 0 to 9, got {label} in line {number:,}; name the column of labels "
        "'label', and leave other classes out"
    ),
    "table.other_number_of_columns": (
        "{file}: expected the pixels of 8x8, 16x16, 20x20, 28x28 or 32x32 and a label in each line (65, 257, 401, 785 or "
        "1,025 values), got {n} in line {number} ({line})"
    ),
    "table.other_number_of_values": (
        "{file}: expected {n} values in each line, got {n_got} in line {number} ({line}); correct the line or "
        "leave it out"
    ),
    "table.unclear_columns": (
        "{file}: expected {n_pixels} pixels and a label in each line, got {n} {n|value|values} more; name the columns in a "
        "line above them"
    ),
    "table.several_label_columns": "{file}: expected one column of labels, got {n} that are named so; rename them",
    "split.too_many": "test count must be from 0 to {most:,} for {n:,} {n|digit|digits}, got {got:,}",
    "theta.dense_only": "a .mat file holds networks of dense layers alone, got {network}; save it as .npz",
    "theta.many_layers": "a .mat file holds up to 9 layers of weights, got {n}; save it as .npz",
    "theta.no_sigmoid": (
        "a .mat file holds networks of sigmoid units, got hidden units of the kind {activation}; save it as .npz"
    ),
    "weights.by_columns": "weights unrolled column by column",
    "weights.by_rows": "weights unrolled row by row",
    "weights.hidden": "hidden units of the kind {activation}",
    "weights.long_json": "{file}: expected a network of up to 64 MiB as JSON, got a longer text; save it as .npz",
    "weights.other_arrays": (
        "{file}: expected a network for pictures of 400, 784 or 64 pixels with 10 outputs, as Theta1, Theta2 or W1, b1, "
        "W2, b2, ..., got {arrays}"
    ),
    "weights.other_json": (
        '{file}: expected a network with "sizes", "weights" and "biases" as JSON, got something else; save it as .npz with '
        "W1, b1, W2, b2"
    ),
    "weights.single_array": (
        "{file}: expected a network, got one array alone; save all of its arrays in Python by "
        "numpy.savez('network.npz', W1=W1, b1=b1, W2=W2, b2=b2)"
    ),
    "work.cancelled": "This was canceled.",
    "training.broke_off": "The run broke off. What was learned is kept.",
    "training.cost_rose": "The cost rose from {first:.4g} to {last:.4g}: use {advice}.",
    "training.diverged": (
        "The loss became infinite or not a number in {unit} {epoch:,.0f}: {advice}. The last finite network is kept."
    ),
    "training.early_stop_by_training_loss": (
        "Stopped early: the training loss has not fallen for {patience}; the network of {unit} {epoch:,.0f} is kept."
    ),
    "training.early_stop_by_validation_loss": (
        "Stopped early: the validation loss has not fallen for {patience}; the network of {unit} {epoch:,.0f} is kept."
    ),
    "training.epoch": "epoch",
    "training.evaluation": "evaluation",
    "training.fewer_filters": "fewer filters or hidden units",
    "training.fewer_units": "fewer hidden units",
    "training.fewer_or_batch": "{fewer} or a smaller batch",
    "training.fewer_or_optimizer": "{fewer} or another optimizer",
    "training.fewer_layers": (
        "fewer hidden layers than {n}, or ReLU: little of the gradient gets through so many layers of sigmoid units"
    ),
    "training.finished": "Finished {length}.",
    "training.guesses": (
        "The network only guesses: it reads {percent} % of its training digits, and always giving the same answer would "
        "read {by_one_answer} %. Try {advice}."
    ),
    "training.higher_rate": "a higher learning rate than {rate:g}",
    "training.iterate_longer": "more iterations or more hidden units",
    "training.iteration": "iteration",
    "training.labels": "labels to train on must be 0 to {last}, got {least} to {greatest}",
    "training.learn_otherwise": "another learning rate, more epochs or more hidden units",
    "training.less_decay": "less weight decay than {decay:g} or {rate}",
    "training.less_momentum": "less momentum than {momentum:g} or {rate}",
    "training.minimizer_ended": "{minimizer} ended after {length}: {reason}.",
    "training.more_units": "more than {n} {n|unit|units} in every hidden layer",
    "training.n_epochs": "{n:,} {n|epoch|epochs}",
    "training.n_evaluations": "{n:,} {n|evaluation|evaluations}",
    "training.n_iterations": "{n:,} {n|iteration|iterations}",
    "training.needs_memory": "this run needs about {needed:.1f} GB of memory, and {free:.1f} GB are free; use {advice}",
    "training.no_learning_rate": "With a learning rate of 0 no weight changes: use a greater one.",
    "training.no_validation": (
        "Validation of {percent} % is set, but none of the digits can be spared for it: there are too few of each. Nothing "
        "was validated."
    ),
    "training.one_label": (
        "All training digits are labeled {label}: the network learned to answer nothing else; use data with all "
        "ten digits."
    ),
    "training.one_picture": (
        "All training pictures are the same: there is nothing to tell digits apart by; check the data."
    ),
    "training.other_libraries": (
        "The run went on with {now} instead of {before}: it may differ from one that was never stopped."
    ),
    "training.other_threads": (
        "The run went on with {now} BLAS {now|thread|threads} instead of {before}: it equals one that was never "
        "stopped up to rounding."
    ),
    "training.reads_little": "The network reads only {percent} % of its training digits. Try {advice}.",
    "training.scale_inputs": "scale the inputs",
    "training.state_failed": "failed",
    "training.state_finished": "finished",
    "training.state_paused": "paused",
    "training.state_running": "running",
    "training.state_stopped": "stopped",
    "training.smaller_rate": "a smaller learning rate than {rate:g}",
    "training.smaller_step_factor": "a smaller step factor than {factor:g} or {rate}",
    "training.stopped": "Stopped. What was learned is kept.",
    "training.stopped_minimizer": "Stopped. What was learned is kept; a SciPy minimizer cannot be resumed.",
    "training.stopped_streamed": "Stopped. What was learned is kept; streamed digits do not come again.",
    "training.stream_ended": "The process that writes streamed digits ended before the run, after {n:,} of them.",
    "training.tolerance": "Stopped: {unit} {epoch:,.0f} lowered the cost by less than {tolerance:g}.",
    "training.too_large_weights": (
        "the network to go on from has weights that are too large for {dtype}, up to {largest:.3g}; use float64, "
        "or train a new network"
    ),
    "training.two_sentences": "{first} {second}",
    "training.use": "use {advice}",
    "run_file.damaged": "{file}: expected a run, got a file that is cut off or damaged; get it again",
    "run_file.newer": "{file}: a newer Digit Lab has written it; open it with that one",
    "run_file.no_run": "{file}: expected a run that Digit Lab has exported (.digitlab-run), got something else",
    "run_file.unwritable": "{file}: expected a place where a run can be written, got: {reason}",
    "session.damaged": "{file} is damaged",
    "session.from_newer_program": "{file} was written by a newer Digit Lab, {version}",
    "session.no_network": "it does not say where the network comes from",
    "session.not_a_network": "expected the name of a network's file, got {got}",
    "session.too_large": "{file} is too large",
    "session.too_many_windows": "{folder}: {n:,} windows are open already",
    "session.unreadable_network": "{file} cannot be read",
    "session.unwritable": "{path} cannot be used: {reason}",
    "store.busy": "{folder}: expected to write there, got another window that has been writing for long; try again",
    "store.changing": "the run {id} is being saved again and again; try again in a moment",
    "store.damaged": "the run {id} is damaged and cannot be read",
    "store.in_use": "{name} is in use by another window or program that is open: it is not deleted",
    "store.run": "Run {number}",
    "store.newer": "the run {id} was stored by a newer Digit Lab; open it with that one",
    "store.no_such_run": "there is no run {id}",
    "store.not_repeatable": "the settings of this run, or its digits, are not known: it cannot be repeated",
    "store.unwritable": "{folder}: expected a folder where runs can be kept, got: {reason}",
    "sweep.again": "run {number:,} is done again: {reason}",
    "sweep.best_by_digits": (
        "The first is better than the others by more than chance explains, as far as {n:,} digits and one seed each "
        "can tell."
    ),
    "sweep.best_by_seeds": (
        "The first is better than the others by more than another seed changes (Welch's t-test at 5 %, {n} seeds each)."
    ),
    "sweep.cluster_ended": "the cluster at {address} has ended",
    "sweep.cluster_gone": (
        "the cluster at {address} does not answer any more; what was done is kept, and the sweep can go on"
    ),
    "sweep.damaged": "the sweep {id} is damaged and cannot be read",
    "sweep.days": "{n:,} {n|day|days}",
    "sweep.error": "the run broke off: {reason}",
    "sweep.first_equal_by_digits": (
        "The first {k} of {of} do not truly differ: with {n:,} digits and one seed each, accuracies less than "
        "{points} points apart are chance."
    ),
    "sweep.first_equal_by_seeds": (
        "The first {k} of {of} do not truly differ: another seed changes as much (Welch's t-test at 5 %, {n} seeds "
        "each)."
    ),
    "sweep.goes_on": "{n:,} of {of:,} runs are done; the same command, or {program} sweep --resume {id}, goes on",
    "sweep.hours": "{n} {n|hour|hours}",
    "sweep.log_of_zero": "a logarithmic range of {setting} must begin above 0, got {got}",
    "sweep.lost": "the run was given up after {n} tries: {reason}",
    "sweep.max_minutes": "the minutes of a sweep must be from 0 to {most:,}, got {got}",
    "sweep.max_runs": "the number of runs of a sweep must be from 0 to {most:,}, got {got}",
    "sweep.minutes": "{n} {n|minute|minutes}",
    "sweep.needs_random": (
        "{setting} has a range without a number of values, from which values can only be drawn: say how many "
        "combinations to draw (--random N), or give the range a number, such as 0.001..1 log 7"
    ),
    "sweep.no_cluster": (
        "no cluster answers at {address} within {seconds:g} seconds: expected the address of a Dask scheduler, such "
        "as tcp://192.168.1.5:8786, or local"
    ),
    "sweep.no_count": (
        "a range of {setting} must say how many values it has, such as 10..100 step 10 or 10..1000 log 5, got {got}"
    ),
    "sweep.no_dask": "a cluster needs the package distributed, which is not installed; {how}",
    "sweep.no_memory": "there was not enough memory for this run",
    "sweep.no_process": "no process can be started for the runs of a sweep: {reason}",
    "sweep.no_program_there": (
        "the worker {worker} is not used: it cannot run Digit Lab {here}; start it by: {program} worker"
    ),
    "sweep.no_range": "{setting} is no number and has no range; list its values, got {got}",
    "sweep.no_scheduler": (
        "no cluster answers at {address} within {seconds:g} seconds: expected the address of a Dask scheduler, such "
        "as tcp://192.168.1.5:8786"
    ),
    "sweep.no_such_setting": "there is no setting {got}; did you mean one of {names}?",
    "sweep.no_such_sweep": "there is no sweep {id}",
    "sweep.no_values": "{setting} needs values to vary over, such as 0.1,0.3,1",
    "sweep.no_worker": (
        "the cluster at {address} has no worker that can be used; start one there by: {program} worker {address}"
    ),
    "sweep.none_differs_by_digits": (
        "None of the {k} truly differs from the first: with {n:,} digits and one seed each, accuracies less than "
        "{points} points apart are chance."
    ),
    "sweep.none_differs_by_seeds": (
        "None of the {k} truly differs from the first: another seed changes as much (Welch's t-test at 5 %, {n} seeds"
        " each)."
    ),
    "sweep.none_yet": "there is no sweep to go on with",
    "sweep.not_a_switch": "{setting} must be yes or no, got {got}",
    "sweep.not_a_vary": "--vary must be a setting and its values, such as learning-rate=0.1,0.3,1, got {got}",
    "sweep.nothing_varies": (
        "nothing varies in this sweep: give at least one setting two values, or train with several seeds"
    ),
    "sweep.other_digits": (
        "the digits of {name} are not those that the sweep began with, so its results could not be compared; begin a "
        "new one"
    ),
    "sweep.other_libraries": (
        "the worker {worker} computes with {there}, and this program with {here}: its runs may differ in the last bits"
    ),
    "sweep.other_version": "the worker {worker} is not used: it has Digit Lab {there}, and this is {here}",
    "sweep.out_cannot_be_written": "--out must be a place that can be written, got {got}: {reason}",
    "sweep.out_of_another_kind": "--out must name a .csv file in a folder that exists, got {got}",
    "sweep.port_of_what": "--port is where --scheduler listens; a worker needs the ADDRESS alone",
    "sweep.port_taken": "no scheduler can listen at port {port}: another program does, perhaps; try another --port",
    "sweep.process_ended": "its process ended ({code})",
    "sweep.random_count": "the number of combinations to draw must be from 1 to {most:,}, got {got}",
    "sweep.range_among_values": (
        "a range of {setting} that values are drawn from must stand alone, got {got} among other values"
    ),
    "sweep.range_backwards": "a range of {setting} must go from a smaller to a larger number, got {got}",
    "sweep.range_count": "a range of {setting} must have from {least} to {most:,} values, got {got}",
    "sweep.refused": "{values} does not work: {reason}",
    "sweep.resume_with_settings": (
        "--resume goes on with a sweep as it was planned; leave out --vary, --seeds, --random, --recipe, --fresh and "
        "settings"
    ),
    "sweep.resumed": "goes on with the sweep {id}: {n:,} of {of:,} runs are done (--fresh begins a new one)",
    "sweep.seconds": "{n} {n|second|seconds}",
    "sweep.run_ended": "{at:,} of {of:,}  {values}: {figures}",
    "sweep.run_ended_and_left": "{at:,} of {of:,}  {values}: {figures}; about {duration} left",
    "sweep.run_seconds": "{n:.1f} s",
    "sweep.test_share": "test {share}",
    "sweep.validation_share": "validation {share}",
    "sweep.seed_count": "the number of seeds must be from 1 to {most:,}, and no seed above 2,147,483,647, got {got}",
    "sweep.seed_varies": "seeds are not varied like other settings: say how many there are",
    "sweep.seeds_twice": "--seeds and --vary seed=... both say which seeds; leave out one of them",
    "sweep.spread": (
        "{n} seeds come to {mean} on average, with a standard deviation of {spread} points: from {least} to {most}."
    ),
    "sweep.streamed": (
        "runs on {name} cannot be repeated, so they cannot be compared: fresh digits come in while they go on; take "
        "other digits, such as handwriting:50000:7"
    ),
    "sweep.too_many": (
        "the sweep has {n:,} runs and takes about {duration} with {workers} {workers|worker|workers}: take fewer "
        "values, draw some combinations by --random N, or confirm it with --yes"
    ),
    "sweep.under_way": "the sweep {id} is under way in another process",
    "sweep.unwritable": "{folder}: expected a folder where sweeps can be kept, got: {reason}",
    "sweep.varies_twice": "{setting} varies twice; name it once, with all of its values",
    "sweep.workers_of_cluster": "--workers is for this computer; a cluster has the workers that were started for it",
    "sweep.worker_begun": "This computer takes part until Ctrl+C. Others do by: {worker}\nA sweep is begun by: {sweep}",
    "sweep.worker_count": "--workers must be from 1 to {most:,}, got {got}",
    "sweep.worker_gone": "the worker {worker} is gone",
    "sweep.worker_of_what": (
        "a worker needs the ADDRESS of a scheduler, such as tcp://192.168.1.5:8786, or --scheduler to have one here"
    ),
    "zip.damaged": "{file}: expected a zip, got one that is damaged or locked by a password; get it again",
    "zip.no_room": "{file}: expected room for {n_bytes:,} bytes to unpack it, got a full disk; make room",
    "zip.within": "In {file}: {reason}",
    "optimizer.gradient_descent": "Gradient descent",
    "optimizer.momentum": "Momentum",
    "optimizer.nesterov": "Nesterov momentum",
    "minimizer.l_bfgs_b_formula": "quasi-Newton: curvature from the last ten gradients; all digits at once",
    "minimizer.cg": "Conjugate gradient",
    "minimizer.cg_formula": "Polak-Ribière: each direction conjugate to the one before; all digits at once",
    "minimizer.newton_cg_formula": "Newton steps, each found by conjugate gradients; all digits at once",
    "minimizer.tnc": "Truncated Newton",
    "minimizer.tnc_formula": "TNC: Newton steps, cut short; all digits at once",
    "schedule.constant": "Constant",
    "schedule.step": "Step",
    "schedule.step_formula": "η γ^⌊epoch / s⌋: times γ every s epochs",
    "schedule.cosine": "Cosine",
    "schedule.cosine_formula": "η (1 + cos πt) / 2: down to 0 at the end, t = 0..1",
    "schedule.one_cycle": "One cycle",
    "schedule.one_cycle_formula": "from η / 25 up to η in 30 % of the run, then down to η / 250,000",
    "initialization.uniform": "Uniform: ±0.12, biases too (ex4)",
    "initialization.uniform_0_1": "Uniform 0.1: ±0.1, biases too",
    "initialization.he": "He: ±√(6 / n_in), for ReLU",
    "initialization.normal": "Normal: N(0, 1), biases too",
    "initialization.normal_n": "Normal, 1/n: N(0, 1/n_in), biases N(0, 1)",
    "loss.softmax_cross_entropy": "Softmax + cross-entropy",
    "loss.softmax_cross_entropy_formula": "−log hₜ, where t is the true class and h = softmax(z)",
    "loss.sigmoid_cross_entropy": "Sigmoid + cross-entropy",
    "loss.sigmoid_cross_entropy_formula": "Σ −y log h − (1 − y) log(1 − h) over the ten outputs",
    "loss.sigmoid_squared_error": "Sigmoid + squared error",
    "loss.sigmoid_squared_error_formula": "½ Σ (h − y)² over the ten outputs",
    "activation.relu_formula": "f(z) = max(0, z),  f′ = 1 where z > 0, else 0",
    "scaling.none": "As they are",
    "scaling.centered": "From −1 to 1",
    "scaling.centered_formula": "(x − ½ ink) / ½ ink: paper −1, ink +1; (x − 8) / 8 for 8×8",
    "scaling.standardized": "Standardized",
    "scaling.standardized_formula": "(x − mean) / standard deviation of each pixel, over the training digits",
    "augmentation.none": "None",
    "augmentation.none_description": "the digits as they are, in every epoch",
    "augmentation.light": "Light",
    "augmentation.light_description": (
        "rotation ±5°, slant ±0.1, size ±6 %, shift ±0.5 px, elastic ±0.35 px, strokes ±15 %, contrast ±5 %"
    ),
    "augmentation.strong": "Strong",
    "augmentation.strong_description": (
        "rotation ±8°, slant ±0.15, size ±10 %, shift ±0.8 px, elastic ±0.6 px, strokes ±25 %, contrast ±10 %"
    ),
    "split.given": "As the data has it",
    "split.given_description": "the test digits that the data names; where it names none, a stratified 15 %",
    "split.stratified": "Drawn, stratified",
    "split.stratified_description": "drawn by the seed, the same share of every class",
    "split.plain": "Drawn, plain",
    "split.plain_description": "drawn by the seed from all digits alike",
    "split.last": "The last ones",
    "split.last_description": "so many digits at the end of the data, in its own order",
    "ink.framed": "its longer side scaled to {span:g} pixels, its center of mass in the middle",
    "ink.blocks": "set upright, stretched to 20 by 32 fine pixels, and counted in blocks of 4 × 4",
    "timing.plain": "Plain Python",
    "timing.plain_formula": "math.exp, element by element",
    "timing.expit_formula": "f = scipy.special.expit(z), then f (1 − f)",
    "timing.density": "Logistic density",
    "recipe.default_label": "Coursera's network, 25 hidden",
    "recipe.default_description": (
        "The network of Coursera's exercise 4, 400-25-10, by mini-batch gradient descent, slow enough to watch."
    ),
    "recipe.default_line": "Slow enough to watch: some 15 seconds.",
    "recipe.softmax_regression_label": "Ten templates, no hidden layer",
    "recipe.softmax_regression_description": (
        "No hidden layer: ten templates, one per digit, that the drawing is compared with."
    ),
    "recipe.softmax_regression_line": "What one layer can do, and what it cannot.",
    "recipe.momentum_label": "100 hidden, with momentum",
    "recipe.momentum_description": "A wider hidden layer; momentum takes a third of the epochs.",
    "recipe.momentum_line": "Needs a third of the epochs.",
    "recipe.deep_relu_label": "Two layers of ReLU, Adam",
    "recipe.deep_relu_description": (
        "128 and 64 rectified units by Adam, stopped when the validation loss has not fallen for 20 epochs."
    ),
    "recipe.deep_relu_line": "Stops by itself when it no longer improves.",
    "recipe.conv_small_label": "Small convolutional network",
    "recipe.conv_small_description": (
        "10 and 20 filters of 5x5 pixels, each followed by a pool, on digits distorted anew in each of 25 epochs."
    ),
    "recipe.conv_small_line": "Filters that move over the picture: some 99 %.",
    "recipe.lenet_label": "LeNet-5's sizes, 28×28",
    "recipe.lenet_description": (
        "The layers of LeNet-5 (LeCun et al. 1998) with rectified units and pools of maxima, on MNIST as it is, 28x28."
    ),
    "recipe.lenet_line": "MNIST as it is, in two minutes: 99.3 %.",
    "recipe.lenet_figure": "99.3 % of the test digits",
    "recipe.mnist_best_label": "Best on MNIST, 28×28",
    "recipe.mnist_best_description": (
        "32 and 64 filters and dropout on MNIST as it is, 28x28, distorted anew in each of 24 epochs; some 13 minutes."
    ),
    "recipe.mnist_best_line": "99.6 % of the test digits, in some 13 minutes.",
    "recipe.mnist_best_figure": "99.6 % of the test digits",
    "recipe.ex4_newton_cg_label": "Exercise 4, Newton-CG",
    "recipe.ex4_newton_cg_description": (
        "Coursera's exercise 4 as the SciPy notebook trains it: 400-25-10, weight decay 1, 50 iterations."
    ),
    "recipe.ex4_newton_cg_line": "Comes to 99.6 % of its training digits.",
    "recipe.ex4_newton_cg_figure": "cost 0.30 to 0.31, 99.6 % of the training digits",
    "recipe.ex4_tnc_label": "Exercise 4, truncated Newton",
    "recipe.ex4_tnc_description": (
        "Coursera's exercise 4 as the NumPy notebook trains it: TNC, weight decay 1, 400 evaluations of the cost."
    ),
    "recipe.ex4_tnc_line": "400 evaluations of the cost, by SciPy.",
    "recipe.ex4_tnc_figure": "cost 0.31 to 0.32, 99.5 % of the training digits",
    "recipe.ex4_gradient_descent_label": "Exercise 4, 2,000 iterations",
    "recipe.ex4_gradient_descent_description": (
        "Coursera's exercise 4 as the Theano notebook trains it: all digits at once, rate 1, 2,000 iterations."
    ),
    "recipe.ex4_gradient_descent_line": "Gradient descent on all digits at once.",
    "recipe.ex4_gradient_descent_figure": "cost 0.20 to 0.21, 97.8 % of the training digits",
    "recipe.ex4_gradient_descent_decay_label": "Exercise 4, weight decay 3",
    "recipe.ex4_gradient_descent_decay_description": "The same with weight decay 3.",
    "recipe.ex4_gradient_descent_decay_line": "The same, with smaller weights: 96.2 %.",
    "recipe.ex4_gradient_descent_decay_figure": "cost 0.61, 96.2 % of the training digits",
    "recipe.softmax_regression_sgd_label": "Softmax, one digit a step",
    "recipe.softmax_regression_sgd_description": (
        "The scikit-learn notebook's first model: UCI digits 8×8, standardized, one digit per step, one epoch."
    ),
    "recipe.softmax_regression_sgd_line": "UCI 8×8, standardized. 95 to 97 %.",
    "recipe.softmax_regression_sgd_figure": "95 to 97 % of the test digits",
    "recipe.mlp_sgd_label": "10 hidden, one digit a step",
    "recipe.mlp_sgd_description": (
        "The scikit-learn notebook's network: the same digits, 10 sigmoid units, rate 0.1, 15 epochs."
    ),
    "recipe.mlp_sgd_line": "UCI 8×8, standardized. Mostly 96 %.",
    "recipe.mlp_sgd_figure": "93 to 98 % of the test digits, mostly 96 %",
    "recipe.uci_squared_error_label": "NumPy notebook, 15 hidden",
    "recipe.uci_squared_error_description": (
        "The plain NumPy notebook: UCI digits from −1 to 1, all at once, until the loss falls by less than 0.0001."
    ),
    "recipe.uci_squared_error_line": "UCI 8×8, squared error. 95.6 %.",
    "recipe.uci_squared_error_figure": (
        "stops after some 950 epochs with a loss of 0.085, 95.6 % of the training digits"
    ),
    "source.uci_digits": (
        "1,797 digits by 13 people, scanned at 8x8 and framed to 20x20; bundled; 15 % are kept for testing."
    ),
    "source.uci_digits_8x8": (
        "The same 1,797 digits as scanned, 64 inputs from 0 to 16; scale them by the setting Inputs."
    ),
    "source.handwriting": (
        "20,000 digits that the program writes itself; as many as you like, and a seed, by handwriting:50000:7."
    ),
    "source.handwriting_endless": (
        "Generated handwriting; during a run, streamed digits replace the oldest; or handwriting-endless:50000:7."
    ),
    "source.mnist": (
        "70,000 digits, 10,000 of them to test on, 28x28 or shrunk to 20x20; has to be downloaded once (11.6 MB)."
    ),
    "source.ex4": (
        "The 5,000 digits of the course's ex4data1.mat, rebuilt from MNIST, which has to be downloaded once."
    ),
    "source.drawings": "What you have drawn and labeled in the window; a fifth is kept for testing.",
    "handling.inverted": "inverted",
    "handling.transposed": "transposed",
    "handling.y_up": "turned upside down",
    "handling.mirrored": "mirrored",
    "handling.as_is": "left as they are",
    "handling.several": "{first} and {last}",
    "handling.comma": "{first}, {second}",
    "data.kinds": (
        "a MATLAB file (.mat), IDX files (images and labels beside each other), NumPy's .npz or .npy, a table"
        " (.csv, .tsv, .txt, .data), a stroke file (.json, .ndjson), each gzipped or not, a folder of "
        "pictures, or a .zip of any of these"
    ),
    "idx.pictures": "pictures",
    "idx.labels": "labels",
    "download.refusal": "from {host}, got {refusal}",
    "session.the_settings": "the settings",
    "session.the_drawing": "the drawing",
    "session.the_network": "the network",
    "session.the_network_because": "the network ({reason})",
    "setting.hidden_layers": "hidden layers",
    "setting.hidden_activation": "hidden activation",
    "setting.output_loss": "output and loss",
    "setting.initialization": "initialization",
    "setting.seed": "seed",
    "setting.optimizer": "optimizer",
    "setting.learning_rate": "learning rate",
    "setting.momentum": "momentum",
    "setting.batch_size": "batch size",
    "setting.epochs": "epochs",
    "setting.shuffle": "shuffle",
    "setting.schedule": "schedule",
    "setting.step_epochs": "step epochs",
    "setting.step_factor": "step factor",
    "setting.weight_decay": "weight decay",
    "setting.validation_fraction": "validation fraction",
    "setting.validation_seed": "validation seed",
    "setting.patience": "patience",
    "setting.tolerance": "tolerance",
    "setting.input_format": "input format",
    "setting.input_scaling": "input scaling",
    "setting.augmentation": "augmentation",
    "setting.split": "split",
    "setting.test_fraction": "test fraction",
    "setting.split_seed": "split seed",
    "setting.test_count": "test count",
    "setting.dtype": "dtype",
    "source.mnist_training": (
        "MNIST's 60,000 training digits: 50,000 to train on, or the first N by mnist-training:N, the last 10,000 for "
        "validation."
    ),
    "digits.uci": "UCI digits",
    "digits.generated": "Generated handwriting",
    "digits.endless": "Endless handwriting",
    "digits.mnist": "MNIST",
    "digits.mnist_training": "MNIST training digits",
    "digits.ex4": "Coursera exercise 4",
    "digits.drawings": "My drawings",
    "digits.more": "{name}, {more}",
    "initialization.zero": "Zero: every weight 0, so that all units stay alike",
    "initialization.constant": "Constant: every weight 0.1, so that all units stay alike",
    "axis.digit": "digit",
    "axis.digits": "digits",
    "axis.hidden_layer": "hidden layer",
    "axis.how_sure": "how sure",
    "axis.layer": "layer",
    "axis.layer_number": "layer {number}",
    "axis.noise": "noise",
    "axis.others": "others",
    "axis.pixels_to_the_right": "pixels to the right",
    "axis.scribbles": "scribbles",
    "axis.share_of_the_way": "share of the way",
    "axis.shown": "shown",
    "axis.step_h": "step h, as a power of ten",
    "axis.this_hand": "this hand",
    "axis.update": "update",
    "picture.end": "end",
    "picture.first_network": "first network",
    "picture.its_digit": "its {digit}",
    "picture.mean": "mean {digit}",
    "picture.read_as": "{share:.0%} a {digit}",
    "picture.second_network": "second network",
    "picture.start": "start",
    "picture.template": "template {digit}",
    "picture.the_digit": "the digit {digit}",
    "picture.unit": "unit {number}",
}
