<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Digit Lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Draw a digit and watch a neural network, written from scratch in NumPy, learn to read it.&lt;/p&gt;&lt;p&gt;{versions}&lt;/p&gt;&lt;p&gt;The bundled digits are the UCI handwritten digits by E. Alpaydin and C. Kaynak (CC BY 4.0).&lt;br&gt;The program is free software under the MIT license.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>查看(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Read pictures of digits in place of the drawing (Ctrl+I); they can also be pasted, or dropped on the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open p&amp;icture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tages of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what becomes of the picture on its way to the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open digits from a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder of pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download &amp;MNIST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My d&amp;rawings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open network…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save network…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the &amp;bundled network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in a run that another Digit Lab has exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open r&amp;un…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the drawing, what the network sees and reads, and the learning curves on one page (Ctrl+P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prin&amp;t…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the run as a moving picture: curves, weights, and the bars for the drawing on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport the film…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change of the drawing (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo what was undone (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the canvas (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the drawing, or the picture in its place, as a picture (Ctrl+C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;opy the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the answer and the ten numbers as a table (Ctrl+Shift+C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the rea&amp;ding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a plo&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the picture on the clipboard in place of the drawing (Ctrl+V)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Label the drawing as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A digit on the keyboard labels the drawing; switch this off if keys are pressed by accident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label &amp;with the keys 0 to 9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on the data; continues where it stopped (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on a single batch (a SciPy method: a single iteration), then pause (F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tep: one batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the run; what was learned is kept (Shift+F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget what was learned: new random weights from the seed (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch the network learn once more, from its start or from the moment that is shown (F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play the run as a film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the network of now answer again (Shift+F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on from &amp;here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin a new run with the network of the moment that is shown; this run is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the whole network answer again, after units were silenced or layers switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mend the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network learns the drawings that you have labeled, in seconds (Ctrl+T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Learn my handwriting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo learning my hand&amp;writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the network as it was before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Evaluate on the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected r&amp;un</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;weep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the network of the selected run answer; that of now is kept (Enter in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on training the network of the selected run, with its settings and its digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train on from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a new network with the settings and the digits of the selected run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Same settings again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train networks that differ from this one in nothing but the seed: how far they spread is chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same with {n} seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay the curve of the selected run over the others (Space in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;ick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selected run with a star: it stays when old runs make room (* in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sta&amp;r</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the selected run a name (F2 in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write something beside the selected run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected runs; they can be brought back (Delete in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the selected run: for another Digit Lab, as JSON, or as the Python that repeats it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table of runs as it is listed, for a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the ta&amp;ble…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train many networks that differ in the settings you choose, and compare them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open the sweep…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start, pause or go on with the sweep; it is computed beside the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the sweep: what is done is kept, and it can go on later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the settings of the selected result in the Training tab (Enter in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these se&amp;ttings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the best network of the selected result answer; that of now is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use its &amp;network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use its network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a row for each run of the sweep, for a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport the results…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the sweep that is shown; its runs stay in the table of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete the sweep…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Logarithmic loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pen width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Thin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;hick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Very thick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves by itself; at first as the system wishes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything larger (Ctrl++)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;arger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything smaller (Ctrl+-)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything as large as fits this screen (Ctrl+0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nor&amp;mal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next part of the window: run bar, settings, curves, drawing, bars, message line (F6)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the part before (Shift+F6)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the screen with the canvas, the answer and the bars; Esc leaves (F11)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;resentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presentation sho&amp;ws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas and bars only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each unit looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The open tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find any command by a few words (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search all commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every key that the window answers to (F1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every setting and every term: a sentence, the formula, something to try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click anything to have it explained; nothing else happens meanwhile (Shift+F1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four steps: draw, read the bars, train, change one thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was checked for people without a mouse or with a screen reader, and what is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;ccessibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Digit Lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the tab {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on with the sweep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivationExplorer</name>
    <message>
        <source>Activation and its derivative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an output costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pre-activation z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy and squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost of one output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured: none, there is a kink; 0 is used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured: {measured}, apart by {difference}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>y = 1:  −log {h} = {one}
y = 0:  −log {rest} = {zero}
y = 1, squared:  ½ · {rest}² = {squared}
{comparison}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy is {ratio} times as much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drag in the plot, or press ← →</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Back to all cards (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge this card (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Digit Lab is still saving the window that was closed; this one opens in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window that was closed is still being saved. This window has a session of its own; close it and start Digit Lab again later to continue the other one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What there was {stays}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AugmentationDialog</name>
    <message>
        <source>Augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above: digits of the data. Below each: three copies, as an epoch might be trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another sample</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AugmentationPreview</name>
    <message>
        <source>Digits before and after their augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No digits are loaded yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BreakBar</name>
    <message>
        <source>Break it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise on the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds random numbers to all weights: at the right end as large as the weights are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick it to see what the network says with all biases at 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick it to see what the network says without this layer: all its units put out 0</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrokenNetwork</name>
    <message>
        <source>Training mends the network: it is whole again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}, for this view only. The stored network is unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Stroke files (*.json *.json.gz)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangePictures</name>
    <message>
        <source>The drawing before and after a small change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled with +: ink was added here. Hollow with −: ink was taken away here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckOnDigits</name>
    <message>
        <source>digits of {label}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>Probability of each digit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassMeansView</name>
    <message>
        <source>Mean digit of each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labeled {n:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read {n:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_different} of {n_pixels} pixels differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no digit has this label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no digit is read as this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColorScale</name>
    <message>
        <source>Blue: ink at this pixel counts against it. Red: ink counts for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Color scale of the weights: blue, ink counts against, to −{n}; red, ink counts for, to +{n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ink counts against −{n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{n} for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search all commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all commands: type a few words, choose with the arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command has these words.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Not available now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfusionMap</name>
    <message>
        <source>Confusion matrix: rows are the true digits, columns what they were read as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{truth} read right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{truth} read as {predicted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: {n:,} {n|digit|digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {percent} % of all {truth}s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {percent} % of what was read as {predicted}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>The drawing is on the clipboard, as a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading is on the clipboard: {answer}, and the ten numbers as a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plot in this tab</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveLegend</name>
    <message>
        <source>Training: solid line. Validation: dashed line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run before: thin gray line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the run before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveStyle</name>
    <message>
        <source>f′(z), the formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f′(z), measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−log h  (y = 1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−log(1 − h)  (y = 0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>numerical: each parameter moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backpropagation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataChooser</name>
    <message>
        <source>Download {n:.1f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST: starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST is being downloaded, {n:.1f} MB; you can go on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST: stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST: {how_far}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST has been downloaded. Choose it under Data to use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn them so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} is not there any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data of your last session cannot be used: {reasons}. {data} are in use instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data of your last session cannot be used: {reasons}. {data} is in use instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}. The digits in use stay: {data}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds a network, not digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it as a network</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataExplorer</name>
    <message>
        <source>Digits of each label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training digits of each label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test digits of each label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits are being loaded…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network reads the digits…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the digits was canceled. Press Read them to start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures are {has}; for this network they are resampled to {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No digits are loaded yet. Choose data in the Training tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a digit to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} of {digits} are misread. A pixel differs if the two means are more than 1/255 of full ink apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has no ink to be traced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read as {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traced; on the canvas: {read_as}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataView</name>
    <message>
        <source>{n:,} {n|digit|digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} training {n|digit|digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} test {n|digit|digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|digit|digits} labeled {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} training {n|digit|digits} labeled {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} test {n|digit|digits} labeled {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}, in the order of the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}, greatest loss first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}, least sure first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}, {n:,} of them misread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} of {digits} {n|is|are} misread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} of {digits} {n|is|are} read right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}. Shown: {n} at random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below the misread: label → answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network misreads no {noun}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network misreads no {noun} labeled {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network reads no {noun} right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network reads no {noun} labeled {label} right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {noun} labeled {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No digits are kept for testing. Choose a split with test digits in the Training tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {noun}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labeled {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read right or wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greatest loss first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which part of the data, as split in the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only digits with this label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network&apos;s answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network reads them as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which digits come first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw another {n} digits at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the network has read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading the digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the network read the digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits of each label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean digit of each class: as labeled, and as the network reads it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class means</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitBar</name>
    <message>
        <source>Digits of the number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitDetail</name>
    <message>
        <source>Put it on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace the picture with the canvas&apos;s pen, to change it and watch the answer.
Undo brings the drawing back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a digit to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit {number:,}: labeled {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network has no answer: its numbers overflow. Train again with a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read right: {read_as}, {sure}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misread as {read_as}, {sure}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitGrid</name>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitMap</name>
    <message>
        <source>Map of training digits, with your drawing among them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}, no. {number:,}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitRow</name>
    <message>
        <source>The training digits that are most alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} at {distance:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit {number:,} of the data, labeled {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitStripPresenter</name>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not look like a digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit {number} from the left is read as {digit}, {percent}. Press to explain it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrawingCanvas</name>
    <message>
        <source>Canvas: draw a digit here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move the pen, with Shift in larger steps. Space puts it down and lifts it, Enter or Escape lifts it. Backspace erases the strokes there. Keys 0 to 9 label the drawing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrawingPanel</name>
    <message>
        <source>Drawing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrawingsBrowser</name>
    <message>
        <source>My drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected drawings are {digit} (key {digit})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected drawings (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the drawings of a stroke file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all drawings to a stroke file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change made here (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click or Enter: put it on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drawings} labeled {digit} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drawings} deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drawings} as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drawings} written to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stroke files (*.json *.json.gz);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{drawings} added from {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all digits: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no drawings yet.

Draw a digit in the window and press the key of its number, or its row of the bars. Import… brings drawings from a stroke file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no drawing labeled {label}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrawingsGrid</name>
    <message>
        <source>Drawings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrawingsModel</name>
    <message>
        <source>Drawing {number}, labeled {label}, read as {digit}{when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing {number}, labeled {label}{when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}, read {digit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvaluatedPictures</name>
    <message>
        <source>The {n:,} with the highest loss are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture to see its ten bars.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvaluationExplorer</name>
    <message>
        <source>The digits could not be read: see the message at the bottom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: expected a place to write to, got: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvaluationView</name>
    <message>
        <source>Training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accuracy} of {n:,} training {n|digit|digits} of {data} read right: {errors}. Loss per digit {loss}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accuracy} of {n:,} test {n|digit|digits} of {data} read right: {errors}. Loss per digit {loss}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accuracy} of {n:,} {n|drawing|drawings} read right: {errors}. Loss per digit {loss}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{errors} among {n:,} training {n|digit|digits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{errors} among {n:,} test {n|digit|digits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{errors} among {n:,} {n|drawing|drawings}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of each digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of each reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores per digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over- or underfitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which digits to read: the training digits (validation digits included),
the test digits, as split in the settings, or all drawings that you labeled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is written into the cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the matrix, tab-separated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the matrix as a picture, PNG or SVG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Framed cells: read right. All others: misread. The stronger the ink, the larger the number: framed cells have one scale, all others another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth and reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misread digits, highest loss first: truth → reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision, recall and F1 of each digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the table, tab-separated (Ctrl+C in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table as CSV, numbers in full precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision: the share that is right of what was read as the digit. Recall: the share of the digit that was read right. F1: their harmonic mean. The mean counts every digit equally, the weighted mean by how often it occurs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the digits: {share:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {n:,} {n|digit is|digits are} read right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a cell of the matrix, or go there with the arrow keys and press Enter, to see its pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|error|errors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no errors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>The paper: draw a digit with the mouse, a pen or a finger; the right button, or the other end of the pen, erases. By keys, the arrows move the pen, and Space puts it down and lifts it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digit that the network finds most probable for your drawing, and how certain it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each layer of the network makes of your drawing: more ink is more active. Point at a pixel of a map to see the part of the drawing that it looked at, and how its value comes about; a click keeps it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network, with your drawing flowing through it from left to right: red lines speak for, blue dashes against, thicker ones by more. Point at a unit for its numbers; a click keeps it; Delete silences it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unit that is pointed at: what it looks for, what it found in your drawing, and what it says to each digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning curves of the runs that are ticked, best first at the right. Point at one, or go up and down by the arrow keys, to see it alone; a right click saves or copies them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every run that was made. Tick some to see their curves over each other; a star keeps a run when old ones make room. By keys: Space ticks, F2 renames, Delete deletes, Enter has the network answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The combinations of the sweep, best first, then what is computed and what waits. The button of a row, or Enter, has its settings in the Training tab; a click on a head sorts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning curves of the best runs of the sweep, and of those that are computed now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of the selected run beside those of another that is ticked or selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has just happened or what to do next, and at the right the digits that are in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the digits themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the mean of all pictures of each digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits of the data: choose one to see it large, and what the network makes of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits of the cell that is chosen in the confusion matrix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits that the network misreads, those it is most certain of first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result of the evaluation in a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that goes into the activation; the plot shows what comes out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output of the network for the true class; the plot shows what it costs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the check before all parameters have been compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures three ways to compute the gradient of the sigmoid, and draws how long each takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digit that the step is worked out for: one of the data, or your drawing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of the weight that is followed through the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens this page. By keys, the arrows go to the pages beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings, the learning curves and the weights of the network while it learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network drawn, your digit flowing through it, and what it says where it is broken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the network answers your drawing so: which ink spoke for which digit, and what is like it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits that the network learns from and is tested on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How well the network reads digits, which it confuses, and which it misreads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations, losses, a gradient check and one step of training, number by number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every run that was made, to be compared, used again and repeated; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeatureMaps</name>
    <message>
        <source>Draw a digit: its feature maps appear here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Networks (*.npz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theta1, Theta2 for Octave and MATLAB (*.mat)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ONNX for other programs (*.onnx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits (*.mat *.npz *.npy *.csv *.tsv *.txt *.data *.json *.ndjson *.gz *.bz2 *.zip *ubyte);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks (*.npz *.mat *.onnx *.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs (*.digitlab-run);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run is opened as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the network</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmExport</name>
    <message>
        <source>Export the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving picture (*.gif);;Folder of pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The film is being made: {share} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No film was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The film could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmFiles</name>
    <message>
        <source>{file}: expected the name of a new folder, got one that is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: expected a place to write to, got: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FineTuner</name>
    <message>
        <source>Another network answers now. Press Learn my handwriting to look at the labels again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FineTuning</name>
    <message>
        <source>Reading your drawings, and digits like those that the network has learned…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was learned: the network is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for labels that contradict what the network reads…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No label contradicts the network any more. Press Learn my handwriting again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: the network reads as it did before. Your drawings are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another network has taken the place of the one that learned your handwriting. Your drawings are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FineTuningDialog</name>
    <message>
        <source>Learn my handwriting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the learning is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop learning; what was learned is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawings whose label is doubtful; the selected ones are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn from all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in My drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To change their labels, or to delete them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You kept this drawing as one digit, but the network is certain of another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You kept these {n} drawings as one digit each, but the network is certain of another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key pressed by mistake does harm: leave out what you did not mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out the selected ({n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning your drawings, mixed with digits like those that the network has learned…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit to try it; Undo takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your drawings, learned from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your drawings, kept for testing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits learned before: {data}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other digits: {data}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused. Press Continue to go on, or Stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_right} of {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of your {n:,} {n|drawing|drawings} that it did not learn from, the network now reads {n_now} right, and read {n_then} before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of your {n:,} {n|drawing|drawings}, the network now reads {n_now} right, and read {n_then} before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not help: undo it, and keep more drawings first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iterations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss, validation loss and the gap between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training loss: solid    validation loss: dashed    gap (validation − training): dotted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training against validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the plot as a picture, PNG or SVG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the learning curves say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: {advice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss per digit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>Try this:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layers between the pixels and the ten outputs: units that add up their weighted inputs and pass the sum through the activation, and among them convolutions, pools and dropout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a = f(W x + b), with (inputs + 1) × units parameters a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it to 2: two units can hardly tell ten digits apart. Then leave it empty: without a hidden layer the network compares the drawing with ten templates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function that each hidden unit applies to its sum; without one, many layers could do no more than one layer does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sigmoid: f(z) = 1 / (1 + e⁻ᶻ)
tanh: f(z) = tanh z
ReLU: f(z) = max(0, z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with Sigmoid, then with ReLU and nothing else changed. The loss falls much faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output and loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the ten outputs are computed, and how much a wrong answer costs; training makes this cost small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softmax + cross-entropy: −log hₜ, t the true digit
sigmoid + cross-entropy: Σ −y log h − (1 − y) log(1 − h)
sigmoid + squared error: ½ Σ (h − y)²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the squared error. With the same learning rate the network learns far more slowly, because its gradient is multiplied by h (1 − h), which is at most 1/4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The random weights that training starts from; they must differ, or all units would learn the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glorot: ±√(6 / (n_in + n_out))
He: ±√(6 / n_in), for ReLU
Uniform: ±0.12 or ±0.1, biases too
Normal: N(0, 1) or N(0, 1/n_in), biases N(0, 1)
Filters K×K: n_in = K² × channels, n_out = K² × filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press New random weights: the pictures of the weights are noise. Then train, and watch strokes appear in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that all chance in a run comes from: the first weights, the validation digits, the order of the digits and their distortions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same seed + same settings + same data = same run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train twice with the same seed: the curves lie on each other. Train with another: how far apart they lie is chance, and no setting&apos;s doing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule by which the gradient g changes the weights w in each step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient descent: w ← w − η g
momentum: v ← μ v − η g, w ← w + v
Adam: w ← w − ηₜ m / (√v + ε)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Momentum instead of Gradient descent. Twenty epochs come to what took hundreds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each step goes against the gradient: too small and nothing seems to happen, too large and the loss jumps about instead of falling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with 0.03, with 0.3 and with 30. The second learns faster, the third never gets beyond guessing. It can be changed while it trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum μ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the last step that is taken again, so that steps in one direction build up speed, like a ball that rolls downhill.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v ← μ v − η g, w ← w + v
steady steps grow up to 1 / (1 − μ) times: 10 times for μ = 0.9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the optimizer Momentum and train with μ = 0 (plain gradient descent), then with 0.9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate changes during a run: large steps to get near, small ones to settle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step: η γ^⌊epoch / s⌋
cosine: η (1 + cos πt) / 2, with t from 0 to 1
one cycle: η / 25 up to η in 30 % of the run, then down to η / 250,000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with a high learning rate that is constant, then with Cosine. The end of the curve is smoother.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the schedule Step: after how many epochs s the learning rate changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it to a tenth of the epochs. With γ = 0.5 the last steps are 512 times shorter than the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step factor γ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the schedule Step: what the learning rate is multiplied by each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare 0.5 with 1. A factor of 1 changes nothing, so the schedule is constant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many digits the gradient is averaged over before the weights change once: fewer give more, but noisier, steps in an epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps an epoch = ⌈m / batch size⌉, m the number of training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train 20 epochs with 1, with 32 and with 0 (all digits at once). The first takes m times as many steps as the last, and gets much further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether each epoch takes the digits in another order; else, in the order in which the data holds them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one epoch = every training digit once, in any order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch it off. These digits are well mixed, so little changes. Data that is sorted by digit learns badly without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A price on large weights, which keeps the network from learning single digits by heart; biases are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost = loss + λ / (2m) Σ w², m the number of training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with 100. The weights stay pale, and the network reads little more than half of the digits. Then put it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the run goes through all training digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps = epochs × ⌈m / batch size⌉, m the number of training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the epoch from which the validation curve hardly falls. What comes after it teaches little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the training digits that is set aside to see how well the network reads digits that it does not learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation digits = share × training digits, the same share of every class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it to 50 %. Half of the digits are left to learn from, and the two curves move further apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that draws the validation digits; usually the seed of the run does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same data + same share + same validation seed = same validation digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a number and train with five different seeds: what differs is the networks alone, as all are measured on the same digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many epochs the validation loss may go without a new lowest value before the run stops and takes back its best weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop when epoch − best epoch = patience; 0 for never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a large network with Adam and a patience of 20. It stops by itself, often long before its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The least by which an epoch has to lower the cost for the run to go on; asked from the tenth epoch on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop when cost before − cost now &lt; tolerance; 0 for never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it to 0.001. The run ends where the curve has become flat, not where its epochs run out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many pixels the network reads, and how the ink lies in them: 20 × 20 as in the course, 28 × 28 as in MNIST, or 8 × 8 blocks. Data of another format is resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inputs = height × width: 400, 784 or 64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose 28 × 28 and press Train: the panel What the network sees shows your digit in finer pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the value x of a pixel is scaled before the network gets it; inputs of similar size are easier to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as they are: x, from 0 (paper) to 1 (ink)
from −1 to 1: 2x − 1
standardized: (x − mean) / standard deviation of each pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Standardized. With the same learning rate the loss falls much faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each epoch trains on freshly distorted copies of the digits, so that the network learns what does not matter: a shift, a slant, a thicker pen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digits to validate and to test on stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Show and choose Strong. Would you still read them all? Training takes longer, as no digit comes twice alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which digits are kept for testing: training never sees them, so they show how well the network reads what is new to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data = training digits (validation digits among them) + test digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate in the Evaluation tab on the training digits, then on the test digits. The second is the honest figure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of all digits that is kept for testing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test digits = ⌈share × all digits⌉</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it to 90 %. The network has few digits to learn from, and its test accuracy falls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that draws which digits are kept for testing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same data + same share + same seed = same test digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with five different test seeds. The spread of the five test accuracies is how far to trust one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many digits at the end of the data are kept for testing, in the order in which the data has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test digits = the last n, training digits = those before them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published figures often name such a split. Keep the last 10,000 of MNIST, and compare with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many bits a number has: single is about twice as fast, SciPy&apos;s methods need double.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>single: 32 bits, about 7 digits (2⁻²³ ≈ 1.2e-7)
double: 64 bits, about 16 (2⁻⁵² ≈ 2.2e-16)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with either: the curves are the same to the eye, and single is done in half the time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A set of settings with a name; choosing one fills in every field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one, train, change a single setting and train again. The run before stays as a faint line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labeled digits that the network learns from and is tested on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at them in the Data tab. Which of them could you not read yourself? No network can be sure of those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast a run goes: slow enough to watch, or as fast as the computer can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow it down, and press Step to see what a single batch changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All numbers that training changes: the weights and the biases of every layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>400 pixels, 25 hidden units, 10 outputs: 401 × 25 + 26 × 10 = 10,285</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double the hidden units, and see how the number grows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How wrong the network is on average: 0 would be right and certain on every digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss = 1/m Σ −log hₜ; mere guessing costs −log 1/10 = 2.303</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the loss before the first epoch. It is near 2.3, the price of guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What training makes small: the loss, and the price of large weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the weight decay to 0. Cost and loss are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the digits whose most probable answer is the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy = digits read correctly / all digits; mere guessing comes to 10 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with the loss. The loss goes on falling when the accuracy no longer rises, as right answers become more certain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits that the network learns from; their curve is the solid line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>m = the number of digits that are trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch whether the training curve leaves the validation curve behind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits that are set aside and not learned from, to see how well the network reads what is new to it; their curve is the dashed line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gap = validation loss − training loss: a wide one is overfitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a large network without weight decay, and watch the gap grow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network learns its training digits by heart, while it reads new ones no better, or worse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training loss falls, validation loss rises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it few digits (Validation 90 %) and many units, then add weight decay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pass through all training digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one epoch = ⌈m / batch size⌉ steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Step. An epoch is that many presses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits whose gradients are averaged for one step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>g = 1/B Σ gradient of each digit&apos;s loss, plus λ/m w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the batch size to 1 and press Step. The bars jump after every digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability of each digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strongly the network believes in each digit; with softmax the ten add up to 1. It can be certain and wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw something that is no digit. The network has to choose one all the same. Where it is wrong, press the row of the right digit, and your drawing is kept with that label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your drawing as the network gets it: scaled to one size, centered by its ink, in a few pixels of gray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20×20 pixels, 0 for paper, 1 for ink; the longer side of the ink spans 14.3 pixels
28×28: it spans 20 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the same digit small and in a corner. The network sees nearly the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns ten numbers into ten probabilities that add up to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit in two steps. When one bar rises, the others have to fall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of a digit: how surprised the network is by the right answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−log hₜ: 0.03 at 97 %, 0.69 at 50 %, 2.30 at 10 %, 4.61 at 1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in the Evaluation tab for the digits that are wrong and certain. They cost most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each weight, how fast the cost would rise if the weight grew; training steps the other way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it in the Mathematics tab against differences of the cost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backpropagation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain rule, from the outputs back to the inputs: it gives the gradient of all weights in one pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>δ at the outputs = h − y; one layer earlier: δ ← (W δ) × f′(z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow one digit through it in the Mathematics tab, number by number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plainest optimizer: a step against the gradient, as long as η says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with it first, so that you know what the others improve on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum that looks one step ahead before it turns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it with Momentum at a high learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides each weight&apos;s step by the usual size of its own gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a learning rate of 0.001. Every weight moves by about η in a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum, divided by the usual size of each weight&apos;s own gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose it with a learning rate of 0.01. After twenty epochs hardly a training digit is misread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeezes any number into 0 to 1; far from 0 it is flat, and learns slowly there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f(z) = 1 / (1 + e⁻ᶻ), f′ = f (1 − f), at most 1/4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train six sigmoid layers of 25 units. The gradient fades on its way back, and nothing is learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeezes any number into −1 to 1: a sigmoid that is centered at 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f(z) = tanh z, f′ = 1 − f², at most 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare its curve with the sigmoid&apos;s in the Mathematics tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets positive numbers through and turns negative ones into 0; quick to learn with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f(z) = max(0, z), f′ = 1 where z &gt; 0, else 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train six layers of 25 units with it, and then with Sigmoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer of filters: each looks at every place of the picture through the same few weights, and answers how well what is there matches them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z[y, x] = b + Σ W[i, j] a[y + i, x + j], summed over all channels, then f(z)
8 filters 5×5 on one channel: 8 × (25 + 1) = 208 parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the hidden layers to conv 8 5x5, pool 2, 64 and train. The pictures of the weights are the eight filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one filter makes of a picture: a picture again, with more ink where the filter found what it looks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H×W pixels, a filter K×K: a map of (H − K + 1) × (W − K + 1); with same, H × W
20×20 pixels, 5×5: 16×16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the list beside Hidden layers: 16×16×8 is what a convolution puts out, eight maps of 16×16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the largest of each square of a feature map: what was found stays, and where exactly is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p[y, x] = max a[s y + i, s x + j], i and j from 0 to s − 1; no parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the hidden layers to conv 8 5x5, 64, then to conv 8 5x5, pool 2, 64. The network has a quarter of the parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the network trains, each value is left out with the probability p, so that no unit can rely on another one; when it reads, nothing is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in training y = m x / (1 − p), with m = 0 with the probability p, else 1; else y = x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a large network, and again with dropout 0.5 as its last hidden layer. The gap between the two curves of the accuracy is narrower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy of the network at a moment of its run, up to 64 of them, evenly in log time: most are early, when most is learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log time = log(1 + epoch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit, train, and drag the slider under the curves to find when the network first reads it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread over seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far runs lie apart that differ in nothing but the seed: two settings whose runs lie no further apart do not truly differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean ± s,  s = √(Σ (x − mean)² / (n − 1)) over n seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train, select the run in the Runs tab, and press Same with 5 seeds: the band is what chance alone makes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many runs that differ in the settings you choose: all measured on the same validation digits, computed beside the window, and compared best first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs = combinations × seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Training › Sweep › Open the sweep, leave the learning rate as it is, and press Start sweep: too small a rate learns little in the time, too large a one not at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of a sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a setting takes, one after the other: a list, with semicolons where values have commas, or a range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.1, 0.3, 1   25; 128, 64   0.001..1 log 7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type 0.001..1 log 7 for the learning rate: seven values, each about three times the one before, as rates differ by factors and not by amounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A grid trains every combination of the values; random search draws some, and so tries more values of each setting in the same number of runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>9 runs: 3 × 3 values, or 9 of each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary learning rate and weight decay, 20 combinations at random: where only the rate matters, you see twenty rates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of more than two settings: an upright axis for each and one for the result, and a line through its values for each combination; more ink reads better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a line = a combination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look where the dark lines pass an axis together: that setting matters, and there it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share the lead of one digit over another out among the pixels: the drawing fades in from empty paper, and what each pixel does to the lead meanwhile is summed up. Ink that is missing gets no part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part i = xᵢ ∫₀¹ ∂(z_a − z_b)/∂xᵢ (t x) dt
empty paper + Σ parts = lead z_a − z_b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a 3 in the tab Why and ask for 8: the blue ink is what the two have in common.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erases a small square of the drawing, looks how the answer changes, and does so everywhere. The squares overlap, so the changes do not add up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part i = lead(x) − lead(x without the 3 × 3 pixels around i)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose it as the method in the tab Why: what is missing from the sum is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient × ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each pixel&apos;s ink times the slope of the lead there: what a little more ink would do. It is exact for a network without hidden layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part i = xᵢ ∂(z_a − z_b)/∂xᵢ (x)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train without hidden layers, choose it in the tab Why, and nothing is missing from the sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The directions in which many points differ most, each at right angles to those before. The first two make the flat picture that loses least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eigenvectors of the covariance 1/n Σ (x − mean)(x − mean)ᵀ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the tab Why, press New random weights and Train: the classes part on the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small change of a picture after which the network answers something else, found by following the slope of its scores. That a smaller one exists is never ruled out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x + δ with few and small δ, so that z_b &gt; z of all other digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the change on the canvas, and see whether you would have noticed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ideal picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture that a digit&apos;s output, or a unit, answers most to, grown by following the gradient of its z by the pixels. Begun with noise and not blurred, it stays noise that the network is sure of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x ← clip(blur(x + η ∂z/∂x)), from gray, until z grows no more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press What it looks for in the tab Why, and Train: watch the picture change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training digits to which the last hidden layer answers most alike. A drawing that is misread often has neighbors of the wrong label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance² = Σ (aᵢ − bᵢ)² over the units of the last hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw something between a 4 and a 9, and watch the five digits change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many digits of each row were read as the digit of each column: the diagonal is right, all else is mistaken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cell (i, j) = digits that are i and were read as j</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the fullest cell off the diagonal, and look at its digits. Some of them you might have misread yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision, recall and F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision: how many of the digits read as 3 are a 3; recall: how many of the 3s are read as a 3; F1 is high only where both are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>precision P = right / read as 3, recall R = right / all 3s, F1 = 2 P R / (P + R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the digit with the lowest recall, and look in the confusion matrix for what it is taken for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares the gradient of backpropagation with differences of the cost; if both agree, the code is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it: the relative difference is about a billionth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each unit, or filter, multiplies its inputs by, drawn as a picture: red where ink speaks for it, blue where it speaks against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a unit whose picture resembles a stroke, and draw that stroke.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves, bars and the mathematics behind them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GradientCheckView</name>
    <message>
        <source>Press Check: each parameter is moved a little, and how the cost answers is compared with the derivative that backpropagation computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No verdict: the network&apos;s numbers overflow, so there is no gradient. Start from new random weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ {text}: backpropagation is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≈ {text}: larger than rounding explains; backpropagation is nearly right, or the cost has a kink here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ {text}: too large, backpropagation is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving one parameter after another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all {n:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} of {n_parameters:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative difference ‖a − b‖ / (‖a‖ + ‖b‖) of {which} parameters of the network {network}, on {n_samples:,} {samples}, weight decay λ&#xa0;=&#xa0;{number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {n} of them are drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The course&apos;s debug network 3-5-3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network in use, on the digits in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many parameters to check, drawn again at each press of Check; 0 for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many digits to check on, from the first; up to {most:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameter, by its number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numerical − backpropagation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is backpropagation right?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GradientChecker</name>
    <message>
        <source>There are no digits yet: wait until they are read, or open some with File &gt; Open data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled. Press Check to begin again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples of sines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accessibility</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IdealView</name>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose ideal picture grows: that of the question&apos;s first digit, or of a unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which unit of the layer, or which map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grow again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with gray, and with other noise, once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ideal picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise that is read with certainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convolution {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digit {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ideal {digit}, to this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every step adds the ink that raises the score of {digit} most, and blurs it a little. Is it a {digit} to you? It need not be: only what tells a {digit} from the other digits counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What unit {unit} looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every step adds the ink that makes the unit more active, and blurs it a little. Units look for parts of digits, and often for several at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{figure}, read as {digit}: {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise that it reads as {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as {digit}: {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise whose pixels were moved a little at a time until the network was sure. It has learned what tells digits from each other, and not what is no digit: every picture is more like some digit than like others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No noise was found that it is sure of; this is as far as it came. A network that has seen scribbles as well as digits is harder to fool.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>{address} is only the address of a picture, and nothing is fetched from the web: copy the picture itself (Copy image, in a browser) and paste it, or save it and open the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a picture, got text: copy a picture or its file, and paste again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a picture or a file, got nothing that can be opened: copy a picture, and paste again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InkParts</name>
    <message>
        <source>Which ink spoke for which digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row}, column {column}: ink {ink:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, says nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, {part:.3f} for {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next control, to the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press a button, change a switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close a list, a card or a mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the pen, in larger steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys, Shift+arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the pen down, lift it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift the pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase the strokes at the pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go along the curves, to their ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys, Home, End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go from checkpoint to checkpoint, by eight, to the first, to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys, Page Up, Page Down, Home, End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the run as a film, go back to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space, Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the tab beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Borders between parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the border, in larger steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge the first unit, show all again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next enlarged unit, to the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right, Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go from pixel to pixel, from layer to layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys, Page Up, Page Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the pixel that is worked out, let it go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go from unit to unit, from layer to layer, from pixel to pixel of a map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up, Down, Left, Right, Shift+arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin a unit, silence it, let it go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter, Del, Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strip of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits in a grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go from digit to digit, show one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label what is selected, delete it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 9, Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put one on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go from cell to cell, to the ends of a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the digits of a cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result of a sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go from one combination to the next, to the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys, Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the settings of a combination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is selected, or all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next step, the one before, skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next tab, to the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the number larger, smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists to choose from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 9</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelBalance</name>
    <message>
        <source>Digits of each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No digits are loaded yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Labeling</name>
    <message>
        <source>Kept as {digit}, in pen strokes traced from the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as {digit} (read as {read_as}), in pen strokes traced from the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as {digit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as {digit} (read as {read_as}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} The other digits are still on the canvas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not kept: the drawing is back on the canvas.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageChooser</name>
    <message>
        <source>Chinese needs a font with Chinese characters, and this computer has none: install one, such as the package fonts-noto-cjk on Debian or Ubuntu, and start Digit Lab again. (没有中文字体：请安装 fonts-noto-cjk 等中文字体，再重新启动。)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} multiply-adds for each digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a hidden layer that can be moved so, or removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a layer, F2 edits, Del removes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} multiply-adds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} param.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>puts out {shape}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message>
        <source>Layers, from the input to the output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LeadWaterfall</name>
    <message>
        <source>What the lead is made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score of a digit is the number z that its output is made of.
The lead of one digit over another is the difference of their scores.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} {before} to {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>continued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first digits are being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Train: the curves grow here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss per digit, without weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss per digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training loss {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training accuracy {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation loss {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation accuracy {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} of {last}: {values}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The losses are without weight decay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These curves are of {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} at {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training was continued at {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network of {value} answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run} on {data}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run} ended at {where}: loss {loss}, accuracy {accuracy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} at {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Something unexpected happened, but your drawing and your network are still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window is in English now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message>
        <source>Feature maps of your drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maps {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first {n:,} shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MathPlot</name>
    <message>
        <source>Across: {bottom}. Upwards: {left}. Curves: {curves}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Mathematics</name>
    <message>
        <source>Activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid gradient, three ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageArea</name>
    <message>
        <source>Message line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a report for the developers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the digits…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkChip</name>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads {accuracy} of the test digits right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads {accuracy} of the validation digits right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads {accuracy} of the digits right that it was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which network answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moment} of {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network {network}, {n:,} parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bundled network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {n} layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layers} hidden</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkDrawing</name>
    <message>
        <source>The network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fuller: more active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lighter: more active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>darker: more active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thicker: by more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {n|filter|filters}, {size}×{size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maps, {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} hidden {n|unit|units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {n|unit|units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {active} active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkInput</name>
    <message>
        <source>What the network sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drawing as the network gets it: {size} numbers between 0 (paper) and {ink:g} (ink),
{layout}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkPresenter</name>
    <message>
        <source>Whole. Click a unit, then Silence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole: nothing is broken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this {digit} {before} → {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test {before} → {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training {before} → {now}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkShown</name>
    <message>
        <source>Draw a digit: it flows through the network here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkUndo</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bundled network answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New random weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {number} answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} gave way to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network before it can be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {number} is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run before it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are those of {recipe}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>Point at a unit or a digit for its numbers; click to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend map {map}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence map {map}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewSession</name>
    <message>
        <source>New session. File &gt; Previous session brings everything back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The previous session cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The previous session is back. File &gt; Previous session switches again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed, as the current session cannot be saved: {trouble}; try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the previous session, {what} could not be restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what there was {stays}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{damage}; the rest is as you left it, and its files are in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberFormat</name>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverlaidCurves</name>
    <message>
        <source>Learning curves of the ticked runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} curves of the {what}, best first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {value} at {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {n} seeds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Settings of two runs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run and tick another: their settings stand here side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of one of these runs are not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These two have the same settings, seed and digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {n|setting|settings} alike: hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {n|setting|settings} alike: show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaneSwitch</name>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the learning curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what each unit looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the feature maps of your drawing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PastBadge</name>
    <message>
        <source>{what}. {action}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>epoch {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iteration {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evaluation {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|batch|batches}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|evaluation|evaluations}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} of {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: {n:,} {n|digit|digits} and streamed ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: {n:,} {n|digit|digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}, {n:,} of them for testing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}, none for testing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost with weight decay (λ = {decay:g}) {cost:.6f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss {loss:.6f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: {cost}, {accuracy} of {n:,} {n|digit|digits} read right; of the {n_test:,} test {n_test|digit|digits} {test_accuracy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: {cost}, {accuracy} of {n:,} {n|digit|digits} read right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at {where}, after {batches}, {n:,} streamed {n|digit|digits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at {where}, after {batches}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, {n:,} streamed {n|digit|digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speed}, {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours:,} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours:,} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,.0f} digits/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureBar</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was opened in place of the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the pictures and go back to the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {n|picture|pictures}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept: {digit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureExport</name>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (*.png);;Vector graphics (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureMenu</name>
    <message>
        <source>&amp;Save the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the &amp;values (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values are on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Pictures ({endings})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open pictures of digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {most} of {n:,} files were opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {number} of {n:,}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{refusal} {n} more files could not be opened either.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} was left out: only one set of digits can be in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be opened while the network trains: press Stop first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PixelStrip</name>
    <message>
        <source>Point at a pixel of any map to see what it looked at. Click to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press a grid, or an arrow key, for its numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept: Esc lets go.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PixelWorking</name>
    <message>
        <source>your drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map {map}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pooled map {map}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of {map}, row {row}, column {column}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of your drawing, row {row}, column {column}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is what the network gets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {unit} of {n:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looked at everything in the layer before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sigmoid of z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tanh of z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU: below 0 is 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looked at {n} {n|pixel|pixels} of your drawing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looked at {n} {n|pixel|pixels} of the map before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looked at {n} {n|pixel|pixels} of each of {n_maps} maps; shown: the one that counts most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} in the margin: 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the ink there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{map} there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ink × filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map × filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filter {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of the {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} other {n|map|maps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the largest of {n} pixels of {map}: row {row}, column {column}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out: it is in no whole square of the pool.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest of its pool, so it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not the largest of its pool, so it is dropped.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresentationPage</name>
    <message>
        <source>Presentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} hidden {n|unit|units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks against</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>{printer}: expected a printer or a file that can be written, and nothing was printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page is printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionBar</name>
    <message>
        <source>The question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digit that red speaks for in every picture of this tab; at first the network&apos;s answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the runner-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and not that digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digit that blue stripes speak for in every picture of this tab; at first the runner-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about the network&apos;s answer and its runner-up again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture that it would be surest of, in place of the four answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RateField</name>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Certain: {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likely: {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a digit; most like {first}, {best} percent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as {first}, {best} percent; next {second}, {next_best} percent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over 99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability in %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message>
        <source>What the network reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong? Press the right digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not look like a digit. The bars show what the network would take it for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer: the weights are too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network gives no numbers: its weights are too large. Press New random weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing drawn yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>No run is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The canvas is empty already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to copy: draw a digit, or open a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no reading to copy: draw a digit, or open a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no previous session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network has not learned your handwriting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the network is broken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no film: no checkpoints of this network are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is now: go back in time with the slider under the curves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back in time first, with the slider under the curves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sweep is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no results of a sweep yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no results of a sweep, or it is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a result of the sweep first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the Runs tab first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning your handwriting uses its own settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run in the Runs tab first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its network answers, or it is under way: have another network answer first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network answers already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run is under way in another window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available once the run has ended: press Stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sweep first: Training › Sweep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep is ending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window keeps no runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of this run, or its digits, are not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can be changed once the run has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not available now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available once the digits have been read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeBox</name>
    <message>
        <source>, changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{description}
Result: {figure}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeChoice</name>
    <message>
        <source>needs ex4data1.mat, open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs MNIST, download {n:.1f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST is being downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} needs MNIST, which is being downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} needs ex4data1.mat: open it, or download MNIST to make these digits from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is not on this computer: download it, or choose other data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} needs MNIST, which is not on this computer: download it, or choose other data.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeEntry</name>
    <message>
        <source>{recipe} {need}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeSheet</name>
    <message>
        <source>Recipes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferenceDialog</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole list, to print it or to hand it out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>{file} is missing from this installation.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Training run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow down to watch; may be changed during a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause after this batch (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the run (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,.0f} epochs/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,.0f} batches/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunProgress</name>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is learning your handwriting. Only the speed can be changed now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training: only the speed can be changed now. Other changes wait for the next run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training: learning rate, momentum, weight decay and speed can be changed now. Other changes wait for the next run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep runs beside the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunSeries</name>
    <message>
        <source>Run {number} of {n}: the others follow. Stop ends all of them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunSwitcher</name>
    <message>
        <source>Nothing was changed, as the current run cannot be saved: {trouble}; try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>These runs were measured on different validation digits: differences of a few points may be chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} and its seeds are truly the best: the seeds alone do not make such a difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {k} do not truly differ: their seeds alone make such a difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is truly the best: on these validation digits, chance makes up to {points} points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {k} do not truly differ: on these validation digits, chance makes up to {points} points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} seeds: {mean:.1f} ± {spread:.1f} %, from {least:.1f} to {most:.1f} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings in which these runs differ; bold: unlike the selected run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation digits read right, at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test digits read right, at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on the validation digits, at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost on the training digits, with weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>single</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>double</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>diverged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learned drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,.4g} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,.0f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation seed {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split seed {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last {value} for testing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tolerance {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>factor {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inputs {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>augmentation {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no early stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patience {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsExplorer</name>
    <message>
        <source>Runs for Digit Lab (*.digitlab-run)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings, figures and curves (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python that repeats it (*.py)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window keeps no runs. Save what it has learned with Ctrl+S.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every run is kept here. The one under way comes as soon as it is saved for the first time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick runs in the table: their curves lie over each other here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} runs are deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} was not written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsView</name>
    <message>
        <source>Two runs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter runs by words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the runs in which each of these words is found: in names, notes, data, layers, settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much room all runs may take: old ones without a star go first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep: try many settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List all runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the runs with a star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the runs that are ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that can be done with a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the loss on the validation digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how many of the validation digits were read right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs that differ in nothing but the seed are drawn as their mean and spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the table of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the curves of the ticked runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the settings of two runs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|run|runs}, {size} of {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every run is kept here. Press Train to make the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run is like that. Clear the filter to see all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep: {progress}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplePicture</name>
    <message>
        <source>The sample</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScaleChooser</name>
    <message>
        <source>Everything is shown at {percent} %, as fits this screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is shown at {percent} %. Ctrl+0 goes back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScrollPage</name>
    <message>
        <source>Page, scrolled by the arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionAutosave</name>
    <message>
        <source>Restoring the last session failed twice, so this window starts with a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last session could not be restored: {error}. This window starts with a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last session could not be restored. This window starts with a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the last session, {parts} could not be restored; the rest is as you left it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved session {stays}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved session is in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continued where you left off. File &gt; New session starts anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it took more than {seconds:g} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session could not be kept for the next start: {trouble}
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something unexpected happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work cannot be saved for the next start: {trouble}. Save the network with Ctrl+S.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stays in {place}, as it cannot be moved ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionWriter</name>
    <message>
        <source>something unexpected happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingFields</name>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>32 bits per number: 7 digits, twice as fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>64 bits per number: 16 digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from {least} to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number from {least} to {most}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put {setting} back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingRules</name>
    <message>
        <source>{method} does not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for momentum and Nesterov momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With all digits in one batch there is no order.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units of each hidden layer, first to last: &quot;25&quot;, or &quot;128, 64&quot;; up to 10 layers of 1 to 10,000 units.
Other layers by their names: &quot;conv 8 5x5, pool 2, dropout 0.5, 64&quot;.
Empty or &quot;none&quot;: no hidden layer (softmax regression).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation of the hidden units and filters:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>η: how far a step goes against the gradient, 0 to 1,000,000.
May be changed during a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the layers one by one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every setting, by group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How pictures are laid out for the network, and how many inputs it has:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 × 20, or 8 × 8 where the digits are 8 × 8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a pixel&apos;s value x is scaled for the network:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distortions that each epoch draws anew for the digits that are trained on, ± a standard deviation:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which digits are kept for testing; training never sees them:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of all digits that is kept for testing, 0 to 90 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the test digits, as scikit-learn&apos;s train_test_split does with this random_state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many digits at the end of the data are kept for testing; fewer than there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the training digits that is not trained on but validated on, 0 to 90 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Val. seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the validation digits. Runs that share it are measured on the same digits, whatever their seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output unit and loss of one digit; a cost is their mean over the digits:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output, loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random weights to start from:
{schemes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision of all calculations; SciPy&apos;s methods need Double:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Determines first weights, the order of digits and, unless a seed of their own does, validation digits.
The same seed gives the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a gradient g changes the weights w; the last four are SciPy&apos;s:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate changes over a run:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s: epochs from step to step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step factor γ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>γ: what each step multiplies the learning rate by, 0 to 10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits per step, up to 1,000,000: 1 for one at a time, 0 for all at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go through the digits in a new order in every epoch; otherwise in the order of the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum μ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>μ: the share of the last step that is taken again, 0 to below 1.
Only for &quot;Momentum&quot; and &quot;Nesterov momentum&quot;. May be changed during a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>λ in the cost&apos;s term λ / (2m) Σ w², 0 to 1e9; m is the number of training digits.
Keeps weights small; biases are not decayed. May be changed during a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times the run goes through all training digits, 0 to 1,000,000;
for SciPy&apos;s methods, their iterations or evaluations of the cost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs without a lower validation loss after which the run stops
and takes back its best network, up to 1,000,000; 0 for never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop when an epoch lowers the cost by less than this, from the tenth epoch on; 0 for never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{setting} must be {expected}, got {typed}: type another, or leave the field to keep {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{setting} must be {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{setting} stays {value}: it must be {expected}, got {typed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too few digits: unused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learns nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usually {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can change now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} param.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SigmoidTimer</name>
    <message>
        <source>The timing ended unexpectedly; press Run again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SigmoidTimingView</name>
    <message>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>σ′(z) for {rows:,} × {columns} values of z, median time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median time (ms), shorter is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sigmoid&apos;s gradient, three ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timing the three ways, one after the other…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {time:.2f} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{fastest} is {ratio:.0f} times as fast as {slowest} (median of {n_repetitions} runs each). All three are the same function: their largest difference at any of the {n_values:,} values is {difference}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>The picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was opened, in gray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without dots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single dots and noise are smoothed away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What lies around the sheet is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much less light comes back than from the paper beside it: shadows are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ink or paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A threshold that goes by the ink around it tells ink from paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules, squares and boxes are taken out, except where a stroke crosses them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specks, holes and what comes in from the edge are left out.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StagesDialog</name>
    <message>
        <source>Stages of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {name} to {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing but ink is on it, and its paper is even: it is read as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the network gets it: {layout}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepDemonstrator</name>
    <message>
        <source>There are no digits yet: wait until they are read, or choose your drawing or Mazur&apos;s example above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit on the right, and say above which one it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s numbers overflow: there is nothing to work through. Choose a smaller learning rate and new random weights, or go back to the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mazur&apos;s; biases stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in the settings; plain gradient descent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network reads pictures of {wanted}, your drawing is read as {got}: choose another sample above, or take the new network.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sweep</name>
    <message>
        <source>{measure}: the mean over the seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The standard deviation over the seeds, in percentage points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test digits read right, on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a run took, on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|epoch|epochs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|iteration|iterations}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|evaluation|evaluations}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|run|runs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n:,} {n|day|days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} of {of:,} runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moment}: {names}; {done}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running, {where} of {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {of} seeds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepDraft</name>
    <message>
        <source>Values are drawn from such a range: choose Random, or say how many: 0.001..1 log 7.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between 1 and {most:,} combinations can be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing varies: give a setting two values, or train with several seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 1 to {most:,} seeds, none above 2,147,483,647.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn from {least} to {most}, even in powers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn from {least} to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} values, {least} to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} {n|value|values}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepForm</name>
    <message>
        <source>What varies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have another setting vary: any, and several at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dask cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid: every combination of the values. Random: so many combinations, drawn by the seed; with several
settings of which few matter, that finds good ones sooner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each combination is trained with so many seeds: their mean is compared, their spread is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many runs the sweep ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many minutes no new run begins; the sweep can go on later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What computes the runs; the window can be used meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the scheduler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As dask scheduler shows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer, {n} of {of} {of|core|cores}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepPicture</name>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} ± {spread:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value}, {n} of {of} seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} over {axes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best: {point}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen: {point}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seeds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepPresenter</name>
    <message>
        <source>Choose what varies, then press Start sweep: what each combination comes to is drawn here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cluster needs the package distributed: start by uv run --group cluster main.py</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the settings of the Training tab: {settings}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the settings of this sweep: {settings}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the address of the scheduler, such as tcp://192.168.1.5:8786.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits are being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on streamed digits cannot be repeated, so they cannot be compared: choose others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the sweep?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep has {n:,} runs and takes {time}. Start it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep has {n:,} runs. Start it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep goes on while you draw and train. It is kept if you quit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the runs came to anything: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep is done. Best: {name}, {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep has ended; {n:,} of {of:,} runs are done and kept. It can go on later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time of the sweep is over; {n:,} of {of:,} runs are done. It can go on later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sweep was made yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{measure}, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of {n} seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} of {of:,} runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All runs of this sweep are done: change something for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning curves of the best runs will be drawn here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings can be changed once the run has ended: press Stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Training tab has the settings {name}: Train makes a new network with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the sweep {sweep}? Its runs stay in the table of runs, and may go when old runs make room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the sweep?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} was not written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepReminder</name>
    <message>
        <source>A sweep was broken off: {n:,} of {of:,} runs are done and kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the sweep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepTable</name>
    <message>
        <source>Results of the sweep, best first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepView</name>
    <message>
        <source>Use those of the Training tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the runs differ from the settings and the digits of the Training tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier sweeps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what an earlier sweep came to, or go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the table of all runs; the sweep goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curves of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what each combination came to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the learning curves of the best, and of what runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture as PNG or SVG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that can be done with a result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results will be listed here, best first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what varies, and what steers the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture of the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the results, best first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TabOverflow</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More tabs, for which there is no room beside these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More tabs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mathematics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeControls</name>
    <message>
        <source>Play from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train from here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeMachine</name>
    <message>
        <source>Now, {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to {n} checkpoints are kept, as each takes {size:.1f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No checkpoints of this network are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No checkpoints are kept of a network this large: {size:,.0f} MB, of at most {most:,.0f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing {moment}. Training goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing {moment}. Training is paused at {now}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing {moment}. The network of {now} is kept as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the film</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeSlider</name>
    <message>
        <source>Time machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>S&amp;kip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the tour (Esc); Help &gt; Tour shows it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step before (Alt+B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next step, also without doing this one (Alt+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the tour (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TourText</name>
    <message>
        <source>A picture is here already. Draw over it for a digit of your own, or press Next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A drawing is here already. Press Clear and draw another digit, or press Next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw any digit here as you would write it: with the mouse, a pen or a finger, or with Space and the arrow keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit: each bar then says how probable the network finds that digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the network says how probable it finds each digit, but to this drawing it has no answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each bar says how probable the network finds that digit. Its weights are still random: it can only guess. Draw another digit and watch the bars move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each bar says how probable the network finds that digit: the longest is its answer. Clear the canvas, draw another digit and watch the bars move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is paused. Press Continue, and the network learns on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press {button}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be pressed yet. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} Press the button and watch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch it learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is learning your handwriting, which takes some seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run is paused. Press Continue to watch it, or Stop to end it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss should fall and the accuracy rise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures of what each unit looks for change as the network learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bars show what it makes of your drawing so far. Press Stop when you have seen enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit, and the bars show what it makes of it. Press Stop when you have seen enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most settings can be changed once the run has ended: wait, or press Stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another activation and train again: the curves of the run before stay as a faint line to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another activation, then press Train to see how a network with it learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change one thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a word with dots under it and it is explained. Ctrl+K finds every command, F1 lists the keys, and Help &gt; Tour shows this again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Train to see what your change does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the download of MNIST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download MNIST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits to train and to test on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingView</name>
    <message>
        <source>more ink: more active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In each layer, the least activation has the color of paper, and the greatest that of ink.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each unit looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature maps of your drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingWorker</name>
    <message>
        <source>There is not enough memory for this network and these digits; use fewer units.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TruthBars</name>
    <message>
        <source>Probability of each digit, and the true one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How probable the network finds each digit for this picture; the framed bar is that of the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnitInspector</name>
    <message>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have it speak again (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what the network says without it (Delete); nothing stored changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it go (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it here (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says to each digit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnitList</name>
    <message>
        <source>Each unit&apos;s number, and how active it is now. Choose one to see it in the drawing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnitNames</name>
    <message>
        <source>pooled map {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map {unit} of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit {unit} of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden unit {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit} silenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {n|unit|units} silenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise {noise}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnitWorking</name>
    <message>
        <source>{digit}, {percent}, score {score}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit}, silenced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit}, active {value}, adds nothing to any digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit}, active {value}, speaks most for {best}, most against {worst}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest parts, by row:column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest parts, by map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest parts, by unit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VariedRow</name>
    <message>
        <source>Values of {setting}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values with commas between them, or semicolons where values have commas: 25; 128, 64
Ranges: 0.001..1 log 7 (seven values, even in powers), 10..100 step 10, 0..1 linear 5
For random combinations also: 0.001..1 log (anything between)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not vary {setting}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WeightMosaic</name>
    <message>
        <source>What each filter looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each digit looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each unit looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What layer 1 looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a filter for its numbers, click to enlarge it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a unit for its numbers, click to enlarge it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see all.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WeightTiles</name>
    <message>
        <source>Filter {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit}: weights from {least} to {greatest}, bias {bias}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}; speaks for {digit}, against {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of the first layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhatIsThis</name>
    <message>
        <source>What is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is this?  Click anything, or Tab to it and press Enter.  Esc ends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Integrated gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient × ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drawing fades in from empty paper, and what each pixel does to the lead meanwhile is summed up.
The parts add up. But what is missing from the drawing gets no part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each pixel&apos;s part is what the lead loses when the 3×3 pixels around it are erased.
Easy to understand. But the squares overlap, so the parts do not add up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each pixel&apos;s ink times the slope of the lead there.
Exact without hidden layers. Else it tells only what the next bit of ink would do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts are summed while the drawing fades in from empty paper; missing ink gets none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part is what the lead loses when the 3×3 pixels around are erased. They overlap: no sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part is ink times slope: what the next bit of ink would do. Exact only without hidden layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit, then ask why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This comes as soon as the pen is lifted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network has no answer: its numbers overflow. Train again with a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits are being loaded…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No digits are loaded yet. Choose data in the Training tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These data have no training digits to lay out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network looks at the training digits…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} leads {second} by {lead} in score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} leads by {lead}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;span style=&apos;{bold} {red}&apos;&gt;Red&lt;/span&gt; ink spoke for {digit}, &lt;span style=&apos;{bold} {blue}&apos;&gt;blue striped&lt;/span&gt; ink for {other}. {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing: what is lost between the steps of fading in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts do not add up by themselves: what is missing is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n} parts add up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {n:,} values of the last maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {n:,} hidden {n|unit|units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {n:,} {n|unit|units} of the last hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used:,} of {n:,} training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} training {n|digit|digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digits}, laid out by the two directions in which {by} differ most ({share} % of all).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tail is where your drawing just was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would make it another digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would make it an 8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would make it a {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;span style=&apos;font-weight: 600&apos;&gt;+&lt;/span&gt; add {ink} {n|pixel|pixels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;span style=&apos;font-weight: 600&apos;&gt;−&lt;/span&gt; take {ink} {n|pixel|pixels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} % of your ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then {digit} leads: &lt;span style=&apos;font-weight: 600&apos;&gt;{share}&lt;/span&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network reads it as {digit} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No small change was found that makes it {digit} to this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still an 8 to you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still a {digit} to you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looks at other things than you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {n} are {label}s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {n} are {label}s, {others}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No two are alike: {others}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one is an {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one is a {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} are {label}s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alike means: the pixels are alike. The number is the distance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alike means: {by} answer alike. The number is the distance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyExplorer</name>
    <message>
        <source>This network has no hidden units: it sees the pixels alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ink for {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{digit} leads by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The changed picture has no ink to be traced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The changed drawing is on the canvas, and is read as {digit}. Undo brings yours back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The changed drawing is on the canvas; there is no answer to it. Undo brings yours back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The changed drawing is on the canvas. Drawn with a pen it is read as {digit}: strokes are coarser than the change. Undo brings yours back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits could not be laid out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are {has}, resampled to {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits could not be compared.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyView</name>
    <message>
        <source>Which ink spoke for which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits lie near each other that the last hidden layer answers alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits lie near each other whose pixels are alike: what the network has to start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all of the map again (Home)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace the changed picture with the canvas&apos;s pen.
Undo brings your drawing back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most alike among the training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show which ink spoke for which digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where the drawing stands among training digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what would make it another digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the training digits that are most alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture that the network would be surest of</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkedStepText</name>
    <message>
        <source>1 &amp;nbsp;Forward: filter {filter} at row {row}, column {column} of its map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other channels:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it sees there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it sees there, channel {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the largest of its pool, so it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another pixel of its pool is larger: this one is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>∂E/∂a comes back through the layers behind, from the errors of the outputs above; a pool hands all of it to its largest pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 &amp;nbsp;Error of the pixel: δ = ∂E/∂z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} more:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written out: the places {places}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} places add nothing: no error there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} places add nothing: no ink, or no error, there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the bias: the sum, over all places of the map, of δ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the weight: the sum, over all places of the map, of what it meets times δ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f′ is 1 where a &amp;gt; 0, else 0: here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−log h&lt;sub&gt;true&lt;/sub&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The article prints 0.291027924 for E after the step; its own eight weights give this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {n_steps:,}: before → after, all weights changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 &amp;nbsp;Loss of this sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new {w}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 &amp;nbsp;Update, with the learning rate η = {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adds to E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 &amp;nbsp;Forward: z = Σ a w + b, then a = f(z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The maps before come in pixel by pixel: {a} is row {row}, column {column} of map {map}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 &amp;nbsp;Errors, from the output back: δ = ∂E/∂z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the bias: the error of its unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the weight: what comes in, times the error of where it goes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkedStepView</name>
    <message>
        <source>The step with its numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of {n:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which weight of the filter, row by row, from 1; channel by channel where there are several. 0 is its bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From which input (pixels row by row, from 1) or unit; 0 is the bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To which unit; outputs are called by their digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mazur&apos;s example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matt Mazur, &quot;A step by step backpropagation example&quot; (2015)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of the training digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which digit your drawing is meant to be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meant to be </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer of the weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the weight with the largest derivative of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change all weights of a copy of the network; the network in use stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo all steps that were made here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network changed: take the new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step of backpropagation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the example</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Border</name>
    <message>
        <source>Border between two parts of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag it to give one part more room. Arrow keys move it, with Shift in larger steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} percent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Commands</name>
    <message>
        <source>not available</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>The layer, such as conv 8 5x5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_DigitButton</name>
    <message>
        <source>Label the drawing as {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label the drawing as {digit}, and keep it (key {digit})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_DigitsModel</name>
    <message>
        <source>Digit {number:,} of {n:,}, labeled {label}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_LargePicture</name>
    <message>
        <source>The digit&apos;s picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Worker</name>
    <message>
        <source>There is not enough memory for this; close other programs or use fewer digits.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
