<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Digit Lab</source>
        <translation>关于 Digit Lab</translation>
    </message>
    <message>
        <source>&lt;p&gt;Draw a digit and watch a neural network, written from scratch in NumPy, learn to read it.&lt;/p&gt;&lt;p&gt;{versions}&lt;/p&gt;&lt;p&gt;The bundled digits are the UCI handwritten digits by E. Alpaydin and C. Kaynak (CC BY 4.0).&lt;br&gt;The program is free software under the MIT license.&lt;/p&gt;</source>
        <translation>&lt;p&gt;画一个数字，看一个用 NumPy 从零写成的神经网络学会识别它。&lt;/p&gt;&lt;p&gt;{versions}&lt;/p&gt;&lt;p&gt;自带的数字是 E. Alpaydin 和 C. Kaynak 的 UCI 手写数字 (CC BY 4.0)。&lt;br&gt;本程序是自由软件，采用 MIT 许可证。&lt;/p&gt;</translation>
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
        <translation>读取数字图片，代替手绘 (Ctrl+I)；也可以粘贴，或拖放到窗口上</translation>
    </message>
    <message>
        <source>Open p&amp;icture…</source>
        <translation>打开图片(&amp;I)…</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>&amp;Close the pictures</source>
        <translation>关闭图片(&amp;C)</translation>
    </message>
    <message>
        <source>Go back to the drawing</source>
        <translation>回到手绘</translation>
    </message>
    <message>
        <source>S&amp;tages of the picture</source>
        <translation>图片的处理步骤(&amp;T)</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Show what becomes of the picture on its way to the network</source>
        <translation>显示图片在送入网络之前经过的处理</translation>
    </message>
    <message>
        <source>Open &amp;data…</source>
        <translation>打开数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Open digits from a file</source>
        <translation>从文件打开数字</translation>
    </message>
    <message>
        <source>Open &amp;folder of pictures…</source>
        <translation>打开图片文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Download &amp;MNIST</source>
        <translation>下载 &amp;MNIST</translation>
    </message>
    <message>
        <source>My d&amp;rawings…</source>
        <translation>我的手绘(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Open network…</source>
        <translation>打开网络(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save network…</source>
        <translation>保存网络(&amp;S)…</translation>
    </message>
    <message>
        <source>Use the &amp;bundled network</source>
        <translation>使用自带的网络(&amp;B)</translation>
    </message>
    <message>
        <source>Take in a run that another Digit Lab has exported</source>
        <translation>导入另一个 Digit Lab 导出的运行</translation>
    </message>
    <message>
        <source>Open r&amp;un…</source>
        <translation>打开运行(&amp;U)…</translation>
    </message>
    <message>
        <source>Open a lesson from its file, which anybody can write</source>
        <translation>从文件打开课程，任何人都可以写</translation>
    </message>
    <message>
        <source>Open &amp;lesson…</source>
        <translation>打开课程(&amp;L)…</translation>
    </message>
    <message>
        <source>Open a lesson…</source>
        <translation>打开课程…</translation>
    </message>
    <message>
        <source>&amp;New session</source>
        <translation>新建会话(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous session</source>
        <translation>上一个会话(&amp;P)</translation>
    </message>
    <message>
        <source>Print the drawing, what the network sees and reads, and the learning curves on one page (Ctrl+P)</source>
        <translation>在一页上打印手绘、网络所见与所读，以及学习曲线 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Prin&amp;t…</source>
        <translation>打印(&amp;T)…</translation>
    </message>
    <message>
        <source>Save the run as a moving picture: curves, weights, and the bars for the drawing on the canvas</source>
        <translation>把运行保存为动画：曲线、权重，以及画布上手绘的条形</translation>
    </message>
    <message>
        <source>E&amp;xport the film…</source>
        <translation>导出影片(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Undo the last change of the drawing (Ctrl+Z)</source>
        <translation>撤销对手绘的上一次修改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo what was undone (Ctrl+Shift+Z)</source>
        <translation>重做已撤销的修改 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Clear the canvas (Delete)</source>
        <translation>清空画布 (Delete)</translation>
    </message>
    <message>
        <source>&amp;Clear the drawing</source>
        <translation>清除手绘(&amp;C)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Copy the drawing, or the picture in its place, as a picture (Ctrl+C)</source>
        <translation>把手绘，或代替它的图片，复制为图片 (Ctrl+C)</translation>
    </message>
    <message>
        <source>C&amp;opy the drawing</source>
        <translation>复制手绘(&amp;O)</translation>
    </message>
    <message>
        <source>Copy the answer and the ten numbers as a table (Ctrl+Shift+C)</source>
        <translation>把答案和十个数值复制为表格 (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Copy the rea&amp;ding</source>
        <translation>复制识别结果(&amp;D)</translation>
    </message>
    <message>
        <source>Copy a plo&amp;t</source>
        <translation>复制图(&amp;T)</translation>
    </message>
    <message>
        <source>Read the picture on the clipboard in place of the drawing (Ctrl+V)</source>
        <translation>读取剪贴板上的图片，代替手绘 (Ctrl+V)</translation>
    </message>
    <message>
        <source>&amp;Paste a picture</source>
        <translation>粘贴图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Label the drawing as</source>
        <translation>把手绘标为(&amp;L)</translation>
    </message>
    <message>
        <source>A digit on the keyboard labels the drawing; switch this off if keys are pressed by accident</source>
        <translation>按键盘上的数字键给手绘加标签；如果常常误按，请关闭</translation>
    </message>
    <message>
        <source>Label &amp;with the keys 0 to 9</source>
        <translation>用 0 到 9 键加标签(&amp;W)</translation>
    </message>
    <message>
        <source>Train on the data; continues where it stopped (F5)</source>
        <translation>在数据上训练；从停下的地方继续 (F5)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>Train on a single batch (a SciPy method: a single iteration), then pause (F10)</source>
        <translation>只训练一个批次（SciPy 方法为一次迭代），然后暂停 (F10)</translation>
    </message>
    <message>
        <source>S&amp;tep: one batch</source>
        <translation>单步：一个批次(&amp;T)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>End the run; what was learned is kept (Shift+F5)</source>
        <translation>结束运行；已学到的会保留 (Shift+F5)</translation>
    </message>
    <message>
        <source>Forget what was learned: new random weights from the seed (Ctrl+R)</source>
        <translation>忘掉学到的一切：由种子产生新的随机权重 (Ctrl+R)</translation>
    </message>
    <message>
        <source>New &amp;random weights</source>
        <translation>新的随机权重(&amp;R)</translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation>新的随机权重</translation>
    </message>
    <message>
        <source>Watch the network learn once more, from its start or from the moment that is shown (F8)</source>
        <translation>再看一遍网络的学习过程，从头或从所示的时刻开始 (F8)</translation>
    </message>
    <message>
        <source>&amp;Play the run as a film</source>
        <translation>以影片播放运行(&amp;P)</translation>
    </message>
    <message>
        <source>Play from the start</source>
        <translation>从头播放</translation>
    </message>
    <message>
        <source>&amp;Back to now</source>
        <translation>回到现在(&amp;B)</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Have the network of now answer again (Shift+F8)</source>
        <translation>让现在的网络重新作答 (Shift+F8)</translation>
    </message>
    <message>
        <source>Train on from &amp;here</source>
        <translation>从此处继续训练(&amp;H)</translation>
    </message>
    <message>
        <source>Train on from here</source>
        <translation>从此处继续训练</translation>
    </message>
    <message>
        <source>Begin a new run with the network of the moment that is shown; this run is kept</source>
        <translation>用所示时刻的网络开始新的运行；本次运行会保留</translation>
    </message>
    <message>
        <source>Have the whole network answer again, after units were silenced or layers switched off</source>
        <translation>在屏蔽单元或关闭层之后，让整个网络重新作答</translation>
    </message>
    <message>
        <source>&amp;Mend the network</source>
        <translation>修复网络(&amp;M)</translation>
    </message>
    <message>
        <source>Mend all</source>
        <translation>全部修复</translation>
    </message>
    <message>
        <source>The network learns the drawings that you have labeled, in seconds (Ctrl+T)</source>
        <translation>网络用几秒钟学习你加了标签的手绘 (Ctrl+T)</translation>
    </message>
    <message>
        <source>&amp;Learn my handwriting</source>
        <translation>学习我的笔迹(&amp;L)</translation>
    </message>
    <message>
        <source>Undo learning my hand&amp;writing</source>
        <translation>撤销对笔迹的学习(&amp;W)</translation>
    </message>
    <message>
        <source>Use the network as it was before</source>
        <translation>使用之前的网络</translation>
    </message>
    <message>
        <source>&amp;Evaluate on the data</source>
        <translation>在数据上评估(&amp;E)</translation>
    </message>
    <message>
        <source>Selected r&amp;un</source>
        <translation>所选运行(&amp;U)</translation>
    </message>
    <message>
        <source>S&amp;weep</source>
        <translation>参数扫描(&amp;W)</translation>
    </message>
    <message>
        <source>Have the network of the selected run answer; that of now is kept (Enter in the table)</source>
        <translation>让所选运行的网络作答；现在的网络会保留（在表格中按 Enter）</translation>
    </message>
    <message>
        <source>&amp;Use this network</source>
        <translation>使用这个网络(&amp;U)</translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation>使用这个网络</translation>
    </message>
    <message>
        <source>Go on training the network of the selected run, with its settings and its digits</source>
        <translation>用所选运行的设置和数字，继续训练它的网络</translation>
    </message>
    <message>
        <source>&amp;Train on from here</source>
        <translation>从此处继续训练(&amp;T)</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Train a new network with the settings and the digits of the selected run</source>
        <translation>用所选运行的设置和数字，训练一个新的网络</translation>
    </message>
    <message>
        <source>&amp;Same settings again</source>
        <translation>用同样的设置再来一次(&amp;S)</translation>
    </message>
    <message>
        <source>Train networks that differ from this one in nothing but the seed: how far they spread is chance</source>
        <translation>训练几个只有种子不同的网络：它们的差距纯属偶然</translation>
    </message>
    <message>
        <source>Same with {n} seeds</source>
        <translation>用 {n} 个种子重复</translation>
    </message>
    <message>
        <source>Lay the curve of the selected run over the others (Space in the table)</source>
        <translation>把所选运行的曲线叠在其他曲线上（在表格中按空格）</translation>
    </message>
    <message>
        <source>T&amp;ick</source>
        <translation>勾选(&amp;I)</translation>
    </message>
    <message>
        <source>Mark the selected run with a star: it stays when old runs make room (* in the table)</source>
        <translation>给所选运行加星标：旧的运行让出空间时它会留下（在表格中按 *）</translation>
    </message>
    <message>
        <source>Sta&amp;r</source>
        <translation>星标(&amp;R)</translation>
    </message>
    <message>
        <source>Give the selected run a name (F2 in the table)</source>
        <translation>给所选运行起名（在表格中按 F2）</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>备注(&amp;O)</translation>
    </message>
    <message>
        <source>Write something beside the selected run</source>
        <translation>在所选运行旁写点什么</translation>
    </message>
    <message>
        <source>Delete the selected runs; they can be brought back (Delete in the table)</source>
        <translation>删除所选的运行；可以恢复（在表格中按 Delete）</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Save the selected run: for another Digit Lab, as JSON, or as the Python that repeats it</source>
        <translation>保存所选运行：供另一个 Digit Lab 使用，或存为 JSON，或存为能重复它的 Python 程序</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Save the table of runs as it is listed, for a spreadsheet</source>
        <translation>按列表所示保存运行表，供电子表格使用</translation>
    </message>
    <message>
        <source>Export the ta&amp;ble…</source>
        <translation>导出表格(&amp;B)…</translation>
    </message>
    <message>
        <source>Train many networks that differ in the settings you choose, and compare them</source>
        <translation>训练许多在所选设置上不同的网络，并加以比较</translation>
    </message>
    <message>
        <source>&amp;Open the sweep…</source>
        <translation>打开参数扫描(&amp;O)…</translation>
    </message>
    <message>
        <source>Sweep…</source>
        <translation>参数扫描…</translation>
    </message>
    <message>
        <source>Start, pause or go on with the sweep; it is computed beside the window</source>
        <translation>开始、暂停或继续扫描；它在窗口之外计算</translation>
    </message>
    <message>
        <source>&amp;Start the sweep</source>
        <translation>开始扫描(&amp;S)</translation>
    </message>
    <message>
        <source>Start sweep</source>
        <translation>开始扫描</translation>
    </message>
    <message>
        <source>End the sweep: what is done is kept, and it can go on later</source>
        <translation>结束扫描：已完成的会保留，以后可以继续</translation>
    </message>
    <message>
        <source>&amp;Cancel the sweep</source>
        <translation>取消扫描(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Have the settings of the selected result in the Training tab (Enter in the table)</source>
        <translation>把所选结果的设置用到“训练”标签页（在表格中按 Enter）</translation>
    </message>
    <message>
        <source>Use these se&amp;ttings</source>
        <translation>使用这些设置(&amp;T)</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Have the best network of the selected result answer; that of now is kept</source>
        <translation>让所选结果中最好的网络作答；现在的网络会保留</translation>
    </message>
    <message>
        <source>Use its &amp;network</source>
        <translation>使用它的网络(&amp;N)</translation>
    </message>
    <message>
        <source>Use its network</source>
        <translation>使用它的网络</translation>
    </message>
    <message>
        <source>Save a row for each run of the sweep, for a spreadsheet</source>
        <translation>为扫描的每次运行保存一行，供电子表格使用</translation>
    </message>
    <message>
        <source>E&amp;xport the results…</source>
        <translation>导出结果(&amp;X)…</translation>
    </message>
    <message>
        <source>Delete the sweep that is shown; its runs stay in the table of runs</source>
        <translation>删除所示的扫描；它的运行仍留在运行表中</translation>
    </message>
    <message>
        <source>&amp;Delete the sweep…</source>
        <translation>删除扫描(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Logarithmic loss</source>
        <translation>对数损失(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Pen width</source>
        <translation>笔的粗细(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Thin</source>
        <translation>细(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Medium</source>
        <translation>中(&amp;M)</translation>
    </message>
    <message>
        <source>T&amp;hick</source>
        <translation>粗(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Very thick</source>
        <translation>很粗(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言 (L&amp;anguage)</translation>
    </message>
    <message>
        <source>Nothing moves by itself; at first as the system wishes</source>
        <translation>没有东西会自己移动；起初按系统的设置</translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation>减少动画(&amp;M)</translation>
    </message>
    <message>
        <source>Show everything larger (Ctrl++)</source>
        <translation>放大显示 (Ctrl++)</translation>
    </message>
    <message>
        <source>L&amp;arger</source>
        <translation>放大(&amp;A)</translation>
    </message>
    <message>
        <source>Show everything smaller (Ctrl+-)</source>
        <translation>缩小显示 (Ctrl+-)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>Show everything as large as fits this screen (Ctrl+0)</source>
        <translation>以适合屏幕的大小显示 (Ctrl+0)</translation>
    </message>
    <message>
        <source>Nor&amp;mal size</source>
        <translation>正常大小(&amp;M)</translation>
    </message>
    <message>
        <source>Go to the next part of the window: run bar, settings, curves, drawing, bars, message line (F6)</source>
        <translation>转到窗口的下一部分：运行栏、设置、曲线、手绘、条形、消息栏 (F6)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the part before (Shift+F6)</source>
        <translation>转到上一部分 (Shift+F6)</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>上一个窗格(&amp;V)</translation>
    </message>
    <message>
        <source>Fill the screen with the canvas, the answer and the bars; Esc leaves (F11)</source>
        <translation>让画布、答案和条形充满屏幕；按 Esc 离开 (F11)</translation>
    </message>
    <message>
        <source>P&amp;resentation</source>
        <translation>演示(&amp;R)</translation>
    </message>
    <message>
        <source>Presentation sho&amp;ws</source>
        <translation>演示中显示(&amp;W)</translation>
    </message>
    <message>
        <source>Canvas and bars only</source>
        <translation>只有画布和条形</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>What each unit looks for</source>
        <translation>每个单元在找什么</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>The open tab</source>
        <translation>打开的标签页</translation>
    </message>
    <message>
        <source>Find any command by a few words (Ctrl+K)</source>
        <translation>用几个词查找任何命令 (Ctrl+K)</translation>
    </message>
    <message>
        <source>&amp;Search all commands…</source>
        <translation>搜索所有命令(&amp;S)…</translation>
    </message>
    <message>
        <source>Search all commands</source>
        <translation>搜索所有命令</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>Every key that the window answers to (F1)</source>
        <translation>窗口响应的所有按键 (F1)</translation>
    </message>
    <message>
        <source>Every setting and every term: a sentence, the formula, something to try</source>
        <translation>每项设置和每个术语：一句话、公式、可以试的事</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>术语表(&amp;G)</translation>
    </message>
    <message>
        <source>Click anything to have it explained; nothing else happens meanwhile (Shift+F1)</source>
        <translation>点击任何东西，查看解释；这期间不会发生别的事 (Shift+F1)</translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation>这是什么？(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>导览(&amp;T)</translation>
    </message>
    <message>
        <source>Four steps: draw, read the bars, train, change one thing</source>
        <translation>四步：画数字、读条形、训练、改一处</translation>
    </message>
    <message>
        <source>What was checked for people without a mouse or with a screen reader, and what is missing</source>
        <translation>为不用鼠标或使用屏幕阅读器的人检查过什么，还缺什么</translation>
    </message>
    <message>
        <source>A&amp;ccessibility</source>
        <translation>无障碍(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;About Digit Lab</source>
        <translation>关于 Digit Lab(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Open tab</source>
        <translation>打开标签页(&amp;O)</translation>
    </message>
    <message>
        <source>Open the tab {title}</source>
        <translation>打开标签页“{title}”</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause the sweep</source>
        <translation>暂停扫描(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Go on with the sweep</source>
        <translation>继续扫描(&amp;G)</translation>
    </message>
</context>
<context>
    <name>ActivationExplorer</name>
    <message>
        <source>Activation and its derivative</source>
        <translation>激活函数及其导数</translation>
    </message>
    <message>
        <source>What an output costs</source>
        <translation>一个输出的代价</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>pre-activation z</source>
        <translation>激活前的值 z</translation>
    </message>
    <message>
        <source>Cross-entropy and squared error</source>
        <translation>交叉熵与平方误差</translation>
    </message>
    <message>
        <source>output h</source>
        <translation>输出 h</translation>
    </message>
    <message>
        <source>cost of one output</source>
        <translation>一个输出的代价</translation>
    </message>
    <message>
        <source>measured: none, there is a kink; 0 is used</source>
        <translation>实测：没有，此处是尖点；使用 0</translation>
    </message>
    <message>
        <source>measured: {measured}, apart by {difference}</source>
        <translation>实测：{measured}，相差 {difference}</translation>
    </message>
    <message>
        <source>y = 1:  −log {h} = {one}
y = 0:  −log {rest} = {zero}
y = 1, squared:  ½ · {rest}² = {squared}
{comparison}</source>
        <translation>y = 1:  −log {h} = {one}
y = 0:  −log {rest} = {zero}
y = 1，平方：½ · {rest}² = {squared}
{comparison}</translation>
    </message>
    <message>
        <source>Cross-entropy is {ratio} times as much.</source>
        <translation>交叉熵是它的 {ratio} 倍。</translation>
    </message>
    <message>
        <source>drag in the plot, or press ← →</source>
        <translation>在图中拖动，或按 ← →</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Back to all cards (Esc)</source>
        <translation>回到所有卡片 (Esc)</translation>
    </message>
    <message>
        <source>Enlarge this card (Enter)</source>
        <translation>放大这张卡片 (Enter)</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Digit Lab is still saving the window that was closed; this one opens in a moment.</source>
        <translation>Digit Lab 还在保存刚关闭的窗口；这个窗口马上打开。</translation>
    </message>
    <message>
        <source>The window that was closed is still being saved. This window has a session of its own; close it and start Digit Lab again later to continue the other one.</source>
        <translation>刚关闭的窗口仍在保存。这个窗口有自己的会话；要继续另一个，请关闭它，稍后再启动 Digit Lab。</translation>
    </message>
    <message>
        <source>What there was {stays}.</source>
        <translation>原有的内容{stays}。</translation>
    </message>
</context>
<context>
    <name>AugmentationDialog</name>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Above: digits of the data. Below each: three copies, as an epoch might be trained on.</source>
        <translation>上：数据中的数字。每个下方：三个副本，某一轮可能用它们训练。</translation>
    </message>
    <message>
        <source>Another sample</source>
        <translation>另一组样本</translation>
    </message>
</context>
<context>
    <name>AugmentationPreview</name>
    <message>
        <source>Digits before and after their augmentation</source>
        <translation>数据增强前后的数字</translation>
    </message>
    <message>
        <source>No digits are loaded yet.</source>
        <translation>还没有读入数字。</translation>
    </message>
</context>
<context>
    <name>BreakBar</name>
    <message>
        <source>Break it</source>
        <translation>弄坏它</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Noise on the weights</source>
        <translation>权重上的噪声</translation>
    </message>
    <message>
        <source>Adds random numbers to all weights: at the right end as large as the weights are</source>
        <translation>给所有权重加上随机数：最右端时与权重一样大</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Untick it to see what the network says with all biases at 0</source>
        <translation>取消勾选，看偏置全为 0 时网络怎么说</translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>Untick it to see what the network says without this layer: all its units put out 0</source>
        <translation>取消勾选，看没有这一层时网络怎么说：它的所有单元都输出 0</translation>
    </message>
</context>
<context>
    <name>BrokenNetwork</name>
    <message>
        <source>Training mends the network: it is whole again.</source>
        <translation>训练会修复网络：它又完整了。</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Broken: {what}</source>
        <translation>已损坏：{what}</translation>
    </message>
    <message>
        <source>{what}, for this view only. The stored network is unchanged.</source>
        <translation>{what}，只在这里有效。保存的网络没有改变。</translation>
    </message>
    <message>
        <source>Mend all</source>
        <translation>全部修复</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Stroke files (*.json *.json.gz)</source>
        <translation>笔画文件 (*.json *.json.gz)</translation>
    </message>
</context>
<context>
    <name>ChangePictures</name>
    <message>
        <source>The drawing before and after a small change</source>
        <translation>手绘在小改动前后的样子</translation>
    </message>
    <message>
        <source>Filled with +: ink was added here. Hollow with −: ink was taken away here.</source>
        <translation>填充并带 +：此处加了墨迹。空心并带 −：此处去了墨迹。</translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation>正在计算…</translation>
    </message>
</context>
<context>
    <name>CheckOnDigits</name>
    <message>
        <source>digits of {label}</source>
        <translation>{label}中的数字</translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>Probability of each digit</source>
        <translation>每个数字的概率</translation>
    </message>
</context>
<context>
    <name>ClassMeansView</name>
    <message>
        <source>Mean digit of each class</source>
        <translation>每一类的平均数字</translation>
    </message>
    <message>
        <source>labeled {n:,}</source>
        <translation>标签 {n:,} 个</translation>
    </message>
    <message>
        <source>read {n:,}</source>
        <translation>识别 {n:,} 个</translation>
    </message>
    <message>
        <source>{n_different} of {n_pixels} pixels differ</source>
        <translation>{n_pixels} 个像素中有 {n_different} 个不同</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>no digit has this label</source>
        <translation>没有数字带这个标签</translation>
    </message>
    <message>
        <source>no digit is read as this</source>
        <translation>没有数字被识别为它</translation>
    </message>
</context>
<context>
    <name>ColorScale</name>
    <message>
        <source>Blue: ink at this pixel counts against it. Red: ink counts for it.</source>
        <translation>蓝：该像素上的墨迹起反对作用。红：墨迹起支持作用。</translation>
    </message>
    <message>
        <source>Color scale of the weights: blue, ink counts against, to −{n}; red, ink counts for, to +{n}</source>
        <translation>权重的色标：蓝，墨迹反对，到 −{n}；红，墨迹支持，到 +{n}</translation>
    </message>
    <message>
        <source>ink counts against −{n}</source>
        <translation>墨迹反对 −{n}</translation>
    </message>
    <message>
        <source>+{n} for</source>
        <translation>+{n} 支持</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search all commands</source>
        <translation>搜索所有命令</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Search all commands: type a few words, choose with the arrow keys</source>
        <translation>搜索所有命令：输入几个词，用方向键选择</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>符合的命令</translation>
    </message>
    <message>
        <source>No command has these words.</source>
        <translation>没有命令含有这些词。</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Not available now.</source>
        <translation>现在不可用。</translation>
    </message>
</context>
<context>
    <name>ConfusionMap</name>
    <message>
        <source>Confusion matrix: rows are the true digits, columns what they were read as</source>
        <translation>混淆矩阵：行是真实的数字，列是识别的结果</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>识别为</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>{truth} read right</source>
        <translation>{truth} 识别正确</translation>
    </message>
    <message>
        <source>{truth} read as {predicted}</source>
        <translation>{truth} 识别为 {predicted}</translation>
    </message>
    <message>
        <source>{what}: {n:,} {n|digit|digits}</source>
        <translation>{what}：{n:,} 个数字</translation>
    </message>
    <message>
        <source>, {percent} % of all {truth}s</source>
        <translation>，占所有 {truth} 的 {percent} %</translation>
    </message>
    <message>
        <source>, {percent} % of what was read as {predicted}</source>
        <translation>，占识别为 {predicted} 的 {percent} %</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>The drawing is on the clipboard, as a picture.</source>
        <translation>手绘已作为图片复制到剪贴板。</translation>
    </message>
    <message>
        <source>The reading is on the clipboard: {answer}, and the ten numbers as a table.</source>
        <translation>识别结果已复制到剪贴板：{answer}，以及十个数值的表格。</translation>
    </message>
    <message>
        <source>No plot in this tab</source>
        <translation>此标签页中没有图</translation>
    </message>
</context>
<context>
    <name>CurveLegend</name>
    <message>
        <source>Training: solid line. Validation: dashed line.</source>
        <translation>训练：实线。验证：虚线。</translation>
    </message>
    <message>
        <source>The run before: thin gray line.</source>
        <translation>上一次运行：灰色细线。</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>the run before</source>
        <translation>上一次运行</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>CurveStyle</name>
    <message>
        <source>f′(z), the formula</source>
        <translation>f′(z)，公式</translation>
    </message>
    <message>
        <source>f′(z), measured</source>
        <translation>f′(z)，实测</translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>−log h  (y = 1)</source>
        <translation>−log h  (y = 1)</translation>
    </message>
    <message>
        <source>−log(1 − h)  (y = 0)</source>
        <translation>−log(1 − h)  (y = 0)</translation>
    </message>
    <message>
        <source>numerical: each parameter moved</source>
        <translation>数值：逐个移动参数</translation>
    </message>
    <message>
        <source>backpropagation</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
</context>
<context>
    <name>DataChooser</name>
    <message>
        <source>Download {n:.1f} MB</source>
        <translation>下载 {n:.1f} MB</translation>
    </message>
    <message>
        <source>MNIST: starting…</source>
        <translation>MNIST：正在开始…</translation>
    </message>
    <message>
        <source>MNIST is being downloaded, {n:.1f} MB; you can go on meanwhile.</source>
        <translation>正在下载 MNIST，{n:.1f} MB；这期间可以继续使用。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>MNIST: stopping…</source>
        <translation>MNIST：正在停止…</translation>
    </message>
    <message>
        <source>MNIST: {how_far}</source>
        <translation>MNIST：{how_far}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>MNIST has been downloaded. Choose it under Data to use it.</source>
        <translation>MNIST 已下载。要使用它，请在“数据”中选择。</translation>
    </message>
    <message>
        <source>Turn them so</source>
        <translation>这样转正</translation>
    </message>
    <message>
        <source>{source} is not there any more</source>
        <translation>{source} 已经不在了</translation>
    </message>
    <message>
        <source>The data of your last session cannot be used: {reasons}. {data} are in use instead.</source>
        <translation>上次会话的数据无法使用：{reasons}。改用{data}。</translation>
    </message>
    <message>
        <source>The data of your last session cannot be used: {reasons}. {data} is in use instead.</source>
        <translation>上次会话的数据无法使用：{reasons}。改用{data}。</translation>
    </message>
    <message>
        <source>{reason}. The digits in use stay: {data}.</source>
        <translation>{reason}。仍使用原来的数字：{data}。</translation>
    </message>
    <message>
        <source>Open as a picture</source>
        <translation>作为图片打开</translation>
    </message>
    <message>
        <source>{file} holds a network, not digits.</source>
        <translation>{file} 中是网络，不是数字。</translation>
    </message>
    <message>
        <source>Open it as a network</source>
        <translation>作为网络打开</translation>
    </message>
</context>
<context>
    <name>DataExplorer</name>
    <message>
        <source>Digits of each label</source>
        <translation>每个标签的数字</translation>
    </message>
    <message>
        <source>Training digits of each label</source>
        <translation>每个标签的训练数字</translation>
    </message>
    <message>
        <source>Test digits of each label</source>
        <translation>每个标签的测试数字</translation>
    </message>
    <message>
        <source>The digits are being loaded…</source>
        <translation>正在读入数字…</translation>
    </message>
    <message>
        <source>The network reads the digits…</source>
        <translation>网络正在识别数字…</translation>
    </message>
    <message>
        <source>Reading the digits was canceled. Press Read them to start again.</source>
        <translation>识别已取消。要重新开始，请按“识别”。</translation>
    </message>
    <message>
        <source>The pictures are {has}; for this network they are resampled to {label}.</source>
        <translation>图片是 {has}；为这个网络重采样为 {label}。</translation>
    </message>
    <message>
        <source>No digits are loaded yet. Choose data in the Training tab.</source>
        <translation>还没有读入数字。请在“训练”标签页选择数据。</translation>
    </message>
    <message>
        <source>Choose a digit to see it here.</source>
        <translation>选择一个数字，在这里查看。</translation>
    </message>
    <message>
        <source>{n:,} of {digits} are misread. A pixel differs if the two means are more than 1/255 of full ink apart.</source>
        <translation>{digits}中有 {n:,} 个识别错误。两个均值相差超过满墨的 1/255，像素即算不同。</translation>
    </message>
    <message>
        <source>The digits could not be read.</source>
        <translation>数字无法识别。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The picture has no ink to be traced.</source>
        <translation>图片中没有可描的墨迹。</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无答案</translation>
    </message>
    <message>
        <source>read as {digit}</source>
        <translation>识别为 {digit}</translation>
    </message>
    <message>
        <source>Traced; on the canvas: {read_as}.</source>
        <translation>已描出；在画布上：{read_as}。</translation>
    </message>
</context>
<context>
    <name>DataView</name>
    <message>
        <source>{n:,} {n|digit|digits}</source>
        <translation>{n:,} 个数字</translation>
    </message>
    <message>
        <source>{n:,} training {n|digit|digits}</source>
        <translation>{n:,} 个训练数字</translation>
    </message>
    <message>
        <source>{n:,} test {n|digit|digits}</source>
        <translation>{n:,} 个测试数字</translation>
    </message>
    <message>
        <source>{n:,} {n|digit|digits} labeled {label}</source>
        <translation>{n:,} 个标为 {label} 的数字</translation>
    </message>
    <message>
        <source>{n:,} training {n|digit|digits} labeled {label}</source>
        <translation>{n:,} 个标为 {label} 的训练数字</translation>
    </message>
    <message>
        <source>{n:,} test {n|digit|digits} labeled {label}</source>
        <translation>{n:,} 个标为 {label} 的测试数字</translation>
    </message>
    <message>
        <source>digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>training digit</source>
        <translation>训练数字</translation>
    </message>
    <message>
        <source>test digit</source>
        <translation>测试数字</translation>
    </message>
    <message>
        <source>{digits}.</source>
        <translation>{digits}。</translation>
    </message>
    <message>
        <source>{digits}, in the order of the data.</source>
        <translation>{digits}，按数据中的顺序。</translation>
    </message>
    <message>
        <source>{digits}, greatest loss first.</source>
        <translation>{digits}，损失大的在前。</translation>
    </message>
    <message>
        <source>{digits}, least sure first.</source>
        <translation>{digits}，最没把握的在前。</translation>
    </message>
    <message>
        <source>{digits}, {n:,} of them misread</source>
        <translation>{digits}，其中 {n:,} 个识别错误</translation>
    </message>
    <message>
        <source>{n:,} of {digits} {n|is|are} misread</source>
        <translation>{digits}中有 {n:,} 个识别错误</translation>
    </message>
    <message>
        <source>{n:,} of {digits} {n|is|are} read right</source>
        <translation>{digits}中有 {n:,} 个识别正确</translation>
    </message>
    <message>
        <source>{digits}. Shown: {n} at random.</source>
        <translation>{digits}。随机显示 {n} 个。</translation>
    </message>
    <message>
        <source>Below the misread: label → answer.</source>
        <translation>识别错误的下方：标签 → 答案。</translation>
    </message>
    <message>
        <source>The network misreads no {noun}.</source>
        <translation>网络没有认错任何{noun}。</translation>
    </message>
    <message>
        <source>The network misreads no {noun} labeled {label}.</source>
        <translation>网络没有认错任何标为 {label} 的{noun}。</translation>
    </message>
    <message>
        <source>The network reads no {noun} right.</source>
        <translation>网络没有认对任何{noun}。</translation>
    </message>
    <message>
        <source>The network reads no {noun} labeled {label} right.</source>
        <translation>网络没有认对任何标为 {label} 的{noun}。</translation>
    </message>
    <message>
        <source>There is no {noun} labeled {label}.</source>
        <translation>没有标为 {label} 的{noun}。</translation>
    </message>
    <message>
        <source>No digits are kept for testing. Choose a split with test digits in the Training tab.</source>
        <translation>没有留作测试的数字。请在“训练”标签页选择带测试数字的划分。</translation>
    </message>
    <message>
        <source>There is no {noun}.</source>
        <translation>没有{noun}。</translation>
    </message>
    <message>
        <source>All digits</source>
        <translation>所有数字</translation>
    </message>
    <message>
        <source>Training digits</source>
        <translation>训练数字</translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation>测试数字</translation>
    </message>
    <message>
        <source>Any label</source>
        <translation>任意标签</translation>
    </message>
    <message>
        <source>Labeled {digit}</source>
        <translation>标为 {digit}</translation>
    </message>
    <message>
        <source>Read right or wrong</source>
        <translation>对错都显示</translation>
    </message>
    <message>
        <source>Read right</source>
        <translation>识别正确</translation>
    </message>
    <message>
        <source>Misread</source>
        <translation>识别错误</translation>
    </message>
    <message>
        <source>Random {n}</source>
        <translation>随机 {n} 个</translation>
    </message>
    <message>
        <source>As in the data</source>
        <translation>按数据顺序</translation>
    </message>
    <message>
        <source>Greatest loss first</source>
        <translation>损失大的在前</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>没把握的在前</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>数据的哪部分</translation>
    </message>
    <message>
        <source>Which part of the data, as split in the settings</source>
        <translation>数据的哪部分，按设置中的划分</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Only digits with this label</source>
        <translation>只看带这个标签的数字</translation>
    </message>
    <message>
        <source>Network&apos;s answer</source>
        <translation>网络的答案</translation>
    </message>
    <message>
        <source>What the network reads them as</source>
        <translation>网络把它们识别为什么</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Which digits come first</source>
        <translation>哪些数字在前</translation>
    </message>
    <message>
        <source>Another sample</source>
        <translation>另一组样本</translation>
    </message>
    <message>
        <source>Draw another {n} digits at random</source>
        <translation>再随机抽取 {n} 个数字</translation>
    </message>
    <message>
        <source>How much the network has read</source>
        <translation>网络已识别多少</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop reading the digits</source>
        <translation>停止识别数字</translation>
    </message>
    <message>
        <source>Read them</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Have the network read the digits</source>
        <translation>让网络识别这些数字</translation>
    </message>
    <message>
        <source>Digits of each label</source>
        <translation>每个标签的数字</translation>
    </message>
    <message>
        <source>The chosen digit</source>
        <translation>所选的数字</translation>
    </message>
    <message>
        <source>Mean digit of each class: as labeled, and as the network reads it</source>
        <translation>每一类的平均数字：按标签，以及按网络的识别</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Class means</source>
        <translation>各类均值</translation>
    </message>
</context>
<context>
    <name>DigitBar</name>
    <message>
        <source>Digits of the number</source>
        <translation>这个数的各位数字</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>识别为</translation>
    </message>
</context>
<context>
    <name>DigitDetail</name>
    <message>
        <source>Put it on the canvas</source>
        <translation>放到画布上</translation>
    </message>
    <message>
        <source>Trace the picture with the canvas&apos;s pen, to change it and watch the answer.
Undo brings the drawing back.</source>
        <translation>用画布的笔描出图片，以便修改并观察答案。
撤销可找回手绘。</translation>
    </message>
    <message>
        <source>Choose a digit to see it here.</source>
        <translation>选择一个数字，在这里查看。</translation>
    </message>
    <message>
        <source>Digit {number:,}: labeled {label}</source>
        <translation>第 {number:,} 个数字：标签 {label}</translation>
    </message>
    <message>
        <source>The network has no answer: its numbers overflow. Train again with a lower learning rate.</source>
        <translation>网络没有答案：数值溢出。请降低学习率后重新训练。</translation>
    </message>
    <message>
        <source>Read right: {read_as}, {sure}.</source>
        <translation>识别正确：{read_as}，{sure}。</translation>
    </message>
    <message>
        <source>Misread as {read_as}, {sure}.</source>
        <translation>误识别为 {read_as}，{sure}。</translation>
    </message>
</context>
<context>
    <name>DigitGrid</name>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
</context>
<context>
    <name>DigitMap</name>
    <message>
        <source>Map of training digits, with your drawing among them</source>
        <translation>训练数字的地图，其中有你的手绘</translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation>你的手绘</translation>
    </message>
    <message>
        <source>{label}, no. {number:,}</source>
        <translation>{label}，第 {number:,} 个</translation>
    </message>
</context>
<context>
    <name>DigitRow</name>
    <message>
        <source>The training digits that are most alike</source>
        <translation>最相似的训练数字</translation>
    </message>
    <message>
        <source>{label} at {distance:.2f}</source>
        <translation>{label}，距离 {distance:.2f}</translation>
    </message>
    <message>
        <source>Digit {number:,} of the data, labeled {label}</source>
        <translation>数据中第 {number:,} 个数字，标签 {label}</translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation>正在计算…</translation>
    </message>
</context>
<context>
    <name>DigitStripPresenter</name>
    <message>
        <source>no answer</source>
        <translation>无答案</translation>
    </message>
    <message>
        <source>no digit</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>This does not look like a digit.</source>
        <translation>这看起来不像数字。</translation>
    </message>
    <message>
        <source>Digit {number} from the left is read as {digit}, {percent}. Press to explain it.</source>
        <translation>左起第 {number} 位识别为 {digit}，{percent}。按下以解释它。</translation>
    </message>
</context>
<context>
    <name>DrawingCanvas</name>
    <message>
        <source>Canvas: draw a digit here</source>
        <translation>画布：在这里画一个数字</translation>
    </message>
    <message>
        <source>Arrow keys move the pen, with Shift in larger steps. Space puts it down and lifts it, Enter or Escape lifts it. Backspace erases the strokes there. Keys 0 to 9 label the drawing.</source>
        <translation>方向键移动笔，加 Shift 步子更大。空格落笔和抬笔，Enter 或 Esc 抬笔。Backspace 擦除笔下的笔画。0 到 9 键给手绘加标签。</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>画一个数字</translation>
    </message>
</context>
<context>
    <name>DrawingPanel</name>
    <message>
        <source>Drawing</source>
        <translation>手绘</translation>
    </message>
</context>
<context>
    <name>DrawingsBrowser</name>
    <message>
        <source>My drawings</source>
        <translation>我的手绘</translation>
    </message>
    <message>
        <source>The selected drawings are {digit} (key {digit})</source>
        <translation>所选手绘是 {digit}（键 {digit}）</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected drawings (Delete)</source>
        <translation>删除所选手绘 (Delete)</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Add the drawings of a stroke file</source>
        <translation>添加一个笔画文件中的手绘</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write all drawings to a stroke file</source>
        <translation>把所有手绘写入笔画文件</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the last change made here (Ctrl+Z)</source>
        <translation>撤销在这里做的上一次修改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The selected are</source>
        <translation>所选手绘是</translation>
    </message>
    <message>
        <source>Double click or Enter: put it on the canvas</source>
        <translation>双击或按 Enter：放到画布上</translation>
    </message>
    <message>
        <source>{drawings} labeled {digit} now.</source>
        <translation>{drawings}现在标为 {digit}。</translation>
    </message>
    <message>
        <source>{drawings} deleted.</source>
        <translation>{drawings}已删除。</translation>
    </message>
    <message>
        <source>{drawings} as before.</source>
        <translation>{drawings}已恢复原样。</translation>
    </message>
    <message>
        <source>Export the drawings</source>
        <translation>导出手绘</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>正在写入 {file}…</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>正在读取 {file}…</translation>
    </message>
    <message>
        <source>{drawings} written to {file}.</source>
        <translation>{drawings}已写入 {file}。</translation>
    </message>
    <message>
        <source>Import drawings</source>
        <translation>导入手绘</translation>
    </message>
    <message>
        <source>Stroke files (*.json *.json.gz);;All files (*)</source>
        <translation>笔画文件 (*.json *.json.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>{drawings} added from {file}.</source>
        <translation>已从 {file} 添加 {drawings}。</translation>
    </message>
    <message>
        <source>1 drawing</source>
        <translation>1 幅手绘</translation>
    </message>
    <message>
        <source>{n} drawings</source>
        <translation>{n} 幅手绘</translation>
    </message>
    <message>
        <source>all digits: {n}</source>
        <translation>所有数字：{n}</translation>
    </message>
    <message>
        <source>You have no drawings yet.

Draw a digit in the window and press the key of its number, or its row of the bars. Import… brings drawings from a stroke file.</source>
        <translation>还没有手绘。

在窗口中画一个数字，再按它的数字键，或按它的条形。“导入…”可从笔画文件导入手绘。</translation>
    </message>
    <message>
        <source>There is no drawing labeled {label}.</source>
        <translation>没有标为 {label} 的手绘。</translation>
    </message>
</context>
<context>
    <name>DrawingsGrid</name>
    <message>
        <source>Drawings</source>
        <translation>手绘</translation>
    </message>
</context>
<context>
    <name>DrawingsModel</name>
    <message>
        <source>Drawing {number}, labeled {label}, read as {digit}{when}</source>
        <translation>手绘 {number}，标签 {label}，识别为 {digit}{when}</translation>
    </message>
    <message>
        <source>Drawing {number}, labeled {label}{when}</source>
        <translation>手绘 {number}，标签 {label}{when}</translation>
    </message>
    <message>
        <source>{label}, read {digit}</source>
        <translation>{label}，识别为 {digit}</translation>
    </message>
</context>
<context>
    <name>EvaluatedPictures</name>
    <message>
        <source>The {n:,} with the highest loss are shown.</source>
        <translation>显示损失最高的 {n:,} 个。</translation>
    </message>
    <message>
        <source>No such digit.</source>
        <translation>没有这样的数字。</translation>
    </message>
    <message>
        <source>Choose a picture to see its ten bars.</source>
        <translation>选择一张图片，查看它的十个条形。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
</context>
<context>
    <name>EvaluationExplorer</name>
    <message>
        <source>The digits could not be read: see the message at the bottom.</source>
        <translation>数字无法识别：见下方的消息。</translation>
    </message>
    <message>
        <source>Save the scores</source>
        <translation>保存得分</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>{file}: expected a place to write to, got: {reason}</source>
        <translation>{file}：应是可以写入的位置，却遇到：{reason}</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
</context>
<context>
    <name>EvaluationView</name>
    <message>
        <source>Training digits</source>
        <translation>训练数字</translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation>测试数字</translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation>我的手绘</translation>
    </message>
    <message>
        <source>{accuracy} of {n:,} training {n|digit|digits} of {data} read right: {errors}. Loss per digit {loss}.</source>
        <translation>{data}的 {n:,} 个训练数字识别正确率 {accuracy}：{errors}。每个数字的损失 {loss}。</translation>
    </message>
    <message>
        <source>{accuracy} of {n:,} test {n|digit|digits} of {data} read right: {errors}. Loss per digit {loss}.</source>
        <translation>{data}的 {n:,} 个测试数字识别正确率 {accuracy}：{errors}。每个数字的损失 {loss}。</translation>
    </message>
    <message>
        <source>{accuracy} of {n:,} {n|drawing|drawings} read right: {errors}. Loss per digit {loss}.</source>
        <translation>{n:,} 幅手绘识别正确率 {accuracy}：{errors}。每个数字的损失 {loss}。</translation>
    </message>
    <message>
        <source>{errors} among {n:,} training {n|digit|digits}.</source>
        <translation>{n:,} 个训练数字中{errors}。</translation>
    </message>
    <message>
        <source>{errors} among {n:,} test {n|digit|digits}.</source>
        <translation>{n:,} 个测试数字中{errors}。</translation>
    </message>
    <message>
        <source>{errors} among {n:,} {n|drawing|drawings}.</source>
        <translation>{n:,} 幅手绘中{errors}。</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>% of each digit</source>
        <translation>占真实数字的 %</translation>
    </message>
    <message>
        <source>% of each reading</source>
        <translation>占识别结果的 %</translation>
    </message>
    <message>
        <source>Digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Weighted mean</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Scores per digit</source>
        <translation>各数字的得分</translation>
    </message>
    <message>
        <source>Over- or underfitting</source>
        <translation>过拟合或欠拟合</translation>
    </message>
    <message>
        <source>Which digits to read: the training digits (validation digits included),
the test digits, as split in the settings, or all drawings that you labeled</source>
        <translation>识别哪些数字：训练数字（包括验证数字）、
测试数字（按设置中的划分），或你加了标签的所有手绘</translation>
    </message>
    <message>
        <source>Evaluate on</source>
        <translation>评估对象</translation>
    </message>
    <message>
        <source>What is written into the cells</source>
        <translation>单元格中写什么</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the matrix, tab-separated</source>
        <translation>复制矩阵，以制表符分隔</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the matrix as a picture, PNG or SVG</source>
        <translation>把矩阵保存为图片，PNG 或 SVG</translation>
    </message>
    <message>
        <source>Framed cells: read right. All others: misread. The stronger the ink, the larger the number: framed cells have one scale, all others another.</source>
        <translation>带框的单元格：识别正确。其他：识别错误。墨迹越浓，数目越大：带框的用一个标度，其他的用另一个。</translation>
    </message>
    <message>
        <source>Truth and reading</source>
        <translation>真实与识别</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Misread digits, highest loss first: truth → reading</source>
        <translation>认错的数字，损失高的在前：真实 → 识别</translation>
    </message>
    <message>
        <source>Precision, recall and F1 of each digit</source>
        <translation>每个数字的精确率、召回率和 F1</translation>
    </message>
    <message>
        <source>Copy the table, tab-separated (Ctrl+C in the table)</source>
        <translation>复制表格，以制表符分隔（在表格中按 Ctrl+C）</translation>
    </message>
    <message>
        <source>Save the table as CSV, numbers in full precision</source>
        <translation>把表格保存为 CSV，数值取全精度</translation>
    </message>
    <message>
        <source>Precision: the share that is right of what was read as the digit. Recall: the share of the digit that was read right. F1: their harmonic mean. The mean counts every digit equally, the weighted mean by how often it occurs.</source>
        <translation>精确率：识别为该数字的里面，正确的比例。召回率：该数字里面，识别正确的比例。F1：两者的调和平均。“平均”对每个数字一视同仁，“加权平均”按出现次数加权。</translation>
    </message>
    <message>
        <source>Reading the digits: {share:.0f} %</source>
        <translation>正在识别数字：{share:.0f} %</translation>
    </message>
    <message>
        <source>All {n:,} {n|digit is|digits are} read right.</source>
        <translation>全部 {n:,} 个数字都识别正确。</translation>
    </message>
    <message>
        <source>Click a cell of the matrix, or go there with the arrow keys and press Enter, to see its pictures.</source>
        <translation>点击矩阵的单元格，或用方向键移到那里并按 Enter，查看其中的图片。</translation>
    </message>
    <message>
        <source>{n:,} {n|error|errors}</source>
        <translation>有 {n:,} 个错误</translation>
    </message>
    <message>
        <source>no errors</source>
        <translation>没有错误</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>The paper: draw a digit with the mouse, a pen or a finger; the right button, or the other end of the pen, erases. By keys, the arrows move the pen, and Space puts it down and lifts it.</source>
        <translation>纸：用鼠标、笔或手指画一个数字；右键或笔的另一端擦除。用键盘时，方向键移动笔，空格落笔和抬笔。</translation>
    </message>
    <message>
        <source>The digit that the network finds most probable for your drawing, and how certain it is.</source>
        <translation>网络认为你的手绘最可能是哪个数字，以及它有多确定。</translation>
    </message>
    <message>
        <source>What each layer of the network makes of your drawing: more ink is more active. Point at a pixel of a map to see the part of the drawing that it looked at, and how its value comes about; a click keeps it.</source>
        <translation>网络的每一层如何看待你的手绘：墨迹越多，激活越强。指向图上的像素，可看到它看的是手绘的哪一部分，以及它的值从何而来；点击可固定。</translation>
    </message>
    <message>
        <source>The network, with your drawing flowing through it from left to right: red lines speak for, blue dashes against, thicker ones by more. Point at a unit for its numbers; a click keeps it; Delete silences it.</source>
        <translation>网络，你的手绘从左到右流过它：红线表示支持，蓝色虚线表示反对，越粗作用越大。指向单元查看数值；点击固定；按 Delete 屏蔽它。</translation>
    </message>
    <message>
        <source>The unit that is pointed at: what it looks for, what it found in your drawing, and what it says to each digit.</source>
        <translation>所指的单元：它在找什么，在你的手绘中找到了什么，对每个数字说什么。</translation>
    </message>
    <message>
        <source>The learning curves of the runs that are ticked, best first at the right. Point at one, or go up and down by the arrow keys, to see it alone; a right click saves or copies them.</source>
        <translation>所勾选运行的学习曲线，最好的在最前，标在右侧。指向一条，或用上下方向键，可单独查看；右键保存或复制。</translation>
    </message>
    <message>
        <source>Every run that was made. Tick some to see their curves over each other; a star keeps a run when old ones make room. By keys: Space ticks, F2 renames, Delete deletes, Enter has the network answer.</source>
        <translation>做过的每次运行。勾选几个，可把曲线叠在一起看；旧的运行让出空间时，星标会留住它。按键：空格勾选，F2 重命名，Delete 删除，Enter 让该网络作答。</translation>
    </message>
    <message>
        <source>The combinations of the sweep, best first, then what is computed and what waits. The button of a row, or Enter, has its settings in the Training tab; a click on a head sorts.</source>
        <translation>扫描的各种组合，最好的在前，然后是正在计算的和等待的。一行的按钮，或 Enter，把它的设置用到“训练”标签页；点击表头排序。</translation>
    </message>
    <message>
        <source>The learning curves of the best runs of the sweep, and of those that are computed now.</source>
        <translation>扫描中最好的运行，以及正在计算的运行的学习曲线。</translation>
    </message>
    <message>
        <source>The settings of the selected run beside those of another that is ticked or selected.</source>
        <translation>所选运行的设置，与另一个勾选或选中的运行并排。</translation>
    </message>
    <message>
        <source>What has just happened or what to do next, and at the right the digits that are in use.</source>
        <translation>刚发生了什么或接下来做什么；右侧是所用的数字。</translation>
    </message>
    <message>
        <source>Shows the digits themselves.</source>
        <translation>显示数字本身。</translation>
    </message>
    <message>
        <source>Shows the mean of all pictures of each digit.</source>
        <translation>显示每个数字所有图片的平均。</translation>
    </message>
    <message>
        <source>Digits of the data: choose one to see it large, and what the network makes of it.</source>
        <translation>数据中的数字：选择一个，放大查看，并看网络如何看待它。</translation>
    </message>
    <message>
        <source>The digits of the cell that is chosen in the confusion matrix.</source>
        <translation>混淆矩阵中所选单元格的数字。</translation>
    </message>
    <message>
        <source>The digits that the network misreads, those it is most certain of first.</source>
        <translation>网络认错的数字，最确定的在前。</translation>
    </message>
    <message>
        <source>The result of the evaluation in a sentence.</source>
        <translation>用一句话说明评估结果。</translation>
    </message>
    <message>
        <source>The number that goes into the activation; the plot shows what comes out.</source>
        <translation>送入激活函数的数；图中显示输出什么。</translation>
    </message>
    <message>
        <source>The output of the network for the true class; the plot shows what it costs.</source>
        <translation>网络对真实类别的输出；图中显示它的代价。</translation>
    </message>
    <message>
        <source>Ends the check before all parameters have been compared.</source>
        <translation>在所有参数比较完之前结束检验。</translation>
    </message>
    <message>
        <source>Measures three ways to compute the gradient of the sigmoid, and draws how long each takes.</source>
        <translation>测量计算 sigmoid 梯度的三种方法，并画出各需多久。</translation>
    </message>
    <message>
        <source>The digit that the step is worked out for: one of the data, or your drawing.</source>
        <translation>为哪个数字推演这一步：数据中的一个，或你的手绘。</translation>
    </message>
    <message>
        <source>The layer of the weight that is followed through the step.</source>
        <translation>在这一步中跟踪的权重所在的层。</translation>
    </message>
    <message>
        <source>Opens this page. By keys, the arrows go to the pages beside it.</source>
        <translation>打开这一页。用键盘时，左右方向键转到相邻的页。</translation>
    </message>
    <message>
        <source>The settings, the learning curves and the weights of the network while it learns.</source>
        <translation>网络学习时的设置、学习曲线和权重。</translation>
    </message>
    <message>
        <source>The network drawn, your digit flowing through it, and what it says where it is broken.</source>
        <translation>画出的网络，你的数字流过它；弄坏某处，看它怎么说。</translation>
    </message>
    <message>
        <source>Why the network answers your drawing so: which ink spoke for which digit, and what is like it.</source>
        <translation>网络为什么这样回答你的手绘：哪些墨迹支持哪个数字，以及有什么与它相似。</translation>
    </message>
    <message>
        <source>The digits that the network learns from and is tested on.</source>
        <translation>网络用来学习和测试的数字。</translation>
    </message>
    <message>
        <source>How well the network reads digits, which it confuses, and which it misreads.</source>
        <translation>网络识别得有多好，会混淆哪些，认错哪些。</translation>
    </message>
    <message>
        <source>Activations, losses, a gradient check and one step of training, number by number.</source>
        <translation>激活函数、损失、梯度检验和一步训练，一个数一个数地看。</translation>
    </message>
    <message>
        <source>Every run that was made, to be compared, used again and repeated; nothing is lost.</source>
        <translation>做过的每次运行，可以比较、再用和重复；什么都不会丢。</translation>
    </message>
</context>
<context>
    <name>FeatureMaps</name>
    <message>
        <source>Draw a digit: its feature maps appear here.</source>
        <translation>画一个数字：它的特征图会出现在这里。</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Networks (*.npz)</source>
        <translation>网络 (*.npz)</translation>
    </message>
    <message>
        <source>Theta1, Theta2 for Octave and MATLAB (*.mat)</source>
        <translation>Theta1, Theta2，供 Octave 和 MATLAB 使用 (*.mat)</translation>
    </message>
    <message>
        <source>ONNX for other programs (*.onnx)</source>
        <translation>ONNX，供其他程序使用 (*.onnx)</translation>
    </message>
    <message>
        <source>Open digits</source>
        <translation>打开数字</translation>
    </message>
    <message>
        <source>Digits (*.mat *.npz *.npy *.csv *.tsv *.txt *.data *.json *.ndjson *.gz *.bz2 *.zip *ubyte);;All files (*)</source>
        <translation>数字 (*.mat *.npz *.npy *.csv *.tsv *.txt *.data *.json *.ndjson *.gz *.bz2 *.zip *ubyte);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>打开图片文件夹</translation>
    </message>
    <message>
        <source>Open a network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>Networks (*.npz *.mat *.onnx *.json);;All files (*)</source>
        <translation>网络 (*.npz *.mat *.onnx *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>Runs (*.digitlab-run);;All files (*)</source>
        <translation>运行 (*.digitlab-run);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>运行 {number}</translation>
    </message>
    <message>
        <source>The run is opened as {name}.</source>
        <translation>运行已打开为 {name}。</translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation>使用这个网络</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Save the network</source>
        <translation>保存网络</translation>
    </message>
</context>
<context>
    <name>FilmExport</name>
    <message>
        <source>Export the film</source>
        <translation>导出影片</translation>
    </message>
    <message>
        <source>Moving picture (*.gif);;Folder of pictures (*.png)</source>
        <translation>动画 (*.gif);;图片文件夹 (*.png)</translation>
    </message>
    <message>
        <source>The film is being made: {share} %.</source>
        <translation>正在制作影片：{share} %。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No film was saved.</source>
        <translation>没有保存影片。</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>The film could not be saved.</source>
        <translation>影片无法保存。</translation>
    </message>
</context>
<context>
    <name>FilmFiles</name>
    <message>
        <source>{file}: expected the name of a new folder, got one that is there</source>
        <translation>{file}：应是新文件夹的名称，却是已有的</translation>
    </message>
    <message>
        <source>{file}: expected a place to write to, got: {reason}</source>
        <translation>{file}：应是可以写入的位置，却遇到：{reason}</translation>
    </message>
</context>
<context>
    <name>FineTuner</name>
    <message>
        <source>Another network answers now. Press Learn my handwriting to look at the labels again.</source>
        <translation>现在由另一个网络作答。要再看标签，请按“学习我的笔迹”。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>FineTuning</name>
    <message>
        <source>Reading your drawings, and digits like those that the network has learned…</source>
        <translation>正在读取你的手绘，以及与网络学过的相似的数字…</translation>
    </message>
    <message>
        <source>Nothing was learned: the network is as it was.</source>
        <translation>什么也没学：网络保持原样。</translation>
    </message>
    <message>
        <source>Looking for labels that contradict what the network reads…</source>
        <translation>正在查找与网络识别相矛盾的标签…</translation>
    </message>
    <message>
        <source>No label contradicts the network any more. Press Learn my handwriting again.</source>
        <translation>已没有标签与网络矛盾。请再按“学习我的笔迹”。</translation>
    </message>
    <message>
        <source>Undone: the network reads as it did before. Your drawings are kept.</source>
        <translation>已撤销：网络的识别与之前一样。你的手绘仍保留。</translation>
    </message>
    <message>
        <source>Another network has taken the place of the one that learned your handwriting. Your drawings are kept.</source>
        <translation>学过你笔迹的网络已被另一个网络取代。你的手绘仍保留。</translation>
    </message>
</context>
<context>
    <name>FineTuningDialog</name>
    <message>
        <source>Learn my handwriting</source>
        <translation>学习我的笔迹</translation>
    </message>
    <message>
        <source>How much of the learning is done</source>
        <translation>学习已完成多少</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop learning; what was learned is kept</source>
        <translation>停止学习；已学到的会保留</translation>
    </message>
    <message>
        <source>Drawings whose label is doubtful; the selected ones are left out</source>
        <translation>标签可疑的手绘；选中的将被排除</translation>
    </message>
    <message>
        <source>Learn from all</source>
        <translation>全部学习</translation>
    </message>
    <message>
        <source>Show in My drawings</source>
        <translation>在“我的手绘”中显示</translation>
    </message>
    <message>
        <source>To change their labels, or to delete them</source>
        <translation>用来修改标签，或删除</translation>
    </message>
    <message>
        <source>You kept this drawing as one digit, but the network is certain of another.</source>
        <translation>你把这幅手绘标成了一个数字，网络却确定是另一个。</translation>
    </message>
    <message>
        <source>You kept these {n} drawings as one digit each, but the network is certain of another.</source>
        <translation>你给这 {n} 幅手绘各标了一个数字，网络却确定是别的。</translation>
    </message>
    <message>
        <source>A key pressed by mistake does harm: leave out what you did not mean.</source>
        <translation>按错键会有害：请排除不是你本意的。</translation>
    </message>
    <message>
        <source>Leave out the selected ({n})</source>
        <translation>排除选中的 ({n})</translation>
    </message>
    <message>
        <source>Learning your drawings, mixed with digits like those that the network has learned…</source>
        <translation>正在学习你的手绘，混合与网络学过的相似的数字…</translation>
    </message>
    <message>
        <source>Draw a digit to try it; Undo takes it back.</source>
        <translation>画一个数字试试；“撤销”可收回。</translation>
    </message>
    <message>
        <source>Your drawings, learned from</source>
        <translation>你的手绘，用于学习</translation>
    </message>
    <message>
        <source>Your drawings, kept for testing</source>
        <translation>你的手绘，留作测试</translation>
    </message>
    <message>
        <source>Digits learned before: {data}</source>
        <translation>以前学过的数字：{data}</translation>
    </message>
    <message>
        <source>Other digits: {data}</source>
        <translation>其他数字：{data}</translation>
    </message>
    <message>
        <source>Paused. Press Continue to go on, or Stop.</source>
        <translation>已暂停。按“继续”接着学，或按“停止”。</translation>
    </message>
    <message>
        <source>Read right</source>
        <translation>识别正确</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>{n_right} of {n}</source>
        <translation>{n_right} / {n}</translation>
    </message>
    <message>
        <source>Of your {n:,} {n|drawing|drawings} that it did not learn from, the network now reads {n_now} right, and read {n_then} before.</source>
        <translation>你的 {n:,} 幅未用于学习的手绘中，网络现在认对 {n_now} 幅，之前认对 {n_then} 幅。</translation>
    </message>
    <message>
        <source>Of your {n:,} {n|drawing|drawings}, the network now reads {n_now} right, and read {n_then} before.</source>
        <translation>你的 {n:,} 幅手绘中，网络现在认对 {n_now} 幅，之前认对 {n_then} 幅。</translation>
    </message>
    <message>
        <source>It did not help: undo it, and keep more drawings first.</source>
        <translation>没有帮助：请撤销，先多保留一些手绘。</translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>求值</translation>
    </message>
    <message>
        <source>Training loss, validation loss and the gap between them</source>
        <translation>训练损失、验证损失及两者的差距</translation>
    </message>
    <message>
        <source>training loss: solid    validation loss: dashed    gap (validation − training): dotted</source>
        <translation>训练损失：实线    验证损失：虚线    差距（验证 − 训练）：点线</translation>
    </message>
    <message>
        <source>Training against validation</source>
        <translation>训练与验证</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the plot as a picture, PNG or SVG</source>
        <translation>把图保存为图片，PNG 或 SVG</translation>
    </message>
    <message>
        <source>What the learning curves say</source>
        <translation>学习曲线说明什么</translation>
    </message>
    <message>
        <source>Next: {advice}</source>
        <translation>接下来：{advice}</translation>
    </message>
    <message>
        <source>loss per digit</source>
        <translation>每个数字的损失</translation>
    </message>
</context>
<context>
    <name>FiveLightsView</name>
    <message>
        <source>no number</source>
        <translation>不是数</translation>
    </message>
    <message>
        <source>{value}, good from {least}</source>
        <translation>{value}，不小于 {least} 为好</translation>
    </message>
    <message>
        <source>{value}, good up to {most}</source>
        <translation>{value}，不大于 {most} 为好</translation>
    </message>
    <message>
        <source>{value}, good from {least} to {most}</source>
        <translation>{value}，{least} 到 {most} 为好</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Try the settings of the next run for some seconds</source>
        <translation>把下一次运行的设置试几秒钟</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Look no further</source>
        <translation>不再检查</translation>
    </message>
    <message>
        <source>Five lights before you train</source>
        <translation>训练之前的五盏灯</translation>
    </message>
    <message>
        <source>All five are good.</source>
        <translation>五盏都好。</translation>
    </message>
    <message>
        <source>{n} of {all} are good.</source>
        <translation>{all} 盏中 {n} 盏好。</translation>
    </message>
    <message>
        <source>Press Check: the first loss, one batch learned by heart, blank inputs, the size of an update, and the gradient are looked at before hours are spent.</source>
        <translation>按“检验”：在花费几个小时之前，先看最初的损失、记住一个批次、空白输入、更新的大小和梯度。</translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>Try this:</source>
        <translation>试一试：</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>The layers between the pixels and the ten outputs: units that add up their weighted inputs and pass the sum through the activation, and among them convolutions, pools and dropout.</source>
        <translation>像素与十个输出之间的层：单元把加权的输入相加，再把和送入激活函数；其中也有卷积、池化和暂退。</translation>
    </message>
    <message>
        <source>a = f(W x + b), with (inputs + 1) × units parameters a layer</source>
        <translation>a = f(W x + b)，每层 (输入数 + 1) × 单元数 个参数</translation>
    </message>
    <message>
        <source>Set it to 2: two units can hardly tell ten digits apart. Then leave it empty: without a hidden layer the network compares the drawing with ten templates.</source>
        <translation>设为 2：两个单元几乎分不清十个数字。再留空：没有隐藏层时，网络用十个模板与手绘比较。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>The function that each hidden unit applies to its sum; without one, many layers could do no more than one layer does.</source>
        <translation>每个隐藏单元对其加权和施加的函数；没有它，多少层也不比一层强。</translation>
    </message>
    <message>
        <source>sigmoid: f(z) = 1 / (1 + e⁻ᶻ)
tanh: f(z) = tanh z
ReLU: f(z) = max(0, z)</source>
        <translation>sigmoid: f(z) = 1 / (1 + e⁻ᶻ)
tanh: f(z) = tanh z
ReLU: f(z) = max(0, z)</translation>
    </message>
    <message>
        <source>Train with Sigmoid, then with ReLU and nothing else changed. The loss falls much faster.</source>
        <translation>先用 Sigmoid 训练，再换成 ReLU，其余不变。损失下降快得多。</translation>
    </message>
    <message>
        <source>Output and loss</source>
        <translation>输出与损失</translation>
    </message>
    <message>
        <source>How the ten outputs are computed, and how much a wrong answer costs; training makes this cost small.</source>
        <translation>十个输出如何计算，答错的代价是多少；训练使这个代价变小。</translation>
    </message>
    <message>
        <source>softmax + cross-entropy: −log hₜ, t the true digit
sigmoid + cross-entropy: Σ −y log h − (1 − y) log(1 − h)
sigmoid + squared error: ½ Σ (h − y)²</source>
        <translation>softmax + 交叉熵：−log hₜ，t 为真实数字
sigmoid + 交叉熵：Σ −y log h − (1 − y) log(1 − h)
sigmoid + 平方误差：½ Σ (h − y)²</translation>
    </message>
    <message>
        <source>Choose the squared error. With the same learning rate the network learns far more slowly, because its gradient is multiplied by h (1 − h), which is at most 1/4.</source>
        <translation>选择平方误差。学习率相同，网络却学得慢得多，因为它的梯度乘上了 h (1 − h)，最大只有 1/4。</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>The random weights that training starts from; they must differ, or all units would learn the same.</source>
        <translation>训练开始时的随机权重；它们必须各不相同，否则所有单元学到的都一样。</translation>
    </message>
    <message>
        <source>Glorot: ±√(6 / (n_in + n_out))
He: ±√(6 / n_in), for ReLU
Uniform: ±0.12 or ±0.1, biases too
Normal: N(0, 1) or N(0, 1/n_in), biases N(0, 1)
Filters K×K: n_in = K² × channels, n_out = K² × filters</source>
        <translation>Glorot: ±√(6 / (n_in + n_out))
He: ±√(6 / n_in)，用于 ReLU
均匀：±0.12 或 ±0.1，偏置也是
正态：N(0, 1) 或 N(0, 1/n_in)，偏置 N(0, 1)
卷积核 K×K：n_in = K² × 通道数，n_out = K² × 卷积核数</translation>
    </message>
    <message>
        <source>Press New random weights: the pictures of the weights are noise. Then train, and watch strokes appear in them.</source>
        <translation>按“新的随机权重”：权重的图片是噪声。然后训练，看笔画在其中出现。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The number that all chance in a run comes from: the first weights, the validation digits, the order of the digits and their distortions.</source>
        <translation>运行中一切随机性的来源：初始权重、验证数字、数字的顺序及其变形。</translation>
    </message>
    <message>
        <source>same seed + same settings + same data = same run</source>
        <translation>相同种子 + 相同设置 + 相同数据 = 相同运行</translation>
    </message>
    <message>
        <source>Train twice with the same seed: the curves lie on each other. Train with another: how far apart they lie is chance, and no setting&apos;s doing.</source>
        <translation>用同一个种子训练两次：曲线重合。换一个种子再训练：它们相差多少纯属偶然，与设置无关。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>The rule by which the gradient g changes the weights w in each step.</source>
        <translation>每一步中，梯度 g 如何改变权重 w 的规则。</translation>
    </message>
    <message>
        <source>gradient descent: w ← w − η g
momentum: v ← μ v − η g, w ← w + v
Adam: w ← w − ηₜ m / (√v + ε)</source>
        <translation>梯度下降：w ← w − η g
动量：v ← μ v − η g, w ← w + v
Adam: w ← w − ηₜ m / (√v + ε)</translation>
    </message>
    <message>
        <source>Choose Momentum instead of Gradient descent. Twenty epochs come to what took hundreds.</source>
        <translation>把“梯度下降”换成“动量”。二十轮就达到原来几百轮的结果。</translation>
    </message>
    <message>
        <source>Learning rate η</source>
        <translation>学习率 η</translation>
    </message>
    <message>
        <source>How far each step goes against the gradient: too small and nothing seems to happen, too large and the loss jumps about instead of falling.</source>
        <translation>每一步沿梯度反方向走多远：太小，似乎什么都没发生；太大，损失不下降而是跳来跳去。</translation>
    </message>
    <message>
        <source>Train with 0.03, with 0.3 and with 30. The second learns faster, the third never gets beyond guessing. It can be changed while it trains.</source>
        <translation>分别用 0.03、0.3 和 30 训练。第二个学得更快，第三个永远只能瞎猜。训练中可以修改。</translation>
    </message>
    <message>
        <source>Momentum μ</source>
        <translation>动量 μ</translation>
    </message>
    <message>
        <source>The share of the last step that is taken again, so that steps in one direction build up speed, like a ball that rolls downhill.</source>
        <translation>上一步中再走一次的比例，使同方向的步子积累速度，像小球滚下坡。</translation>
    </message>
    <message>
        <source>v ← μ v − η g, w ← w + v
steady steps grow up to 1 / (1 − μ) times: 10 times for μ = 0.9</source>
        <translation>v ← μ v − η g, w ← w + v
方向不变的步子最多放大到 1 / (1 − μ) 倍：μ = 0.9 时为 10 倍</translation>
    </message>
    <message>
        <source>Choose the optimizer Momentum and train with μ = 0 (plain gradient descent), then with 0.9.</source>
        <translation>选择优化器“动量”，先用 μ = 0（普通梯度下降）训练，再用 0.9。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>How the learning rate changes during a run: large steps to get near, small ones to settle.</source>
        <translation>运行中学习率如何变化：先用大步靠近，再用小步稳定。</translation>
    </message>
    <message>
        <source>step: η γ^⌊epoch / s⌋
cosine: η (1 + cos πt) / 2, with t from 0 to 1
one cycle: η / 25 up to η in 30 % of the run, then down to η / 250,000</source>
        <translation>阶梯：η γ^⌊epoch / s⌋
余弦：η (1 + cos πt) / 2，t 从 0 到 1
单周期：在运行的前 30 % 从 η / 25 升到 η，再降到 η / 250,000</translation>
    </message>
    <message>
        <source>Train with a high learning rate that is constant, then with Cosine. The end of the curve is smoother.</source>
        <translation>先用较高的恒定学习率训练，再用“余弦”。曲线的末端更平滑。</translation>
    </message>
    <message>
        <source>Step every</source>
        <translation>阶梯间隔</translation>
    </message>
    <message>
        <source>With the schedule Step: after how many epochs s the learning rate changes.</source>
        <translation>用“阶梯”调度时：每隔多少轮 s 学习率改变一次。</translation>
    </message>
    <message>
        <source>Set it to a tenth of the epochs. With γ = 0.5 the last steps are 512 times shorter than the first.</source>
        <translation>设为总轮数的十分之一。γ = 0.5 时，最后的步子是最初的 1/512。</translation>
    </message>
    <message>
        <source>Step factor γ</source>
        <translation>阶梯因子 γ</translation>
    </message>
    <message>
        <source>With the schedule Step: what the learning rate is multiplied by each time.</source>
        <translation>用“阶梯”调度时：每次学习率乘以多少。</translation>
    </message>
    <message>
        <source>Compare 0.5 with 1. A factor of 1 changes nothing, so the schedule is constant.</source>
        <translation>比较 0.5 与 1。因子为 1 时什么也不变，调度就是恒定的。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>How many digits the gradient is averaged over before the weights change once: fewer give more, but noisier, steps in an epoch.</source>
        <translation>权重改变一次之前，对多少个数字的梯度取平均：越少，一轮中的步数越多，但噪声也越大。</translation>
    </message>
    <message>
        <source>steps an epoch = ⌈m / batch size⌉, m the number of training digits</source>
        <translation>每轮步数 = ⌈m / 批大小⌉，m 为训练数字的个数</translation>
    </message>
    <message>
        <source>Train 20 epochs with 1, with 32 and with 0 (all digits at once). The first takes m times as many steps as the last, and gets much further.</source>
        <translation>分别用 1、32 和 0（一次用全部数字）训练 20 轮。第一个的步数是最后一个的 m 倍，结果也好得多。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Whether each epoch takes the digits in another order; else, in the order in which the data holds them.</source>
        <translation>每一轮是否按新的顺序取数字；否则按数据中的顺序。</translation>
    </message>
    <message>
        <source>one epoch = every training digit once, in any order</source>
        <translation>一轮 = 每个训练数字各一次，顺序任意</translation>
    </message>
    <message>
        <source>Switch it off. These digits are well mixed, so little changes. Data that is sorted by digit learns badly without it.</source>
        <translation>把它关掉。这些数字本来就混得很匀，所以变化不大。按数字排好序的数据，不打乱就学不好。</translation>
    </message>
    <message>
        <source>Weight decay λ</source>
        <translation>权重衰减 λ</translation>
    </message>
    <message>
        <source>A price on large weights, which keeps the network from learning single digits by heart; biases are free.</source>
        <translation>对大权重收取的代价，避免网络死记单个数字；偏置不收。</translation>
    </message>
    <message>
        <source>cost = loss + λ / (2m) Σ w², m the number of training digits</source>
        <translation>代价 = 损失 + λ / (2m) Σ w²，m 为训练数字的个数</translation>
    </message>
    <message>
        <source>Train with 100. The weights stay pale, and the network reads little more than half of the digits. Then put it back.</source>
        <translation>用 100 训练。权重一直很淡，网络只能认出一半多一点的数字。然后改回来。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often the run goes through all training digits.</source>
        <translation>运行把所有训练数字过多少遍。</translation>
    </message>
    <message>
        <source>steps = epochs × ⌈m / batch size⌉, m the number of training digits</source>
        <translation>步数 = 轮数 × ⌈m / 批大小⌉，m 为训练数字的个数</translation>
    </message>
    <message>
        <source>Find the epoch from which the validation curve hardly falls. What comes after it teaches little.</source>
        <translation>找出从哪一轮起验证曲线几乎不再下降。之后学到的很少。</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>The share of the training digits that is set aside to see how well the network reads digits that it does not learn from.</source>
        <translation>从训练数字中留出的比例，用来看网络对没学过的数字识别得多好。</translation>
    </message>
    <message>
        <source>validation digits = share × training digits, the same share of every class</source>
        <translation>验证数字 = 比例 × 训练数字，每一类比例相同</translation>
    </message>
    <message>
        <source>Set it to 50 %. Half of the digits are left to learn from, and the two curves move further apart.</source>
        <translation>设为 50 %。只剩一半数字可学，两条曲线离得更远。</translation>
    </message>
    <message>
        <source>Validation seed</source>
        <translation>验证种子</translation>
    </message>
    <message>
        <source>The number that draws the validation digits; usually the seed of the run does.</source>
        <translation>抽取验证数字所用的数；通常就是运行的种子。</translation>
    </message>
    <message>
        <source>same data + same share + same validation seed = same validation digits</source>
        <translation>相同数据 + 相同比例 + 相同验证种子 = 相同验证数字</translation>
    </message>
    <message>
        <source>Give it a number and train with five different seeds: what differs is the networks alone, as all are measured on the same digits.</source>
        <translation>给它一个数，再用五个不同的种子训练：不同的只有网络，因为都在同样的数字上衡量。</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>How many epochs the validation loss may go without a new lowest value before the run stops and takes back its best weights.</source>
        <translation>验证损失连续多少轮没有新的最低值，运行就停止并取回最好的权重。</translation>
    </message>
    <message>
        <source>stop when epoch − best epoch = patience; 0 for never</source>
        <translation>当 轮次 − 最佳轮次 = 耐心值 时停止；0 为永不</translation>
    </message>
    <message>
        <source>Choose a large network with Adam and a patience of 20. It stops by itself, often long before its end.</source>
        <translation>选择一个用 Adam 的大网络，耐心值 20。它会自己停下，往往远在结束之前。</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>The least by which an epoch has to lower the cost for the run to go on; asked from the tenth epoch on.</source>
        <translation>一轮至少要使代价降低多少，运行才继续；从第十轮起检查。</translation>
    </message>
    <message>
        <source>stop when cost before − cost now &lt; tolerance; 0 for never</source>
        <translation>当 之前的代价 − 现在的代价 &lt; 容差 时停止；0 为永不</translation>
    </message>
    <message>
        <source>Set it to 0.001. The run ends where the curve has become flat, not where its epochs run out.</source>
        <translation>设为 0.001。运行在曲线变平处结束，而不是在轮数用完时。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>How many pixels the network reads, and how the ink lies in them: 20 × 20 as in the course, 28 × 28 as in MNIST, or 8 × 8 blocks. Data of another format is resampled.</source>
        <translation>网络读取多少像素，墨迹在其中怎样放置：20 × 20 如课程，28 × 28 如 MNIST，或 8 × 8 的方块。其他格式的数据会重采样。</translation>
    </message>
    <message>
        <source>inputs = height × width: 400, 784 or 64</source>
        <translation>输入数 = 高 × 宽：400、784 或 64</translation>
    </message>
    <message>
        <source>Choose 28 × 28 and press Train: the panel What the network sees shows your digit in finer pixels.</source>
        <translation>选择 28 × 28 并按“训练”：“网络所见”窗格用更细的像素显示你的数字。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>How the value x of a pixel is scaled before the network gets it; inputs of similar size are easier to learn from.</source>
        <translation>像素的值 x 在送入网络之前如何缩放；大小相近的输入更容易学。</translation>
    </message>
    <message>
        <source>as they are: x, from 0 (paper) to 1 (ink)
from −1 to 1: 2x − 1
standardized: (x − mean) / standard deviation of each pixel</source>
        <translation>原样：x，从 0（纸）到 1（墨）
从 −1 到 1：2x − 1
标准化：(x − 均值) / 每个像素的标准差</translation>
    </message>
    <message>
        <source>Choose Standardized. With the same learning rate the loss falls much faster.</source>
        <translation>选择“标准化”。学习率相同，损失下降快得多。</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Each epoch trains on freshly distorted copies of the digits, so that the network learns what does not matter: a shift, a slant, a thicker pen.</source>
        <translation>每一轮都在重新变形的数字副本上训练，让网络学会哪些无关紧要：平移、倾斜、更粗的笔。</translation>
    </message>
    <message>
        <source>digits to validate and to test on stay as they are</source>
        <translation>用于验证和测试的数字保持原样</translation>
    </message>
    <message>
        <source>Press Show and choose Strong. Would you still read them all? Training takes longer, as no digit comes twice alike.</source>
        <translation>按“显示”并选择“强”。你还能全部认出吗？训练会更久，因为没有数字会以同样的样子出现两次。</translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation>测试数字</translation>
    </message>
    <message>
        <source>Which digits are kept for testing: training never sees them, so they show how well the network reads what is new to it.</source>
        <translation>哪些数字留作测试：训练从不用它们，所以它们说明网络对新数字识别得多好。</translation>
    </message>
    <message>
        <source>data = training digits (validation digits among them) + test digits</source>
        <translation>数据 = 训练数字（包括验证数字）+ 测试数字</translation>
    </message>
    <message>
        <source>Evaluate in the Evaluation tab on the training digits, then on the test digits. The second is the honest figure.</source>
        <translation>在“评估”标签页先评估训练数字，再评估测试数字。后者才是老实的数字。</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>The share of all digits that is kept for testing.</source>
        <translation>所有数字中留作测试的比例。</translation>
    </message>
    <message>
        <source>test digits = ⌈share × all digits⌉</source>
        <translation>测试数字 = ⌈比例 × 所有数字⌉</translation>
    </message>
    <message>
        <source>Set it to 90 %. The network has few digits to learn from, and its test accuracy falls.</source>
        <translation>设为 90 %。网络可学的数字很少，测试准确率下降。</translation>
    </message>
    <message>
        <source>Test seed</source>
        <translation>测试种子</translation>
    </message>
    <message>
        <source>The number that draws which digits are kept for testing.</source>
        <translation>抽取测试数字所用的数。</translation>
    </message>
    <message>
        <source>same data + same share + same seed = same test digits</source>
        <translation>相同数据 + 相同比例 + 相同种子 = 相同测试数字</translation>
    </message>
    <message>
        <source>Train with five different test seeds. The spread of the five test accuracies is how far to trust one.</source>
        <translation>用五个不同的测试种子训练。五个测试准确率的分散程度，就是单个结果可信的程度。</translation>
    </message>
    <message>
        <source>Test count</source>
        <translation>测试个数</translation>
    </message>
    <message>
        <source>How many digits at the end of the data are kept for testing, in the order in which the data has them.</source>
        <translation>数据末尾有多少个数字留作测试，按数据中的顺序。</translation>
    </message>
    <message>
        <source>test digits = the last n, training digits = those before them</source>
        <translation>测试数字 = 最后 n 个，训练数字 = 之前的</translation>
    </message>
    <message>
        <source>Published figures often name such a split. Keep the last 10,000 of MNIST, and compare with them.</source>
        <translation>公布的结果常指明这样的划分。留下 MNIST 的最后 10,000 个，与之比较。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>How many bits a number has: single is about twice as fast, SciPy&apos;s methods need double.</source>
        <translation>一个数用多少位：单精度约快一倍，SciPy 的方法需要双精度。</translation>
    </message>
    <message>
        <source>single: 32 bits, about 7 digits (2⁻²³ ≈ 1.2e-7)
double: 64 bits, about 16 (2⁻⁵² ≈ 2.2e-16)</source>
        <translation>单精度：32 位，约 7 位数字 (2⁻²³ ≈ 1.2e-7)
双精度：64 位，约 16 位 (2⁻⁵² ≈ 2.2e-16)</translation>
    </message>
    <message>
        <source>Train with either: the curves are the same to the eye, and single is done in half the time.</source>
        <translation>两种都训练一次：曲线看上去一样，单精度只用一半时间。</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>A set of settings with a name; choosing one fills in every field.</source>
        <translation>一组有名字的设置；选择它会填好每一项。</translation>
    </message>
    <message>
        <source>Choose one, train, change a single setting and train again. The run before stays as a faint line.</source>
        <translation>选一个，训练，改动一项设置再训练。上一次运行留作淡淡的线。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The labeled digits that the network learns from and is tested on.</source>
        <translation>网络用来学习和测试的、带标签的数字。</translation>
    </message>
    <message>
        <source>Look at them in the Data tab. Which of them could you not read yourself? No network can be sure of those.</source>
        <translation>在“数据”标签页看看它们。哪些你自己也认不出？没有网络能对那些有把握。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast a run goes: slow enough to watch, or as fast as the computer can.</source>
        <translation>运行有多快：慢得可以看清，或快到计算机的极限。</translation>
    </message>
    <message>
        <source>Slow it down, and press Step to see what a single batch changes.</source>
        <translation>调慢，按“单步”，看一个批次改变了什么。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>All numbers that training changes: the weights and the biases of every layer.</source>
        <translation>训练所改变的全部数：每一层的权重和偏置。</translation>
    </message>
    <message>
        <source>400 pixels, 25 hidden units, 10 outputs: 401 × 25 + 26 × 10 = 10,285</source>
        <translation>400 个像素，25 个隐藏单元，10 个输出：401 × 25 + 26 × 10 = 10,285</translation>
    </message>
    <message>
        <source>Double the hidden units, and see how the number grows.</source>
        <translation>把隐藏单元加倍，看这个数怎样增长。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>How wrong the network is on average: 0 would be right and certain on every digit.</source>
        <translation>网络平均错得多厉害：0 表示对每个数字都答对且确定。</translation>
    </message>
    <message>
        <source>loss = 1/m Σ −log hₜ; mere guessing costs −log 1/10 = 2.303</source>
        <translation>损失 = 1/m Σ −log hₜ；瞎猜的损失为 −log 1/10 = 2.303</translation>
    </message>
    <message>
        <source>Read the loss before the first epoch. It is near 2.3, the price of guessing.</source>
        <translation>看第一轮之前的损失。它接近 2.3，即瞎猜的代价。</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>What training makes small: the loss, and the price of large weights.</source>
        <translation>训练要使之变小的量：损失，加上大权重的代价。</translation>
    </message>
    <message>
        <source>Set the weight decay to 0. Cost and loss are the same.</source>
        <translation>把权重衰减设为 0。代价与损失相同。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>The share of the digits whose most probable answer is the right one.</source>
        <translation>最可能的答案正确的数字所占的比例。</translation>
    </message>
    <message>
        <source>accuracy = digits read correctly / all digits; mere guessing comes to 10 %</source>
        <translation>准确率 = 识别正确的数字 / 所有数字；瞎猜为 10 %</translation>
    </message>
    <message>
        <source>Compare it with the loss. The loss goes on falling when the accuracy no longer rises, as right answers become more certain.</source>
        <translation>与损失比较。准确率不再上升时，损失还在下降，因为正确的答案越来越确定。</translation>
    </message>
    <message>
        <source>Training digits</source>
        <translation>训练数字</translation>
    </message>
    <message>
        <source>The digits that the network learns from; their curve is the solid line.</source>
        <translation>网络用来学习的数字；它们的曲线是实线。</translation>
    </message>
    <message>
        <source>m = the number of digits that are trained on</source>
        <translation>m = 用于训练的数字个数</translation>
    </message>
    <message>
        <source>Watch whether the training curve leaves the validation curve behind.</source>
        <translation>观察训练曲线是否把验证曲线甩在后面。</translation>
    </message>
    <message>
        <source>Validation digits</source>
        <translation>验证数字</translation>
    </message>
    <message>
        <source>Digits that are set aside and not learned from, to see how well the network reads what is new to it; their curve is the dashed line.</source>
        <translation>留出来不用于学习的数字，用来看网络对新数字识别得多好；它们的曲线是虚线。</translation>
    </message>
    <message>
        <source>gap = validation loss − training loss: a wide one is overfitting</source>
        <translation>差距 = 验证损失 − 训练损失：差距大就是过拟合</translation>
    </message>
    <message>
        <source>Train a large network without weight decay, and watch the gap grow.</source>
        <translation>训练一个没有权重衰减的大网络，看差距变大。</translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>过拟合</translation>
    </message>
    <message>
        <source>The network learns its training digits by heart, while it reads new ones no better, or worse.</source>
        <translation>网络死记训练数字，对新数字的识别却没有变好，甚至更差。</translation>
    </message>
    <message>
        <source>training loss falls, validation loss rises</source>
        <translation>训练损失下降，验证损失上升</translation>
    </message>
    <message>
        <source>Give it few digits (Validation 90 %) and many units, then add weight decay.</source>
        <translation>给它少量数字（验证 90 %）和许多单元，然后加上权重衰减。</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>One pass through all training digits.</source>
        <translation>把所有训练数字过一遍。</translation>
    </message>
    <message>
        <source>one epoch = ⌈m / batch size⌉ steps</source>
        <translation>一轮 = ⌈m / 批大小⌉ 步</translation>
    </message>
    <message>
        <source>Press Step. An epoch is that many presses.</source>
        <translation>按“单步”。一轮就是按那么多次。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>The digits whose gradients are averaged for one step.</source>
        <translation>一步中对其梯度取平均的数字。</translation>
    </message>
    <message>
        <source>g = 1/B Σ gradient of each digit&apos;s loss, plus λ/m w</source>
        <translation>g = 1/B Σ 每个数字损失的梯度，加上 λ/m w</translation>
    </message>
    <message>
        <source>Set the batch size to 1 and press Step. The bars jump after every digit.</source>
        <translation>把批大小设为 1，按“单步”。每个数字之后条形都会跳动。</translation>
    </message>
    <message>
        <source>Probability of each digit</source>
        <translation>每个数字的概率</translation>
    </message>
    <message>
        <source>How strongly the network believes in each digit; with softmax the ten add up to 1. It can be certain and wrong.</source>
        <translation>网络对每个数字相信多少；用 softmax 时十个概率之和为 1。它可能既确定又错误。</translation>
    </message>
    <message>
        <source>Draw something that is no digit. The network has to choose one all the same. Where it is wrong, press the row of the right digit, and your drawing is kept with that label.</source>
        <translation>画一个不是数字的东西。网络仍须选一个。它答错时，按正确数字的条形，你的手绘就以该标签保留。</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>网络所见</translation>
    </message>
    <message>
        <source>Your drawing as the network gets it: scaled to one size, centered by its ink, in a few pixels of gray.</source>
        <translation>网络得到的手绘：缩放到同一大小，按墨迹居中，只有少量灰度像素。</translation>
    </message>
    <message>
        <source>20×20 pixels, 0 for paper, 1 for ink; the longer side of the ink spans 14.3 pixels
28×28: it spans 20 pixels</source>
        <translation>20×20 像素，0 为纸，1 为墨；墨迹的长边占 14.3 像素
28×28：占 20 像素</translation>
    </message>
    <message>
        <source>Draw the same digit small and in a corner. The network sees nearly the same.</source>
        <translation>把同一个数字画小，画在角落。网络看到的几乎一样。</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Turns ten numbers into ten probabilities that add up to 1.</source>
        <translation>把十个数变成和为 1 的十个概率。</translation>
    </message>
    <message>
        <source>Draw a digit in two steps. When one bar rises, the others have to fall.</source>
        <translation>分两步画一个数字。一个条形上升时，其他必然下降。</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>The loss of a digit: how surprised the network is by the right answer.</source>
        <translation>一个数字的损失：正确答案使网络有多意外。</translation>
    </message>
    <message>
        <source>−log hₜ: 0.03 at 97 %, 0.69 at 50 %, 2.30 at 10 %, 4.61 at 1 %</source>
        <translation>−log hₜ：97 % 时 0.03，50 % 时 0.69，10 % 时 2.30，1 % 时 4.61</translation>
    </message>
    <message>
        <source>Look in the Evaluation tab for the digits that are wrong and certain. They cost most.</source>
        <translation>在“评估”标签页找错误而又确定的数字。它们代价最大。</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>For each weight, how fast the cost would rise if the weight grew; training steps the other way.</source>
        <translation>对每个权重而言，权重增大时代价上升得多快；训练朝相反方向走。</translation>
    </message>
    <message>
        <source>Check it in the Mathematics tab against differences of the cost.</source>
        <translation>在“数学”标签页用代价的差分检验它。</translation>
    </message>
    <message>
        <source>Backpropagation</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <source>The chain rule, from the outputs back to the inputs: it gives the gradient of all weights in one pass.</source>
        <translation>链式法则，从输出回到输入：一趟就得到所有权重的梯度。</translation>
    </message>
    <message>
        <source>δ at the outputs = h − y; one layer earlier: δ ← (W δ) × f′(z)</source>
        <translation>输出处 δ = h − y；往前一层：δ ← (W δ) × f′(z)</translation>
    </message>
    <message>
        <source>Follow one digit through it in the Mathematics tab, number by number.</source>
        <translation>在“数学”标签页跟着一个数字走一遍，一个数一个数地看。</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>The plainest optimizer: a step against the gradient, as long as η says.</source>
        <translation>最朴素的优化器：沿梯度反方向走一步，长度由 η 决定。</translation>
    </message>
    <message>
        <source>Train with it first, so that you know what the others improve on.</source>
        <translation>先用它训练，才知道其他方法改进了什么。</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>Momentum that looks one step ahead before it turns.</source>
        <translation>转向之前先往前看一步的动量。</translation>
    </message>
    <message>
        <source>Compare it with Momentum at a high learning rate.</source>
        <translation>在较高的学习率下与“动量”比较。</translation>
    </message>
    <message>
        <source>Divides each weight&apos;s step by the usual size of its own gradient.</source>
        <translation>把每个权重的步子除以它自己梯度的通常大小。</translation>
    </message>
    <message>
        <source>Use a learning rate of 0.001. Every weight moves by about η in a step.</source>
        <translation>学习率用 0.001。每个权重每步约移动 η。</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Momentum, divided by the usual size of each weight&apos;s own gradient.</source>
        <translation>动量，再除以每个权重自己梯度的通常大小。</translation>
    </message>
    <message>
        <source>Choose it with a learning rate of 0.01. After twenty epochs hardly a training digit is misread.</source>
        <translation>学习率选 0.01。二十轮之后，几乎没有训练数字会认错。</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Squeezes any number into 0 to 1; far from 0 it is flat, and learns slowly there.</source>
        <translation>把任何数压到 0 与 1 之间；离 0 远处很平，学得慢。</translation>
    </message>
    <message>
        <source>f(z) = 1 / (1 + e⁻ᶻ), f′ = f (1 − f), at most 1/4</source>
        <translation>f(z) = 1 / (1 + e⁻ᶻ)，f′ = f (1 − f)，最大 1/4</translation>
    </message>
    <message>
        <source>Train six sigmoid layers of 25 units. The gradient fades on its way back, and nothing is learned.</source>
        <translation>训练六层各 25 个单元的 sigmoid 网络。梯度在回传中消失，什么也学不到。</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Squeezes any number into −1 to 1: a sigmoid that is centered at 0.</source>
        <translation>把任何数压到 −1 与 1 之间：以 0 为中心的 sigmoid。</translation>
    </message>
    <message>
        <source>f(z) = tanh z, f′ = 1 − f², at most 1</source>
        <translation>f(z) = tanh z，f′ = 1 − f²，最大 1</translation>
    </message>
    <message>
        <source>Compare its curve with the sigmoid&apos;s in the Mathematics tab.</source>
        <translation>在“数学”标签页把它的曲线与 sigmoid 的比较。</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Lets positive numbers through and turns negative ones into 0; quick to learn with.</source>
        <translation>让正数通过，把负数变为 0；用它学得快。</translation>
    </message>
    <message>
        <source>f(z) = max(0, z), f′ = 1 where z &gt; 0, else 0</source>
        <translation>f(z) = max(0, z)，z &gt; 0 时 f′ = 1，否则为 0</translation>
    </message>
    <message>
        <source>Train six layers of 25 units with it, and then with Sigmoid.</source>
        <translation>用它训练六层各 25 个单元，再换成 Sigmoid。</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>A layer of filters: each looks at every place of the picture through the same few weights, and answers how well what is there matches them.</source>
        <translation>由卷积核组成的层：每个卷积核用同样几个权重查看图片的每一处，回答那里与它们有多匹配。</translation>
    </message>
    <message>
        <source>z[y, x] = b + Σ W[i, j] a[y + i, x + j], summed over all channels, then f(z)
8 filters 5×5 on one channel: 8 × (25 + 1) = 208 parameters</source>
        <translation>z[y, x] = b + Σ W[i, j] a[y + i, x + j]，对所有通道求和，再取 f(z)
一个通道上 8 个 5×5 卷积核：8 × (25 + 1) = 208 个参数</translation>
    </message>
    <message>
        <source>Set the hidden layers to conv 8 5x5, pool 2, 64 and train. The pictures of the weights are the eight filters.</source>
        <translation>把隐藏层设为 conv 8 5x5, pool 2, 64 并训练。权重的图片就是那八个卷积核。</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>What one filter makes of a picture: a picture again, with more ink where the filter found what it looks for.</source>
        <translation>一个卷积核对图片的结果：仍是一张图，卷积核找到目标的地方墨迹更多。</translation>
    </message>
    <message>
        <source>H×W pixels, a filter K×K: a map of (H − K + 1) × (W − K + 1); with same, H × W
20×20 pixels, 5×5: 16×16</source>
        <translation>H×W 像素，卷积核 K×K：图为 (H − K + 1) × (W − K + 1)；用 same 时为 H × W
20×20 像素，5×5：16×16</translation>
    </message>
    <message>
        <source>Open the list beside Hidden layers: 16×16×8 is what a convolution puts out, eight maps of 16×16.</source>
        <translation>打开“隐藏层”旁的列表：16×16×8 是卷积的输出，八张 16×16 的图。</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Keeps the largest of each square of a feature map: what was found stays, and where exactly is left out.</source>
        <translation>在特征图的每个小方块中只留最大值：保留找到了什么，略去确切位置。</translation>
    </message>
    <message>
        <source>p[y, x] = max a[s y + i, s x + j], i and j from 0 to s − 1; no parameters</source>
        <translation>p[y, x] = max a[s y + i, s x + j]，i 和 j 从 0 到 s − 1；没有参数</translation>
    </message>
    <message>
        <source>Set the hidden layers to conv 8 5x5, 64, then to conv 8 5x5, pool 2, 64. The network has a quarter of the parameters.</source>
        <translation>先把隐藏层设为 conv 8 5x5, 64，再设为 conv 8 5x5, pool 2, 64。后者的参数只有四分之一。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>暂退 (dropout)</translation>
    </message>
    <message>
        <source>While the network trains, each value is left out with the probability p, so that no unit can rely on another one; when it reads, nothing is left out.</source>
        <translation>训练时每个值以概率 p 被略去，使单元不能依赖别的单元；识别时什么也不略去。</translation>
    </message>
    <message>
        <source>in training y = m x / (1 − p), with m = 0 with the probability p, else 1; else y = x</source>
        <translation>训练时 y = m x / (1 − p)，m 以概率 p 为 0，否则为 1；平时 y = x</translation>
    </message>
    <message>
        <source>Train a large network, and again with dropout 0.5 as its last hidden layer. The gap between the two curves of the accuracy is narrower.</source>
        <translation>训练一个大网络，再把 dropout 0.5 作为最后的隐藏层训练一次。两条准确率曲线的差距变小。</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>A copy of the network at a moment of its run, up to 64 of them, evenly in log time: most are early, when most is learned.</source>
        <translation>运行某一时刻网络的副本，最多 64 个，按对数时间均匀分布：大多在学得最多的早期。</translation>
    </message>
    <message>
        <source>log time = log(1 + epoch)</source>
        <translation>对数时间 = log(1 + 轮次)</translation>
    </message>
    <message>
        <source>Draw a digit, train, and drag the slider under the curves to find when the network first reads it.</source>
        <translation>画一个数字，训练，拖动曲线下的滑块，找出网络何时第一次认出它。</translation>
    </message>
    <message>
        <source>Spread over seeds</source>
        <translation>种子间的分散</translation>
    </message>
    <message>
        <source>How far runs lie apart that differ in nothing but the seed: two settings whose runs lie no further apart do not truly differ.</source>
        <translation>只有种子不同的运行相差多远：两种设置的运行若相差不超过它，就没有真正的差别。</translation>
    </message>
    <message>
        <source>mean ± s,  s = √(Σ (x − mean)² / (n − 1)) over n seeds</source>
        <translation>均值 ± s，s = √(Σ (x − 均值)² / (n − 1))，对 n 个种子</translation>
    </message>
    <message>
        <source>Train, select the run in the Runs tab, and press Same with 5 seeds: the band is what chance alone makes.</source>
        <translation>训练，在“运行”标签页选中该运行，按“用 5 个种子重复”：那条带就是纯属偶然的部分。</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>Many runs that differ in the settings you choose: all measured on the same validation digits, computed beside the window, and compared best first.</source>
        <translation>许多在所选设置上不同的运行：都在同样的验证数字上衡量，在窗口之外计算，按最好的在前比较。</translation>
    </message>
    <message>
        <source>runs = combinations × seeds</source>
        <translation>运行数 = 组合数 × 种子数</translation>
    </message>
    <message>
        <source>Choose Training › Sweep › Open the sweep, leave the learning rate as it is, and press Start sweep: too small a rate learns little in the time, too large a one not at all.</source>
        <translation>选择“训练 › 参数扫描 › 打开参数扫描”，学习率不改，按“开始扫描”：太小的学习率学得很少，太大的根本学不到。</translation>
    </message>
    <message>
        <source>Values of a sweep</source>
        <translation>扫描的取值</translation>
    </message>
    <message>
        <source>What a setting takes, one after the other: a list, with semicolons where values have commas, or a range.</source>
        <translation>一项设置依次取的值：列表（取值中有逗号时用分号隔开），或范围。</translation>
    </message>
    <message>
        <source>0.1, 0.3, 1   25; 128, 64   0.001..1 log 7</source>
        <translation>0.1, 0.3, 1   25; 128, 64   0.001..1 log 7</translation>
    </message>
    <message>
        <source>Type 0.001..1 log 7 for the learning rate: seven values, each about three times the one before, as rates differ by factors and not by amounts.</source>
        <translation>给学习率输入 0.001..1 log 7：七个值，每个约为前一个的三倍，因为学习率按倍数而不是按差值变化。</translation>
    </message>
    <message>
        <source>Random search</source>
        <translation>随机搜索</translation>
    </message>
    <message>
        <source>A grid trains every combination of the values; random search draws some, and so tries more values of each setting in the same number of runs.</source>
        <translation>网格训练取值的每一种组合；随机搜索抽取其中一些，因此在同样多的运行中，每项设置试到更多的值。</translation>
    </message>
    <message>
        <source>9 runs: 3 × 3 values, or 9 of each</source>
        <translation>9 次运行：3 × 3 个值，或每项 9 个值</translation>
    </message>
    <message>
        <source>Vary learning rate and weight decay, 20 combinations at random: where only the rate matters, you see twenty rates.</source>
        <translation>让学习率和权重衰减变化，随机抽 20 种组合：若只有学习率要紧，就看到了二十种学习率。</translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行坐标</translation>
    </message>
    <message>
        <source>A picture of more than two settings: an upright axis for each and one for the result, and a line through its values for each combination; more ink reads better.</source>
        <translation>展示两项以上设置的图：每项设置一条竖轴，结果也有一条，每种组合是一条穿过各值的线；墨迹越浓，识别得越好。</translation>
    </message>
    <message>
        <source>a line = a combination</source>
        <translation>一条线 = 一种组合</translation>
    </message>
    <message>
        <source>Look where the dark lines pass an axis together: that setting matters, and there it should be.</source>
        <translation>看深色的线在哪里一起穿过某条轴：那项设置要紧，就该取那里。</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Share the lead of one digit over another out among the pixels: the drawing fades in from empty paper, and what each pixel does to the lead meanwhile is summed up. Ink that is missing gets no part.</source>
        <translation>把一个数字对另一个的领先量分摊到像素：手绘从空白纸上渐渐显现，把这期间每个像素对领先量的作用累加起来。缺少的墨迹没有份额。</translation>
    </message>
    <message>
        <source>part i = xᵢ ∫₀¹ ∂(z_a − z_b)/∂xᵢ (t x) dt
empty paper + Σ parts = lead z_a − z_b</source>
        <translation>份额 i = xᵢ ∫₀¹ ∂(z_a − z_b)/∂xᵢ (t x) dt
空白纸 + Σ 份额 = 领先量 z_a − z_b</translation>
    </message>
    <message>
        <source>Draw a 3 in the tab Why and ask for 8: the blue ink is what the two have in common.</source>
        <translation>在“为什么”标签页画一个 3，问为什么不是 8：蓝色墨迹是两者共有的。</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Erases a small square of the drawing, looks how the answer changes, and does so everywhere. The squares overlap, so the changes do not add up.</source>
        <translation>擦去手绘的一个小方块，看答案如何变化，处处都这样做。方块互相重叠，所以各变化之和不等于总量。</translation>
    </message>
    <message>
        <source>part i = lead(x) − lead(x without the 3 × 3 pixels around i)</source>
        <translation>份额 i = 领先量(x) − 领先量(擦去 i 周围 3 × 3 像素后的 x)</translation>
    </message>
    <message>
        <source>Choose it as the method in the tab Why: what is missing from the sum is shown.</source>
        <translation>在“为什么”标签页把它选为方法：会显示总和中缺了多少。</translation>
    </message>
    <message>
        <source>Gradient × ink</source>
        <translation>梯度 × 墨迹</translation>
    </message>
    <message>
        <source>Each pixel&apos;s ink times the slope of the lead there: what a little more ink would do. It is exact for a network without hidden layers.</source>
        <translation>每个像素的墨迹乘以该处领先量的斜率：再多一点墨迹会怎样。对没有隐藏层的网络是精确的。</translation>
    </message>
    <message>
        <source>part i = xᵢ ∂(z_a − z_b)/∂xᵢ (x)</source>
        <translation>份额 i = xᵢ ∂(z_a − z_b)/∂xᵢ (x)</translation>
    </message>
    <message>
        <source>Train without hidden layers, choose it in the tab Why, and nothing is missing from the sum.</source>
        <translation>不用隐藏层训练，在“为什么”标签页选择它，总和就什么也不缺。</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>主成分</translation>
    </message>
    <message>
        <source>The directions in which many points differ most, each at right angles to those before. The first two make the flat picture that loses least.</source>
        <translation>许多点差异最大的方向，每个都与之前的垂直。前两个给出损失最少的平面图。</translation>
    </message>
    <message>
        <source>eigenvectors of the covariance 1/n Σ (x − mean)(x − mean)ᵀ</source>
        <translation>协方差 1/n Σ (x − 均值)(x − 均值)ᵀ 的特征向量</translation>
    </message>
    <message>
        <source>Open the tab Why, press New random weights and Train: the classes part on the map.</source>
        <translation>打开“为什么”标签页，按“新的随机权重”再按“训练”：各类在地图上分开。</translation>
    </message>
    <message>
        <source>Smallest change</source>
        <translation>最小改动</translation>
    </message>
    <message>
        <source>A small change of a picture after which the network answers something else, found by following the slope of its scores. That a smaller one exists is never ruled out.</source>
        <translation>对图片的小改动，之后网络给出别的答案；沿得分的斜率找到。不能排除有更小的改动。</translation>
    </message>
    <message>
        <source>x + δ with few and small δ, so that z_b &gt; z of all other digits</source>
        <translation>x + δ，δ 少而小，使 z_b &gt; 其他所有数字的 z</translation>
    </message>
    <message>
        <source>Put the change on the canvas, and see whether you would have noticed it.</source>
        <translation>把改动放到画布上，看你自己是否会注意到。</translation>
    </message>
    <message>
        <source>Ideal picture</source>
        <translation>理想图像</translation>
    </message>
    <message>
        <source>The picture that a digit&apos;s output, or a unit, answers most to, grown by following the gradient of its z by the pixels. Begun with noise and not blurred, it stays noise that the network is sure of.</source>
        <translation>某个数字的输出或某个单元反应最强的图片，沿它的 z 对像素的梯度生长而成。若从噪声开始且不模糊，它仍是噪声，网络却很确定。</translation>
    </message>
    <message>
        <source>x ← clip(blur(x + η ∂z/∂x)), from gray, until z grows no more</source>
        <translation>x ← clip(blur(x + η ∂z/∂x))，从灰色开始，直到 z 不再增大</translation>
    </message>
    <message>
        <source>Press What it looks for in the tab Why, and Train: watch the picture change.</source>
        <translation>在“为什么”标签页按“它在找什么”，再按“训练”：看图像变化。</translation>
    </message>
    <message>
        <source>Nearest digits</source>
        <translation>最近的数字</translation>
    </message>
    <message>
        <source>The training digits to which the last hidden layer answers most alike. A drawing that is misread often has neighbors of the wrong label.</source>
        <translation>最后一个隐藏层反应最相似的训练数字。被认错的手绘，近邻往往带着错误的标签。</translation>
    </message>
    <message>
        <source>distance² = Σ (aᵢ − bᵢ)² over the units of the last hidden layer</source>
        <translation>距离² = Σ (aᵢ − bᵢ)²，对最后一个隐藏层的单元求和</translation>
    </message>
    <message>
        <source>Draw something between a 4 and a 9, and watch the five digits change.</source>
        <translation>画一个介于 4 和 9 之间的数字，看那五个数字变化。</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>How many digits of each row were read as the digit of each column: the diagonal is right, all else is mistaken.</source>
        <translation>每一行的数字有多少被识别为每一列的数字：对角线上是对的，其余都是错的。</translation>
    </message>
    <message>
        <source>cell (i, j) = digits that are i and were read as j</source>
        <translation>单元格 (i, j) = 是 i 而识别为 j 的数字</translation>
    </message>
    <message>
        <source>Choose the fullest cell off the diagonal, and look at its digits. Some of them you might have misread yourself.</source>
        <translation>选择对角线以外最满的单元格，看看其中的数字。有些你自己也可能认错。</translation>
    </message>
    <message>
        <source>Precision, recall and F1</source>
        <translation>精确率、召回率和 F1</translation>
    </message>
    <message>
        <source>Precision: how many of the digits read as 3 are a 3; recall: how many of the 3s are read as a 3; F1 is high only where both are.</source>
        <translation>精确率：识别为 3 的数字中有多少真是 3；召回率：所有的 3 中有多少识别为 3；两者都高，F1 才高。</translation>
    </message>
    <message>
        <source>precision P = right / read as 3, recall R = right / all 3s, F1 = 2 P R / (P + R)</source>
        <translation>精确率 P = 正确 / 识别为 3，召回率 R = 正确 / 所有的 3，F1 = 2 P R / (P + R)</translation>
    </message>
    <message>
        <source>Find the digit with the lowest recall, and look in the confusion matrix for what it is taken for.</source>
        <translation>找出召回率最低的数字，在混淆矩阵中看它被当成了什么。</translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation>梯度检验</translation>
    </message>
    <message>
        <source>Compares the gradient of backpropagation with differences of the cost; if both agree, the code is right.</source>
        <translation>把反向传播的梯度与代价的差分比较；两者一致，代码就是对的。</translation>
    </message>
    <message>
        <source>Check it: the relative difference is about a billionth.</source>
        <translation>检验一下：相对误差约为十亿分之一。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>What each unit, or filter, multiplies its inputs by, drawn as a picture: red where ink speaks for it, blue where it speaks against it.</source>
        <translation>每个单元或卷积核用来乘输入的数，画成图片：红处墨迹起支持作用，蓝处起反对作用。</translation>
    </message>
    <message>
        <source>Look for a unit whose picture resembles a stroke, and draw that stroke.</source>
        <translation>找一个图片像笔画的单元，然后画出那一笔。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Curves, bars and the mathematics behind them</source>
        <translation>曲线、条形，以及它们背后的数学</translation>
    </message>
</context>
<context>
    <name>GradientCheckView</name>
    <message>
        <source>Press Check: each parameter is moved a little, and how the cost answers is compared with the derivative that backpropagation computes.</source>
        <translation>按“检验”：每个参数移动一点，把代价的反应与反向传播算出的导数比较。</translation>
    </message>
    <message>
        <source>No verdict: the network&apos;s numbers overflow, so there is no gradient. Start from new random weights.</source>
        <translation>没有结论：网络的数值溢出，因此没有梯度。请从新的随机权重开始。</translation>
    </message>
    <message>
        <source>✓ {text}: backpropagation is right</source>
        <translation>✓ {text}：反向传播是对的</translation>
    </message>
    <message>
        <source>≈ {text}: larger than rounding explains; backpropagation is nearly right, or the cost has a kink here</source>
        <translation>≈ {text}：比舍入误差大；反向传播大致正确，或代价在此处有尖点</translation>
    </message>
    <message>
        <source>✗ {text}: too large, backpropagation is wrong</source>
        <translation>✗ {text}：太大，反向传播有错</translation>
    </message>
    <message>
        <source>Nothing checked yet</source>
        <translation>还没有检验</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检验…</translation>
    </message>
    <message>
        <source>Moving one parameter after another.</source>
        <translation>逐个移动参数。</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>all {n:,}</source>
        <translation>全部 {n:,}</translation>
    </message>
    <message>
        <source>{n:,} of {n_parameters:,}</source>
        <translation>{n_parameters:,} 个中的 {n:,}</translation>
    </message>
    <message>
        <source>Relative difference ‖a − b‖ / (‖a‖ + ‖b‖) of {which} parameters of the network {network}, on {n_samples:,} {samples}, weight decay λ&#xa0;=&#xa0;{number}.</source>
        <translation>相对误差 ‖a − b‖ / (‖a‖ + ‖b‖)，{which} 个参数，网络 {network}，{n_samples:,} 个{samples}，权重衰减 λ = {number}。</translation>
    </message>
    <message>
        <source> {n} of them are drawn.</source>
        <translation> 画出了其中 {n} 个。</translation>
    </message>
    <message>
        <source>The network to check</source>
        <translation>要检验的网络</translation>
    </message>
    <message>
        <source>The course&apos;s debug network 3-5-3</source>
        <translation>课程的调试网络 3-5-3</translation>
    </message>
    <message>
        <source>The network in use, on the digits in use</source>
        <translation>使用中的网络，用使用中的数字</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>How many parameters to check, drawn again at each press of Check; 0 for all</source>
        <translation>检验多少个参数，每次按“检验”都重新抽取；0 为全部</translation>
    </message>
    <message>
        <source>How many digits to check on, from the first; up to {most:,}</source>
        <translation>从第一个起，用多少个数字检验；最多 {most:,}</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>parameter, by its number</source>
        <translation>参数，按编号</translation>
    </message>
    <message>
        <source>Both gradients</source>
        <translation>两个梯度</translation>
    </message>
    <message>
        <source>Numerical − backpropagation</source>
        <translation>数值 − 反向传播</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Is backpropagation right?</source>
        <translation>反向传播对吗？</translation>
    </message>
</context>
<context>
    <name>GradientChecker</name>
    <message>
        <source>There are no digits yet: wait until they are read, or open some with File &gt; Open data.</source>
        <translation>还没有数字：等它们读完，或用“文件 &gt; 打开数据”打开一些。</translation>
    </message>
    <message>
        <source>Canceled. Press Check to begin again.</source>
        <translation>已取消。要重新开始，请按“检验”。</translation>
    </message>
    <message>
        <source>The check ended unexpectedly.</source>
        <translation>检验意外结束。</translation>
    </message>
    <message>
        <source>samples of sines</source>
        <translation>正弦样本</translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Accessibility</source>
        <translation>无障碍</translation>
    </message>
</context>
<context>
    <name>IdealView</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Whose ideal picture grows: that of the question&apos;s first digit, or of a unit</source>
        <translation>谁的理想图像在生长：问题中第一个数字的，或某个单元的</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Which unit of the layer, or which map</source>
        <translation>该层的哪个单元，或哪张图</translation>
    </message>
    <message>
        <source>Grow again</source>
        <translation>重新生长</translation>
    </message>
    <message>
        <source>Begin with gray, and with other noise, once more</source>
        <translation>从灰色和另一份噪声重新开始</translation>
    </message>
    <message>
        <source>The ideal picture</source>
        <translation>理想图像</translation>
    </message>
    <message>
        <source>Noise that is read with certainty</source>
        <translation>网络确信的噪声</translation>
    </message>
    <message>
        <source>Hidden layer {number}</source>
        <translation>隐藏层 {number}</translation>
    </message>
    <message>
        <source>Convolution {number}</source>
        <translation>卷积 {number}</translation>
    </message>
    <message>
        <source>The digit {digit}</source>
        <translation>数字 {digit}</translation>
    </message>
    <message>
        <source>The ideal {digit}, to this network</source>
        <translation>这个网络眼中理想的 {digit}</translation>
    </message>
    <message>
        <source>Every step adds the ink that raises the score of {digit} most, and blurs it a little. Is it a {digit} to you? It need not be: only what tells a {digit} from the other digits counts.</source>
        <translation>每一步加上最能提高 {digit} 得分的墨迹，再略微模糊。你看它是 {digit} 吗？不一定：只有使 {digit} 区别于其他数字的部分才算数。</translation>
    </message>
    <message>
        <source>What unit {unit} looks for</source>
        <translation>单元 {unit} 在找什么</translation>
    </message>
    <message>
        <source>Every step adds the ink that makes the unit more active, and blurs it a little. Units look for parts of digits, and often for several at once.</source>
        <translation>每一步加上最能激活该单元的墨迹，再略微模糊。单元寻找数字的局部，往往同时找好几个。</translation>
    </message>
    <message>
        <source>z = {value}</source>
        <translation>z = {value}</translation>
    </message>
    <message>
        <source>{figure}, read as {digit}: {share}</source>
        <translation>{figure}，识别为 {digit}：{share}</translation>
    </message>
    <message>
        <source>Noise that it reads as {digit}</source>
        <translation>识别为 {digit} 的噪声</translation>
    </message>
    <message>
        <source>Read as {digit}: {share}</source>
        <translation>识别为 {digit}：{share}</translation>
    </message>
    <message>
        <source>Noise whose pixels were moved a little at a time until the network was sure. It has learned what tells digits from each other, and not what is no digit: every picture is more like some digit than like others.</source>
        <translation>这是噪声，每次把像素移动一点，直到网络确信。它学会了怎样区分数字，却没学过什么不是数字：任何图片总是更像某个数字。</translation>
    </message>
    <message>
        <source>No noise was found that it is sure of; this is as far as it came. A network that has seen scribbles as well as digits is harder to fool.</source>
        <translation>没有找到它确信的噪声；只到了这一步。既见过数字又见过涂鸦的网络更难骗过。</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>{address} is only the address of a picture, and nothing is fetched from the web: copy the picture itself (Copy image, in a browser) and paste it, or save it and open the file.</source>
        <translation>{address} 只是图片的地址，程序不会从网上取任何东西：请复制图片本身（在浏览器中选“复制图片”）再粘贴，或保存后打开文件。</translation>
    </message>
    <message>
        <source>Expected a picture, got text: copy a picture or its file, and paste again.</source>
        <translation>应是图片，却是文字：请复制图片或图片文件，再粘贴。</translation>
    </message>
    <message>
        <source>Expected a picture or a file, got nothing that can be opened: copy a picture, and paste again.</source>
        <translation>应是图片或文件，却没有可以打开的东西：请复制图片，再粘贴。</translation>
    </message>
</context>
<context>
    <name>InkParts</name>
    <message>
        <source>Which ink spoke for which digit</source>
        <translation>哪些墨迹支持哪个数字</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: ink {ink:.2f}</source>
        <translation>第 {row} 行，第 {column} 列：墨迹 {ink:.2f}</translation>
    </message>
    <message>
        <source>{where}, says nothing</source>
        <translation>{where}，没有作用</translation>
    </message>
    <message>
        <source>{where}, {part:.3f} for {digit}</source>
        <translation>{where}，{part:.3f} 支持 {digit}</translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation>正在计算…</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>到处</translation>
    </message>
    <message>
        <source>Go to the next control, to the one before</source>
        <translation>转到下一个控件、上一个控件</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Shift+Tab</translation>
    </message>
    <message>
        <source>Press a button, change a switch</source>
        <translation>按下按钮，切换开关</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Close a list, a card or a mode</source>
        <translation>关闭列表、卡片或模式</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Move the pen, in larger steps</source>
        <translation>移动笔，加大步子</translation>
    </message>
    <message>
        <source>Arrow keys, Shift+arrow keys</source>
        <translation>方向键，Shift+方向键</translation>
    </message>
    <message>
        <source>Put the pen down, lift it</source>
        <translation>落笔，抬笔</translation>
    </message>
    <message>
        <source>Lift the pen</source>
        <translation>抬笔</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Enter, Esc</translation>
    </message>
    <message>
        <source>Erase the strokes at the pen</source>
        <translation>擦除笔下的笔画</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>Go along the curves, to their ends</source>
        <translation>沿曲线移动，到两端</translation>
    </message>
    <message>
        <source>Arrow keys, Home, End</source>
        <translation>方向键，Home，End</translation>
    </message>
    <message>
        <source>Time machine</source>
        <translation>时光机</translation>
    </message>
    <message>
        <source>Go from checkpoint to checkpoint, by eight, to the first, to now</source>
        <translation>逐个检查点移动，一次八个，到最初，到现在</translation>
    </message>
    <message>
        <source>Arrow keys, Page Up, Page Down, Home, End</source>
        <translation>方向键，Page Up，Page Down，Home，End</translation>
    </message>
    <message>
        <source>Play the run as a film, go back to now</source>
        <translation>以影片播放运行，回到现在</translation>
    </message>
    <message>
        <source>Space, Esc</source>
        <translation>空格，Esc</translation>
    </message>
    <message>
        <source>Tab bars</source>
        <translation>标签栏</translation>
    </message>
    <message>
        <source>Open the tab beside</source>
        <translation>打开相邻的标签页</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>左，右</translation>
    </message>
    <message>
        <source>Borders between parts</source>
        <translation>各部分之间的边界</translation>
    </message>
    <message>
        <source>Move the border, in larger steps</source>
        <translation>移动边界，加大步子</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Enlarge the first unit, show all again</source>
        <translation>放大第一个单元，重新显示全部</translation>
    </message>
    <message>
        <source>Go to the next enlarged unit, to the one before</source>
        <translation>转到下一个放大的单元、上一个</translation>
    </message>
    <message>
        <source>Right, Left</source>
        <translation>右，左</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Go from pixel to pixel, from layer to layer</source>
        <translation>逐个像素移动，逐层移动</translation>
    </message>
    <message>
        <source>Arrow keys, Page Up, Page Down</source>
        <translation>方向键，Page Up，Page Down</translation>
    </message>
    <message>
        <source>Keep the pixel that is worked out, let it go</source>
        <translation>固定正在计算的像素，松开它</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Go from unit to unit, from layer to layer, from pixel to pixel of a map</source>
        <translation>逐个单元、逐层、在图上逐个像素移动</translation>
    </message>
    <message>
        <source>Up, Down, Left, Right, Shift+arrow keys</source>
        <translation>上，下，左，右，Shift+方向键</translation>
    </message>
    <message>
        <source>Pin a unit, silence it, let it go</source>
        <translation>固定单元，屏蔽它，松开它</translation>
    </message>
    <message>
        <source>Enter, Del, Esc</source>
        <translation>Enter, Del, Esc</translation>
    </message>
    <message>
        <source>Strip of pictures</source>
        <translation>图片条</translation>
    </message>
    <message>
        <source>Go back to the drawing</source>
        <translation>回到手绘</translation>
    </message>
    <message>
        <source>Digits in a grid</source>
        <translation>网格中的数字</translation>
    </message>
    <message>
        <source>Go from digit to digit, show one</source>
        <translation>逐个数字移动，显示一个</translation>
    </message>
    <message>
        <source>Arrow keys, Enter</source>
        <translation>方向键，Enter</translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation>我的手绘</translation>
    </message>
    <message>
        <source>Label what is selected, delete it</source>
        <translation>给所选的加标签，删除它</translation>
    </message>
    <message>
        <source>0 to 9, Del</source>
        <translation>0 到 9，Del</translation>
    </message>
    <message>
        <source>Put one on the canvas</source>
        <translation>把一个放到画布上</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Go from cell to cell, to the ends of a row</source>
        <translation>逐个单元格移动，到行的两端</translation>
    </message>
    <message>
        <source>Show the digits of a cell</source>
        <translation>显示单元格中的数字</translation>
    </message>
    <message>
        <source>Result of a sweep</source>
        <translation>扫描的结果</translation>
    </message>
    <message>
        <source>Go from one combination to the next, to the best</source>
        <translation>转到下一个组合，到最好的</translation>
    </message>
    <message>
        <source>Arrow keys, Home</source>
        <translation>方向键，Home</translation>
    </message>
    <message>
        <source>Use the settings of a combination</source>
        <translation>使用某个组合的设置</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Copy what is selected, or all</source>
        <translation>复制所选的，或全部</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>The next step, the one before, skip</source>
        <translation>下一步，上一步，跳过</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Go to the next tab, to the one before</source>
        <translation>转到下一个标签页、上一个</translation>
    </message>
    <message>
        <source>Number fields</source>
        <translation>数值框</translation>
    </message>
    <message>
        <source>Make the number larger, smaller</source>
        <translation>把数调大、调小</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>上，下</translation>
    </message>
    <message>
        <source>Lists to choose from</source>
        <translation>下拉列表</translation>
    </message>
    <message>
        <source>Open the list</source>
        <translation>打开列表</translation>
    </message>
    <message>
        <source>0 to 9</source>
        <translation>0 到 9</translation>
    </message>
</context>
<context>
    <name>LabelBalance</name>
    <message>
        <source>Digits of each class</source>
        <translation>每一类的数字</translation>
    </message>
    <message>
        <source>No digits are loaded yet.</source>
        <translation>还没有读入数字。</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>数字</translation>
    </message>
</context>
<context>
    <name>Labeling</name>
    <message>
        <source>Kept as {digit}, in pen strokes traced from the picture.</source>
        <translation>已保留为 {digit}，笔画由图片描出。</translation>
    </message>
    <message>
        <source>Kept as {digit} (read as {read_as}), in pen strokes traced from the picture.</source>
        <translation>已保留为 {digit}（识别为 {read_as}），笔画由图片描出。</translation>
    </message>
    <message>
        <source>Kept as {digit}.</source>
        <translation>已保留为 {digit}。</translation>
    </message>
    <message>
        <source>Kept as {digit} (read as {read_as}).</source>
        <translation>已保留为 {digit}（识别为 {read_as}）。</translation>
    </message>
    <message>
        <source>{sentence} The other digits are still on the canvas.</source>
        <translation>{sentence} 其他数字仍在画布上。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Not kept: the drawing is back on the canvas.</source>
        <translation>没有保留：手绘已回到画布上。</translation>
    </message>
</context>
<context>
    <name>LanguageChooser</name>
    <message>
        <source>Chinese needs a font with Chinese characters, and this computer has none: install one, such as the package fonts-noto-cjk on Debian or Ubuntu, and start Digit Lab again. (没有中文字体：请安装 fonts-noto-cjk 等中文字体，再重新启动。)</source>
        <translation>中文需要带中文字符的字体，而这台计算机没有：请安装一种，例如 Debian 或 Ubuntu 的软件包 fonts-noto-cjk，再重新启动 Digit Lab。</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{n} multiply-adds for each digit</source>
        <translation>每个数字 {n} 次乘加</translation>
    </message>
    <message>
        <source>Choose a hidden layer that can be moved so, or removed.</source>
        <translation>选择一个可以这样移动或移除的隐藏层。</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a layer, F2 edits, Del removes</source>
        <translation>Alt+Up 和 Alt+Down 移动层，F2 编辑，Del 移除</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>添加一层</translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation>把层上移</translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation>把层下移</translation>
    </message>
    <message>
        <source>Remove the layer</source>
        <translation>移除这一层</translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>no parameters</source>
        <translation>没有参数</translation>
    </message>
    <message>
        <source>{n} multiply-adds</source>
        <translation>{n} 次乘加</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>{n} 个参数</translation>
    </message>
    <message>
        <source>{n} param.</source>
        <translation>{n} 参数</translation>
    </message>
    <message>
        <source>puts out {shape}</source>
        <translation>输出 {shape}</translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message>
        <source>Layers, from the input to the output</source>
        <translation>各层，从输入到输出</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>LeadWaterfall</name>
    <message>
        <source>What the lead is made of</source>
        <translation>领先量由什么组成</translation>
    </message>
    <message>
        <source>The score of a digit is the number z that its output is made of.
The lead of one digit over another is the difference of their scores.</source>
        <translation>一个数字的得分是它的输出由之算出的数 z。
一个数字对另一个的领先量是两者得分之差。</translation>
    </message>
</context>
<context>
    <name>LessonFields</name>
    <message>
        <source>Shuffled</source>
        <translation>打乱</translation>
    </message>
</context>
<context>
    <name>LessonPage</name>
    <message>
        <source>All lessons</source>
        <translation>所有课程</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次测量</translation>
    </message>
    <message>
        <source>Once more with another seed: how far they differ is chance</source>
        <translation>换一个种子再来一次：它们的差别纯属偶然</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Text of the lesson</source>
        <translation>课程的文字</translation>
    </message>
    <message>
        <source>Back to the lesson</source>
        <translation>回到课程</translation>
    </message>
    <message>
        <source>Have data and settings as the lesson sets them</source>
        <translation>让数据和设置如课程所定</translation>
    </message>
    <message>
        <source>Set by the lesson</source>
        <translation>由课程设定</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
</context>
<context>
    <name>LessonPictures</name>
    <message>
        <source>Pictures of the lesson</source>
        <translation>课程的图片</translation>
    </message>
</context>
<context>
    <name>LessonPlot</name>
    <message>
        <source>What the lesson measures</source>
        <translation>课程所测量的</translation>
    </message>
</context>
<context>
    <name>LessonSurface</name>
    <message>
        <source>Loss over a plane through the networks</source>
        <translation>过这些网络的平面上的损失</translation>
    </message>
    <message>
        <source>From {least} to {greatest}; marked: {marks}</source>
        <translation>从 {least} 到 {greatest}；标出：{marks}</translation>
    </message>
    <message>
        <source>paper: a loss of {least}, ink: {greatest}</source>
        <translation>纸：损失 {least}，墨：{greatest}</translation>
    </message>
</context>
<context>
    <name>Lessons</name>
    <message>
        <source>yours</source>
        <translation>你的</translation>
    </message>
    <message>
        <source>you said {said}</source>
        <translation>你说 {said}</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>{n} of {all} steps</source>
        <translation>{n} / {all} 步</translation>
    </message>
    <message>
        <source>{n} {n|minute|minutes}</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>Take it off the list; its file stays</source>
        <translation>从列表中移除；文件保留</translation>
    </message>
    <message>
        <source>Take {title} off the list</source>
        <translation>从列表中移除“{title}”</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>chance at the start</source>
        <translation>起点的偶然</translation>
    </message>
    <message>
        <source>chance at the start, the best of three</source>
        <translation>起点的偶然，三次中最好的</translation>
    </message>
    <message>
        <source>the rounding of the printed figure</source>
        <translation>公布的数的舍入</translation>
    </message>
    <message>
        <source>digits other than those of the printed figure</source>
        <translation>与公布的数不同的数字</translation>
    </message>
    <message>
        <source>where the light of the program goes out</source>
        <translation>程序的指示灯熄灭之处</translation>
    </message>
    <message>
        <source>what the source itself leaves open</source>
        <translation>出处本身未定的部分</translation>
    </message>
    <message>
        <source>The lesson allows {allowed}</source>
        <translation>课程允许 {allowed}</translation>
    </message>
    <message>
        <source>The lesson allows {allowed}, for {reasons}</source>
        <translation>课程允许 {allowed}，因为：{reasons}</translation>
    </message>
    <message>
        <source>It came to {came}.</source>
        <translation>结果为 {came}。</translation>
    </message>
    <message>
        <source>You said {said}. It came to {came}.</source>
        <translation>你说 {said}。结果为 {came}。</translation>
    </message>
    <message>
        <source>It is: {right}.</source>
        <translation>正确的是：{right}。</translation>
    </message>
    <message>
        <source>You said: {said}. That is right.</source>
        <translation>你说：{said}。对了。</translation>
    </message>
    <message>
        <source>You said: {said}. It is: {right}.</source>
        <translation>你说：{said}。正确的是：{right}。</translation>
    </message>
    <message>
        <source>Its file is not there any more: {path}</source>
        <translation>文件已不在：{path}</translation>
    </message>
</context>
<context>
    <name>LessonsPresenter</name>
    <message>
        <source>Lessons (*{suffix});;All files (*)</source>
        <translation>课程 (*{suffix});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>The lesson has set data and settings; the network that answers is the same.</source>
        <translation>课程已设好数据和设置；作答的网络不变。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{file} could not be read.</source>
        <translation>{file} 无法读取。</translation>
    </message>
    <message>
        <source>{file} is no longer in the list; the file itself stays.</source>
        <translation>{file} 已不在列表中；文件本身保留。</translation>
    </message>
    <message>
        <source>A run is going on: stop it first.</source>
        <translation>有运行正在进行：请先停止。</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>继续阅读</translation>
    </message>
    <message>
        <source>{n} {n|minute|minutes}</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>Lesson {number}, {minutes}</source>
        <translation>课程 {number}，{minutes}</translation>
    </message>
    <message>
        <source>Lesson, {minutes}</source>
        <translation>课程，{minutes}</translation>
    </message>
    <message>
        <source>Step {number} of {n}</source>
        <translation>第 {number} 步，共 {n} 步</translation>
    </message>
    <message>
        <source>Running: {name}, seed {seed}; {n:,} {n|is|are} to come</source>
        <translation>正在运行：{name}，种子 {seed}；还有 {n:,} 次</translation>
    </message>
    <message>
        <source>Running: {name}</source>
        <translation>正在运行：{name}</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>What the lesson measures</source>
        <translation>课程所测量的</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>What the lesson measures is drawn here.</source>
        <translation>课程所测量的会画在这里。</translation>
    </message>
    <message>
        <source>MNIST is not on this computer: the lesson runs on the bundled digits, and is compared with no figure of MNIST&apos;s. File &gt; Download MNIST fetches it ({n:.1f} MB).</source>
        <translation>MNIST 不在这台计算机上：课程使用自带的数字，不与 MNIST 的数据比较。“文件 &gt; 下载 MNIST”可以获取 ({n:.1f} MB)。</translation>
    </message>
    <message>
        <source>Change any setting and press Train: the lesson&apos;s curves stay, and yours comes on top.</source>
        <translation>改动任何设置并按“训练”：课程的曲线保留，你的叠在上面。</translation>
    </message>
</context>
<context>
    <name>LightsChecker</name>
    <message>
        <source>There are no digits yet: wait until they are read.</source>
        <translation>还没有数字：请等它们读完。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>For the next run: the network {network} on {data}, with the settings of now.</source>
        <translation>针对下一次运行：网络 {network}，数据为{data}，采用现在的设置。</translation>
    </message>
    <message>
        <source>The check ended unexpectedly.</source>
        <translation>检验意外结束。</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>{name} {before} to {after}</source>
        <translation>{name}从 {before} 到 {after}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>{where} answers</source>
        <translation>{where}作答</translation>
    </message>
    <message>
        <source>continued</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Run {value}</source>
        <translation>运行 {value}</translation>
    </message>
    <message>
        <source>run before</source>
        <translation>上一次运行</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>of {value}</source>
        <translation>{value}的</translation>
    </message>
    <message>
        <source>The first digits are being read.</source>
        <translation>正在读取最初的数字。</translation>
    </message>
    <message>
        <source>Press Train: the curves grow here.</source>
        <translation>按“训练”：曲线在这里生长。</translation>
    </message>
    <message>
        <source>Loss per digit, without weight decay</source>
        <translation>每个数字的损失，不含权重衰减</translation>
    </message>
    <message>
        <source>Loss per digit</source>
        <translation>每个数字的损失</translation>
    </message>
    <message>
        <source>training loss {value}</source>
        <translation>训练损失 {value}</translation>
    </message>
    <message>
        <source>training accuracy {value}</source>
        <translation>训练准确率 {value}</translation>
    </message>
    <message>
        <source>validation loss {value}</source>
        <translation>验证损失 {value}</translation>
    </message>
    <message>
        <source>validation accuracy {value}</source>
        <translation>验证准确率 {value}</translation>
    </message>
    <message>
        <source>{where} of {last}: {values}.</source>
        <translation>{where} / {last}：{values}。</translation>
    </message>
    <message>
        <source>The losses are without weight decay.</source>
        <translation>损失不含权重衰减。</translation>
    </message>
    <message>
        <source>These curves are of {value}.</source>
        <translation>这些曲线属于{value}。</translation>
    </message>
    <message>
        <source>{what} at {where}.</source>
        <translation>{where}：{what}。</translation>
    </message>
    <message>
        <source>Training was continued at {value}.</source>
        <translation>训练在{value}继续。</translation>
    </message>
    <message>
        <source>The network of {value} answers.</source>
        <translation>{value}的网络作答。</translation>
    </message>
    <message>
        <source>The run before</source>
        <translation>上一次运行</translation>
    </message>
    <message>
        <source>{run} on {data}</source>
        <translation>{run}，数据为{data}</translation>
    </message>
    <message>
        <source>{run} ended at {where}: loss {loss}, accuracy {accuracy}.</source>
        <translation>{run}结束于{where}：损失 {loss}，准确率 {accuracy}。</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>{what} at {where}</source>
        <translation>{where}：{what}</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Something unexpected happened, but your drawing and your network are still here.</source>
        <translation>发生了意外，但你的手绘和网络都还在。</translation>
    </message>
    <message>
        <source>The window is in English now.</source>
        <translation>窗口现在使用中文。</translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message>
        <source>Feature maps of your drawing</source>
        <translation>你的手绘的特征图</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>maps {size}</source>
        <translation>图 {size}</translation>
    </message>
    <message>
        <source>first {n:,} shown</source>
        <translation>显示前 {n:,} 张</translation>
    </message>
</context>
<context>
    <name>MathPlot</name>
    <message>
        <source>Across: {bottom}. Upwards: {left}. Curves: {curves}.</source>
        <translation>横轴：{bottom}。纵轴：{left}。曲线：{curves}。</translation>
    </message>
</context>
<context>
    <name>Mathematics</name>
    <message>
        <source>Activations</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation>梯度检验</translation>
    </message>
    <message>
        <source>Sigmoid gradient, three ways</source>
        <translation>Sigmoid 梯度的三种算法</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>一步训练</translation>
    </message>
    <message>
        <source>Before you train</source>
        <translation>训练之前</translation>
    </message>
</context>
<context>
    <name>MessageArea</name>
    <message>
        <source>Message line</source>
        <translation>消息栏</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Read all</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copy a report for the developers</source>
        <translation>复制给开发者的报告</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
    <message>
        <source>Reading the digits…</source>
        <translation>正在读取数字…</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>正在读取 {file}…</translation>
    </message>
</context>
<context>
    <name>NetworkChip</name>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>It reads {accuracy} of the test digits right.</source>
        <translation>它对测试数字的识别正确率为 {accuracy}。</translation>
    </message>
    <message>
        <source>It reads {accuracy} of the validation digits right.</source>
        <translation>它对验证数字的识别正确率为 {accuracy}。</translation>
    </message>
    <message>
        <source>It reads {accuracy} of the digits right that it was trained on.</source>
        <translation>它对训练所用数字的识别正确率为 {accuracy}。</translation>
    </message>
    <message>
        <source>Which network answers</source>
        <translation>由哪个网络作答</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>运行 {number}</translation>
    </message>
    <message>
        <source>{moment} of {network}</source>
        <translation>{network}，{moment}</translation>
    </message>
    <message>
        <source>Network {network}, {n:,} parameters.</source>
        <translation>网络 {network}，{n:,} 个参数。</translation>
    </message>
    <message>
        <source>Answering {network}</source>
        <translation>作答：{network}</translation>
    </message>
    <message>
        <source>Bundled network</source>
        <translation>自带的网络</translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>本次运行</translation>
    </message>
    <message>
        <source>{name}, {n} layers</source>
        <translation>{name}，{n} 层</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>正在作答</translation>
    </message>
    <message>
        <source>no hidden layer</source>
        <translation>没有隐藏层</translation>
    </message>
    <message>
        <source>{layers} hidden</source>
        <translation>隐藏层 {layers}</translation>
    </message>
</context>
<context>
    <name>NetworkDrawing</name>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>fuller: more active</source>
        <translation>越满：激活越强</translation>
    </message>
    <message>
        <source>lighter: more active</source>
        <translation>越亮：激活越强</translation>
    </message>
    <message>
        <source>darker: more active</source>
        <translation>越暗：激活越强</translation>
    </message>
    <message>
        <source>speaks for</source>
        <translation>支持</translation>
    </message>
    <message>
        <source>speaks against</source>
        <translation>反对</translation>
    </message>
    <message>
        <source>thicker: by more</source>
        <translation>越粗：作用越大</translation>
    </message>
    <message>
        <source>Your drawing</source>
        <translation>你的手绘</translation>
    </message>
    <message>
        <source>Ten digits</source>
        <translation>十个数字</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>{n} {n|filter|filters}, {size}×{size}</source>
        <translation>{n} 个卷积核，{size}×{size}</translation>
    </message>
    <message>
        <source>maps, {size}</source>
        <translation>图，{size}</translation>
    </message>
    <message>
        <source>{n} shown</source>
        <translation>显示 {n} 个</translation>
    </message>
    <message>
        <source>{n:,} hidden {n|unit|units}</source>
        <translation>{n:,} 个隐藏单元</translation>
    </message>
    <message>
        <source>{n:,} {n|unit|units}</source>
        <translation>{n:,} 个单元</translation>
    </message>
    <message>
        <source>{n} of {active:,} active</source>
        <translation>{active:,} 个激活中的 {n} 个</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>得分 {score}</translation>
    </message>
</context>
<context>
    <name>NetworkInput</name>
    <message>
        <source>What the network sees</source>
        <translation>网络所见</translation>
    </message>
    <message>
        <source>The drawing as the network gets it: {size} numbers between 0 (paper) and {ink:g} (ink),
{layout}.</source>
        <translation>网络得到的手绘：{size} 个数，介于 0（纸）与 {ink:g}（墨）之间，
{layout}。</translation>
    </message>
</context>
<context>
    <name>NetworkPresenter</name>
    <message>
        <source>Whole. Click a unit, then Silence.</source>
        <translation>完整。点击单元，再按“屏蔽”。</translation>
    </message>
    <message>
        <source>Whole: nothing is broken.</source>
        <translation>完整：没有损坏。</translation>
    </message>
    <message>
        <source>this {digit} {before} → {now}</source>
        <translation>这个 {digit} {before} → {now}</translation>
    </message>
    <message>
        <source>test {before} → {now}</source>
        <translation>测试 {before} → {now}</translation>
    </message>
    <message>
        <source>training {before} → {now}</source>
        <translation>训练 {before} → {now}</translation>
    </message>
</context>
<context>
    <name>NetworkShown</name>
    <message>
        <source>Draw a digit: it flows through the network here.</source>
        <translation>画一个数字：它在这里流过网络。</translation>
    </message>
    <message>
        <source>{n:,} more</source>
        <translation>还有 {n:,} 个</translation>
    </message>
</context>
<context>
    <name>NetworkUndo</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The bundled network answers.</source>
        <translation>由自带的网络作答。</translation>
    </message>
    <message>
        <source>New random weights.</source>
        <translation>新的随机权重。</translation>
    </message>
    <message>
        <source>{file} answers.</source>
        <translation>由 {file} 作答。</translation>
    </message>
    <message>
        <source>This is a new run.</source>
        <translation>这是新的运行。</translation>
    </message>
    <message>
        <source>Run {number} answers.</source>
        <translation>由运行 {number} 作答。</translation>
    </message>
    <message>
        <source>{file} gave way to it.</source>
        <translation>{file} 让位给它。</translation>
    </message>
    <message>
        <source>The network before it can be brought back.</source>
        <translation>之前的网络可以找回。</translation>
    </message>
    <message>
        <source>Run {number} is kept.</source>
        <translation>运行 {number} 已保留。</translation>
    </message>
    <message>
        <source>The run before it is kept.</source>
        <translation>之前的运行已保留。</translation>
    </message>
    <message>
        <source>The settings are those of {recipe}.</source>
        <translation>设置现为配方“{recipe}”的。</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>Point at a unit or a digit for its numbers; click to keep it.</source>
        <translation>指向单元或数字，查看它的数值；点击可固定。</translation>
    </message>
    <message>
        <source>Mend map {map}</source>
        <translation>修复图 {map}</translation>
    </message>
    <message>
        <source>Silence map {map}</source>
        <translation>屏蔽图 {map}</translation>
    </message>
</context>
<context>
    <name>NewSession</name>
    <message>
        <source>New session. File &gt; Previous session brings everything back.</source>
        <translation>新的会话。“文件 &gt; 上一个会话”可以找回一切。</translation>
    </message>
    <message>
        <source>The previous session cannot be read: {error}.</source>
        <translation>无法读取上一个会话：{error}。</translation>
    </message>
    <message>
        <source>The previous session is back. File &gt; Previous session switches again.</source>
        <translation>上一个会话回来了。“文件 &gt; 上一个会话”可以再次切换。</translation>
    </message>
    <message>
        <source>Nothing was changed, as the current session cannot be saved: {trouble}; try again in a moment.</source>
        <translation>什么也没有改变，因为当前会话无法保存：{trouble}；请稍后再试。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>Of the previous session, {what} could not be restored</source>
        <translation>上一个会话中，{what}无法恢复</translation>
    </message>
    <message>
        <source>what there was {stays}</source>
        <translation>原有的内容{stays}</translation>
    </message>
    <message>
        <source>{damage}; the rest is as you left it, and its files are in {where}.</source>
        <translation>{damage}；其余的与你离开时一样，它的文件在 {where}。</translation>
    </message>
</context>
<context>
    <name>NumberFormat</name>
    <message>
        <source>not a number</source>
        <translation>不是数</translation>
    </message>
</context>
<context>
    <name>OverlaidCurves</name>
    <message>
        <source>Learning curves of the ticked runs</source>
        <translation>所勾选运行的学习曲线</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>{n} curves of the {what}, best first.</source>
        <translation>{n} 条{what}曲线，最好的在前。</translation>
    </message>
    <message>
        <source>{name}: {value} at {where}.</source>
        <translation>{name}：{where}为 {value}。</translation>
    </message>
    <message>
        <source>{name}, {n} seeds</source>
        <translation>{name}，{n} 个种子</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Settings of two runs side by side</source>
        <translation>并排比较两次运行的设置</translation>
    </message>
    <message>
        <source>Select a run and tick another: their settings stand here side by side.</source>
        <translation>选中一次运行，再勾选另一次：它们的设置在这里并排显示。</translation>
    </message>
    <message>
        <source>The settings of one of these runs are not known.</source>
        <translation>其中一次运行的设置不明。</translation>
    </message>
    <message>
        <source>These two have the same settings, seed and digits.</source>
        <translation>这两次的设置、种子和数字都相同。</translation>
    </message>
    <message>
        <source>{n} {n|setting|settings} alike: hide</source>
        <translation>{n} 项设置相同：隐藏</translation>
    </message>
    <message>
        <source>{n} {n|setting|settings} alike: show</source>
        <translation>{n} 项设置相同：显示</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>PaneSwitch</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Show the learning curves</source>
        <translation>显示学习曲线</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Show what each unit looks for</source>
        <translation>显示每个单元在找什么</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Show the feature maps of your drawing</source>
        <translation>显示你的手绘的特征图</translation>
    </message>
</context>
<context>
    <name>PastBadge</name>
    <message>
        <source>{what}. {action}</source>
        <translation>{what}。{action}</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>epoch {number}</source>
        <translation>第 {number} 轮</translation>
    </message>
    <message>
        <source>iteration {number}</source>
        <translation>第 {number} 次迭代</translation>
    </message>
    <message>
        <source>evaluation {number}</source>
        <translation>第 {number} 次求值</translation>
    </message>
    <message>
        <source>{n:,} {n|batch|batches}</source>
        <translation>{n:,} 个批次</translation>
    </message>
    <message>
        <source>{n:,} {n|evaluation|evaluations}</source>
        <translation>{n:,} 次求值</translation>
    </message>
    <message>
        <source>{where} of {last}</source>
        <translation>{where} / {last}</translation>
    </message>
    <message>
        <source>{where}, past</source>
        <translation>{where}，过去</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>过去</translation>
    </message>
    <message>
        <source>{data}: {n:,} {n|digit|digits} and streamed ones</source>
        <translation>{data}：{n:,} 个数字，另有流式数字</translation>
    </message>
    <message>
        <source>{data}: {n:,} {n|digit|digits}</source>
        <translation>{data}：{n:,} 个数字</translation>
    </message>
    <message>
        <source>{digits}, {n:,} of them for testing</source>
        <translation>{digits}，其中 {n:,} 个用于测试</translation>
    </message>
    <message>
        <source>{digits}, none for testing</source>
        <translation>{digits}，没有用于测试的</translation>
    </message>
    <message>
        <source>cost with weight decay (λ = {decay:g}) {cost:.6f}</source>
        <translation>含权重衰减的代价 (λ = {decay:g}) {cost:.6f}</translation>
    </message>
    <message>
        <source>loss {loss:.6f}</source>
        <translation>损失 {loss:.6f}</translation>
    </message>
    <message>
        <source>{data}: {cost}, {accuracy} of {n:,} {n|digit|digits} read right; of the {n_test:,} test {n_test|digit|digits} {test_accuracy}.</source>
        <translation>{data}：{cost}，{n:,} 个数字识别正确率 {accuracy}；其中 {n_test:,} 个测试数字为 {test_accuracy}。</translation>
    </message>
    <message>
        <source>{data}: {cost}, {accuracy} of {n:,} {n|digit|digits} read right.</source>
        <translation>{data}：{cost}，{n:,} 个数字识别正确率 {accuracy}。</translation>
    </message>
    <message>
        <source>Paused at {where}, after {batches}, {n:,} streamed {n|digit|digits}.</source>
        <translation>在{where}暂停，已过 {batches}，{n:,} 个流式数字。</translation>
    </message>
    <message>
        <source>Paused at {where}, after {batches}.</source>
        <translation>在{where}暂停，已过 {batches}。</translation>
    </message>
    <message>
        <source>{where}, {n:,} streamed {n|digit|digits}</source>
        <translation>{where}，{n:,} 个流式数字</translation>
    </message>
    <message>
        <source>{speed}, {time} left</source>
        <translation>{speed}，还需 {time}</translation>
    </message>
    <message>
        <source>some time</source>
        <translation>一段时间</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours:,} h {minutes} min</source>
        <translation>{hours:,} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours:,} h</source>
        <translation>{hours:,} 小时</translation>
    </message>
    <message>
        <source>{n:,.0f} digits/s</source>
        <translation>{n:,.0f} 个数字/秒</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
</context>
<context>
    <name>PictureBar</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Show what was opened in place of the drawing</source>
        <translation>显示代替手绘而打开的图片</translation>
    </message>
    <message>
        <source>Close the pictures and go back to the drawing</source>
        <translation>关闭图片，回到手绘</translation>
    </message>
    <message>
        <source>Close the pictures</source>
        <translation>关闭图片</translation>
    </message>
    <message>
        <source>{n} {n|picture|pictures}</source>
        <translation>{n} 张图片</translation>
    </message>
    <message>
        <source>no digit</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>kept: {digit}</source>
        <translation>已保留：{digit}</translation>
    </message>
</context>
<context>
    <name>PictureExport</name>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Picture (*.png);;Vector graphics (*.svg)</source>
        <translation>图片 (*.png);;矢量图 (*.svg)</translation>
    </message>
</context>
<context>
    <name>PictureMenu</name>
    <message>
        <source>&amp;Save the picture…</source>
        <translation>保存图片(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Copy the picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the &amp;values (CSV)</source>
        <translation>复制数值 (CSV)(&amp;V)</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The values are on the clipboard.</source>
        <translation>数值已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Pictures ({endings})</source>
        <translation>图片 ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open pictures of digits</source>
        <translation>打开数字的图片</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>拖放的图片</translation>
    </message>
    <message>
        <source>Only the first {most} of {n:,} files were opened.</source>
        <translation>{n:,} 个文件中只打开了前 {most} 个。</translation>
    </message>
    <message>
        <source>Opening {number} of {n:,}…</source>
        <translation>正在打开第 {number} 个，共 {n:,} 个…</translation>
    </message>
    <message>
        <source>{refusal} {n} more files could not be opened either.</source>
        <translation>{refusal} 另有 {n} 个文件也无法打开。</translation>
    </message>
    <message>
        <source>{file} could not be opened.</source>
        <translation>{file} 无法打开。</translation>
    </message>
    <message>
        <source>{file} was left out: only one set of digits can be in use.</source>
        <translation>{file} 被略过：只能使用一组数字。</translation>
    </message>
    <message>
        <source>{file} cannot be opened while the network trains: press Stop first.</source>
        <translation>网络训练时无法打开 {file}：请先按“停止”。</translation>
    </message>
</context>
<context>
    <name>PixelStrip</name>
    <message>
        <source>Point at a pixel of any map to see what it looked at. Click to keep it.</source>
        <translation>指向任一图上的像素，看它看到了什么。点击可固定。</translation>
    </message>
    <message>
        <source>Press a grid, or an arrow key, for its numbers.</source>
        <translation>按一个网格，或按方向键，查看它的数值。</translation>
    </message>
    <message>
        <source>Kept: Esc lets go.</source>
        <translation>已固定：按 Esc 松开。</translation>
    </message>
</context>
<context>
    <name>PixelWorking</name>
    <message>
        <source>your drawing</source>
        <translation>你的手绘</translation>
    </message>
    <message>
        <source>map {map}</source>
        <translation>图 {map}</translation>
    </message>
    <message>
        <source>pooled map {map}</source>
        <translation>池化图 {map}</translation>
    </message>
    <message>
        <source>One pixel of {map}, row {row}, column {column}.</source>
        <translation>{map}的一个像素，第 {row} 行，第 {column} 列。</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>One pixel of your drawing, row {row}, column {column}.</source>
        <translation>你的手绘的一个像素，第 {row} 行，第 {column} 列。</translation>
    </message>
    <message>
        <source>ink</source>
        <translation>墨迹</translation>
    </message>
    <message>
        <source>This is what the network gets.</source>
        <translation>这就是网络得到的。</translation>
    </message>
    <message>
        <source>Unit {unit} of {n:,}.</source>
        <translation>单元 {unit}，共 {n:,} 个。</translation>
    </message>
    <message>
        <source>It looked at everything in the layer before.</source>
        <translation>它看了前一层的一切。</translation>
    </message>
    <message>
        <source>sigmoid of z</source>
        <translation>z 的 sigmoid</translation>
    </message>
    <message>
        <source>tanh of z</source>
        <translation>z 的 tanh</translation>
    </message>
    <message>
        <source>ReLU: below 0 is 0</source>
        <translation>ReLU：小于 0 即为 0</translation>
    </message>
    <message>
        <source>It looked at {n} {n|pixel|pixels} of your drawing.</source>
        <translation>它看了你的手绘的 {n} 个像素。</translation>
    </message>
    <message>
        <source>It looked at {n} {n|pixel|pixels} of the map before.</source>
        <translation>它看了前一张图的 {n} 个像素。</translation>
    </message>
    <message>
        <source>It looked at {n} {n|pixel|pixels} of each of {n_maps} maps; shown: the one that counts most.</source>
        <translation>它看了 {n_maps} 张图各 {n} 个像素；所示的一张作用最大。</translation>
    </message>
    <message>
        <source>{n} in the margin: 0.</source>
        <translation>边缘外 {n} 个：0。</translation>
    </message>
    <message>
        <source>the ink there</source>
        <translation>该处的墨迹</translation>
    </message>
    <message>
        <source>{map} there</source>
        <translation>该处的{map}</translation>
    </message>
    <message>
        <source>ink × filter</source>
        <translation>墨迹 × 卷积核</translation>
    </message>
    <message>
        <source>map × filter</source>
        <translation>图 × 卷积核</translation>
    </message>
    <message>
        <source>filter {number}</source>
        <translation>卷积核 {number}</translation>
    </message>
    <message>
        <source>sum of the {n}</source>
        <translation>{n} 个之和</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>和</translation>
    </message>
    <message>
        <source>{n} other {n|map|maps}</source>
        <translation>其他 {n} 张图</translation>
    </message>
    <message>
        <source>{n} others</source>
        <translation>其他 {n} 个</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>It is the largest of {n} pixels of {map}: row {row}, column {column}.</source>
        <translation>它是{map}的 {n} 个像素中最大的：第 {row} 行，第 {column} 列。</translation>
    </message>
    <message>
        <source>the largest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Left out: it is in no whole square of the pool.</source>
        <translation>被略去：它不在池化的任何完整方块中。</translation>
    </message>
    <message>
        <source>Largest of its pool, so it is kept.</source>
        <translation>是池中最大的，所以保留。</translation>
    </message>
    <message>
        <source>Not the largest of its pool, so it is dropped.</source>
        <translation>不是池中最大的，所以舍去。</translation>
    </message>
</context>
<context>
    <name>PresentationPage</name>
    <message>
        <source>Presentation</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>画一个数字</translation>
    </message>
    <message>
        <source>Not a digit</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>识别为</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>{n:,} hidden {n|unit|units}</source>
        <translation>{n:,} 个隐藏单元</translation>
    </message>
    <message>
        <source>speaks for</source>
        <translation>支持</translation>
    </message>
    <message>
        <source>speaks against</source>
        <translation>反对</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>{printer}: expected a printer or a file that can be written, and nothing was printed.</source>
        <translation>{printer}：应是可用的打印机或可写的文件，什么也没有打印。</translation>
    </message>
    <message>
        <source>The page is printed.</source>
        <translation>页面已打印。</translation>
    </message>
    <message>
        <source>Nothing is drawn</source>
        <translation>什么也没画</translation>
    </message>
    <message>
        <source>Read as {answer}</source>
        <translation>识别为 {answer}</translation>
    </message>
    <message>
        <source>broken: {what}</source>
        <translation>已损坏：{what}</translation>
    </message>
    <message>
        <source>Network {network}</source>
        <translation>网络 {network}</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>网络所见</translation>
    </message>
</context>
<context>
    <name>QuestionBar</name>
    <message>
        <source>The question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Follow the answer</source>
        <translation>跟随答案</translation>
    </message>
    <message>
        <source>Why this digit</source>
        <translation>为什么是</translation>
    </message>
    <message>
        <source>The digit that red speaks for in every picture of this tab; at first the network&apos;s answer</source>
        <translation>本标签页每张图中红色所支持的数字；起初是网络的答案</translation>
    </message>
    <message>
        <source>Follow the runner-up</source>
        <translation>跟随第二名</translation>
    </message>
    <message>
        <source>and not that digit</source>
        <translation>而不是</translation>
    </message>
    <message>
        <source>The digit that blue stripes speak for in every picture of this tab; at first the runner-up</source>
        <translation>本标签页每张图中蓝色条纹所支持的数字；起初是第二名</translation>
    </message>
    <message>
        <source>Ask about the network&apos;s answer and its runner-up again</source>
        <translation>重新询问网络的答案及其第二名</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>What it looks for</source>
        <translation>它在找什么</translation>
    </message>
    <message>
        <source>Show the picture that it would be surest of, in place of the four answers</source>
        <translation>显示它最确信的图像，代替四个回答</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>and not</source>
        <translation>而不是</translation>
    </message>
    <message>
        <source>?</source>
        <translation>？</translation>
    </message>
</context>
<context>
    <name>RateField</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Certain: {digit}</source>
        <translation>确定：{digit}</translation>
    </message>
    <message>
        <source>Likely: {digit}</source>
        <translation>很可能：{digit}</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Nothing is drawn.</source>
        <translation>什么也没画。</translation>
    </message>
    <message>
        <source>Not a digit; most like {first}, {best} percent.</source>
        <translation>不是数字；最像 {first}，百分之 {best}。</translation>
    </message>
    <message>
        <source>Read as {first}, {best} percent; next {second}, {next_best} percent.</source>
        <translation>识别为 {first}，百分之 {best}；其次 {second}，百分之 {next_best}。</translation>
    </message>
    <message>
        <source>over 99</source>
        <translation>99 以上</translation>
    </message>
    <message>
        <source>under 1</source>
        <translation>不到 1</translation>
    </message>
    <message>
        <source>digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>probability in %</source>
        <translation>概率，以 % 计</translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message>
        <source>What the network reads</source>
        <translation>网络识别为</translation>
    </message>
    <message>
        <source>Wrong? Press the right digit.</source>
        <translation>不对？请按正确的数字。</translation>
    </message>
    <message>
        <source>Not a digit</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>This does not look like a digit. The bars show what the network would take it for.</source>
        <translation>这看起来不像数字。条形显示网络会把它当成什么。</translation>
    </message>
    <message>
        <source>No answer: the weights are too large</source>
        <translation>没有答案：权重太大</translation>
    </message>
    <message>
        <source>The network gives no numbers: its weights are too large. Press New random weights.</source>
        <translation>网络给不出数值：权重太大。请按“新的随机权重”。</translation>
    </message>
    <message>
        <source>Nothing drawn yet</source>
        <translation>还没有画</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>No run is under way.</source>
        <translation>没有进行中的运行。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的。</translation>
    </message>
    <message>
        <source>The canvas is empty already.</source>
        <translation>画布已经是空的。</translation>
    </message>
    <message>
        <source>Draw a digit first.</source>
        <translation>请先画一个数字。</translation>
    </message>
    <message>
        <source>There is nothing to copy: draw a digit, or open a picture.</source>
        <translation>没有可复制的：请画一个数字，或打开图片。</translation>
    </message>
    <message>
        <source>There is no reading to copy: draw a digit, or open a picture.</source>
        <translation>没有可复制的识别结果：请画一个数字，或打开图片。</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>没有打开图片。</translation>
    </message>
    <message>
        <source>No picture is shown.</source>
        <translation>没有显示图片。</translation>
    </message>
    <message>
        <source>There is no previous session.</source>
        <translation>没有上一个会话。</translation>
    </message>
    <message>
        <source>The network has not learned your handwriting.</source>
        <translation>网络没有学过你的笔迹。</translation>
    </message>
    <message>
        <source>Nothing of the network is broken.</source>
        <translation>网络没有损坏。</translation>
    </message>
    <message>
        <source>There is no film: no checkpoints of this network are kept.</source>
        <translation>没有影片：没有保留这个网络的检查点。</translation>
    </message>
    <message>
        <source>This is now: go back in time with the slider under the curves.</source>
        <translation>这就是现在：请用曲线下的滑块回到过去。</translation>
    </message>
    <message>
        <source>Go back in time first, with the slider under the curves.</source>
        <translation>请先用曲线下的滑块回到过去。</translation>
    </message>
    <message>
        <source>No sweep is under way.</source>
        <translation>没有进行中的扫描。</translation>
    </message>
    <message>
        <source>There are no results of a sweep yet.</source>
        <translation>扫描还没有结果。</translation>
    </message>
    <message>
        <source>There are no results of a sweep, or it is under way.</source>
        <translation>扫描没有结果，或正在进行。</translation>
    </message>
    <message>
        <source>Select a result of the sweep first.</source>
        <translation>请先选中扫描的一个结果。</translation>
    </message>
    <message>
        <source>Open the Runs tab first.</source>
        <translation>请先打开“运行”标签页。</translation>
    </message>
    <message>
        <source>Learning your handwriting uses its own settings.</source>
        <translation>学习笔迹使用自己的设置。</translation>
    </message>
    <message>
        <source>Select a run in the Runs tab first.</source>
        <translation>请先在“运行”标签页选中一次运行。</translation>
    </message>
    <message>
        <source>Its network answers, or it is under way: have another network answer first.</source>
        <translation>它的网络正在作答，或它正在进行：请先让另一个网络作答。</translation>
    </message>
    <message>
        <source>This network answers already.</source>
        <translation>这个网络已经在作答。</translation>
    </message>
    <message>
        <source>This run is under way in another window.</source>
        <translation>这次运行正在另一个窗口中进行。</translation>
    </message>
    <message>
        <source>Available once the run has ended: press Stop.</source>
        <translation>运行结束后可用：请按“停止”。</translation>
    </message>
    <message>
        <source>Open the sweep first: Training › Sweep.</source>
        <translation>请先打开扫描：训练 › 参数扫描。</translation>
    </message>
    <message>
        <source>The sweep is ending.</source>
        <translation>扫描正在结束。</translation>
    </message>
    <message>
        <source>This window keeps no runs.</source>
        <translation>这个窗口不保留运行。</translation>
    </message>
    <message>
        <source>The settings of this run, or its digits, are not known.</source>
        <translation>这次运行的设置或数字不明。</translation>
    </message>
    <message>
        <source>Can be changed once the run has ended.</source>
        <translation>运行结束后可以修改。</translation>
    </message>
    <message>
        <source>Not available now.</source>
        <translation>现在不可用。</translation>
    </message>
    <message>
        <source>Available once the digits have been read.</source>
        <translation>读完数字后可用。</translation>
    </message>
</context>
<context>
    <name>RecipeBox</name>
    <message>
        <source>, changed</source>
        <translation>，已修改</translation>
    </message>
    <message>
        <source>{description}
Result: {figure}.</source>
        <translation>{description}
结果：{figure}。</translation>
    </message>
</context>
<context>
    <name>RecipeChoice</name>
    <message>
        <source>needs ex4data1.mat, open…</source>
        <translation>需要 ex4data1.mat，打开…</translation>
    </message>
    <message>
        <source>needs MNIST, download {n:.1f} MB</source>
        <translation>需要 MNIST，下载 {n:.1f} MB</translation>
    </message>
    <message>
        <source>MNIST is being downloaded.</source>
        <translation>正在下载 MNIST。</translation>
    </message>
    <message>
        <source>{what} needs MNIST, which is being downloaded.</source>
        <translation>{what}需要 MNIST，正在下载。</translation>
    </message>
    <message>
        <source>{what} needs ex4data1.mat: open it, or download MNIST to make these digits from.</source>
        <translation>{what}需要 ex4data1.mat：请打开它，或下载 MNIST 以生成这些数字。</translation>
    </message>
    <message>
        <source>MNIST is not on this computer: download it, or choose other data.</source>
        <translation>MNIST 不在这台计算机上：请下载，或选择其他数据。</translation>
    </message>
    <message>
        <source>{what} needs MNIST, which is not on this computer: download it, or choose other data.</source>
        <translation>{what}需要 MNIST，它不在这台计算机上：请下载，或选择其他数据。</translation>
    </message>
</context>
<context>
    <name>RecipeEntry</name>
    <message>
        <source>{recipe} {need}</source>
        <translation>{recipe}，{need}</translation>
    </message>
</context>
<context>
    <name>RecipeSheet</name>
    <message>
        <source>First steps</source>
        <translation>初步</translation>
    </message>
    <message>
        <source>Notebooks</source>
        <translation>笔记本</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>配方</translation>
    </message>
</context>
<context>
    <name>ReferenceDialog</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search: {title}</source>
        <translation>搜索：{title}</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文字</translation>
    </message>
    <message>
        <source>Copy the whole list, to print it or to hand it out</source>
        <translation>复制整个列表，用来打印或分发</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>{file} is missing from this installation.</source>
        <translation>安装中缺少 {file}。</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Training run</source>
        <translation>训练运行</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Slow down to watch; may be changed during a run</source>
        <translation>放慢以便观看；运行中可以修改</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause after this batch (F5)</source>
        <translation>这个批次之后暂停 (F5)</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Continue the run (F5)</source>
        <translation>继续运行 (F5)</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>{n:,.0f} epochs/s</source>
        <translation>{n:,.0f} 轮/秒</translation>
    </message>
    <message>
        <source>{n:,.0f} batches/s</source>
        <translation>{n:,.0f} 批次/秒</translation>
    </message>
</context>
<context>
    <name>RunProgress</name>
    <message>
        <source>Progress of the run</source>
        <translation>运行的进度</translation>
    </message>
    <message>
        <source>The network is learning your handwriting. Only the speed can be changed now.</source>
        <translation>网络正在学习你的笔迹。现在只能改变速度。</translation>
    </message>
    <message>
        <source>Training: only the speed can be changed now. Other changes wait for the next run.</source>
        <translation>训练中：现在只能改变速度。其他修改等下次运行生效。</translation>
    </message>
    <message>
        <source>Training: learning rate, momentum, weight decay and speed can be changed now. Other changes wait for the next run.</source>
        <translation>训练中：现在可以改变学习率、动量、权重衰减和速度。其他修改等下次运行生效。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Sweep runs beside the window</source>
        <translation>扫描在窗口之外进行</translation>
    </message>
    <message>
        <source>Sweep runs</source>
        <translation>扫描进行中</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>No run under way</source>
        <translation>没有进行中的运行</translation>
    </message>
    <message>
        <source>No run</source>
        <translation>没有运行</translation>
    </message>
    <message>
        <source>{number} of {last}</source>
        <translation>{number} / {last}</translation>
    </message>
    <message>
        <source>{where}, {time} left</source>
        <translation>{where}，还需 {time}</translation>
    </message>
    <message>
        <source>{where}, paused</source>
        <translation>{where}，已暂停</translation>
    </message>
    <message>
        <source>{where}, stopped</source>
        <translation>{where}，已停止</translation>
    </message>
    <message>
        <source>{where}, finished</source>
        <translation>{where}，已完成</translation>
    </message>
    <message>
        <source>{where}, failed</source>
        <translation>{where}，失败</translation>
    </message>
</context>
<context>
    <name>RunSeries</name>
    <message>
        <source>Run {number} of {n}: the others follow. Stop ends all of them.</source>
        <translation>{n} 次运行中的第 {number} 次：其余随后进行。“停止”会全部结束。</translation>
    </message>
</context>
<context>
    <name>RunSwitcher</name>
    <message>
        <source>Nothing was changed, as the current run cannot be saved: {trouble}; try again in a moment.</source>
        <translation>什么也没有改变，因为当前运行无法保存：{trouble}；请稍后再试。</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>These runs were measured on different validation digits: differences of a few points may be chance.</source>
        <translation>这些运行是在不同的验证数字上衡量的：几个百分点的差别可能纯属偶然。</translation>
    </message>
    <message>
        <source>{name} and its seeds are truly the best: the seeds alone do not make such a difference.</source>
        <translation>{name}及其各种子确实最好：单凭种子不会有这样的差别。</translation>
    </message>
    <message>
        <source>The first {k} do not truly differ: their seeds alone make such a difference.</source>
        <translation>前 {k} 个没有真正的差别：单凭种子就会有这样的差别。</translation>
    </message>
    <message>
        <source>{name} is truly the best: on these validation digits, chance makes up to {points} points.</source>
        <translation>{name}确实最好：在这些验证数字上，偶然的差别最多 {points} 个百分点。</translation>
    </message>
    <message>
        <source>The first {k} do not truly differ: on these validation digits, chance makes up to {points} points.</source>
        <translation>前 {k} 个没有真正的差别：在这些验证数字上，偶然的差别最多 {points} 个百分点。</translation>
    </message>
    <message>
        <source>{n} seeds: {mean:.1f} ± {spread:.1f} %, from {least:.1f} to {most:.1f} %.</source>
        <translation>{n} 个种子：{mean:.1f} ± {spread:.1f} %，从 {least:.1f} 到 {most:.1f} %。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>The settings in which these runs differ; bold: unlike the selected run</source>
        <translation>这些运行不同的设置；粗体：与所选运行不同</translation>
    </message>
    <message>
        <source>Validation digits read right, at the end</source>
        <translation>结束时验证数字的识别正确率</translation>
    </message>
    <message>
        <source>Test digits read right, at the end</source>
        <translation>结束时测试数字的识别正确率</translation>
    </message>
    <message>
        <source>Loss on the validation digits, at the end</source>
        <translation>结束时验证数字的损失</translation>
    </message>
    <message>
        <source>Cost on the training digits, with weight decay</source>
        <translation>结束时训练数字的代价，含权重衰减</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>with a star</source>
        <translation>有星标</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>single</source>
        <translation>单</translation>
    </message>
    <message>
        <source>double</source>
        <translation>双</translation>
    </message>
    <message>
        <source>all epochs</source>
        <translation>全部轮数</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>cost flat</source>
        <translation>代价已平</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被打断</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>运行 {number}</translation>
    </message>
    <message>
        <source>learned drawings</source>
        <translation>学过手绘</translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <translation>{seconds:.1f} 秒</translation>
    </message>
    <message>
        <source>{n:,.4g} GB</source>
        <translation>{n:,.4g} GB</translation>
    </message>
    <message>
        <source>{n:,.0f} MB</source>
        <translation>{n:,.0f} MB</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>as seed</source>
        <translation>同种子</translation>
    </message>
    <message>
        <source>rate {value}</source>
        <translation>学习率 {value}</translation>
    </message>
    <message>
        <source>seed {value}</source>
        <translation>种子 {value}</translation>
    </message>
    <message>
        <source>batch {value}</source>
        <translation>批大小 {value}</translation>
    </message>
    <message>
        <source>validation {value}</source>
        <translation>验证 {value}</translation>
    </message>
    <message>
        <source>validation seed {value}</source>
        <translation>验证种子 {value}</translation>
    </message>
    <message>
        <source>test {value}</source>
        <translation>测试 {value}</translation>
    </message>
    <message>
        <source>split seed {value}</source>
        <translation>划分种子 {value}</translation>
    </message>
    <message>
        <source>last {value} for testing</source>
        <translation>最后 {value} 个用于测试</translation>
    </message>
    <message>
        <source>tolerance {value}</source>
        <translation>容差 {value}</translation>
    </message>
    <message>
        <source>step {value}</source>
        <translation>间隔 {value}</translation>
    </message>
    <message>
        <source>factor {value}</source>
        <translation>因子 {value}</translation>
    </message>
    <message>
        <source>weights {value}</source>
        <translation>权重 {value}</translation>
    </message>
    <message>
        <source>inputs {value}</source>
        <translation>输入 {value}</translation>
    </message>
    <message>
        <source>augmentation {value}</source>
        <translation>增强 {value}</translation>
    </message>
    <message>
        <source>{value} precision</source>
        <translation>{value}精度</translation>
    </message>
    <message>
        <source>schedule {value}</source>
        <translation>调度 {value}</translation>
    </message>
    <message>
        <source>stop early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>no early stop</source>
        <translation>不提前停止</translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>{value} hidden</source>
        <translation>隐藏层 {value}</translation>
    </message>
    <message>
        <source>hidden {value}</source>
        <translation>隐藏层 {value}</translation>
    </message>
    <message>
        <source>{value} epochs</source>
        <translation>{value} 轮</translation>
    </message>
    <message>
        <source>patience {value}</source>
        <translation>耐心值 {value}</translation>
    </message>
</context>
<context>
    <name>RunsExplorer</name>
    <message>
        <source>Runs for Digit Lab (*.digitlab-run)</source>
        <translation>供 Digit Lab 使用的运行 (*.digitlab-run)</translation>
    </message>
    <message>
        <source>Settings, figures and curves (*.json)</source>
        <translation>设置、数据和曲线 (*.json)</translation>
    </message>
    <message>
        <source>Python that repeats it (*.py)</source>
        <translation>能重复它的 Python 程序 (*.py)</translation>
    </message>
    <message>
        <source>This window keeps no runs. Save what it has learned with Ctrl+S.</source>
        <translation>这个窗口不保留运行。请用 Ctrl+S 保存学到的网络。</translation>
    </message>
    <message>
        <source>Every run is kept here. The one under way comes as soon as it is saved for the first time.</source>
        <translation>每次运行都保留在这里。进行中的运行首次保存后就会出现。</translation>
    </message>
    <message>
        <source>Tick runs in the table: their curves lie over each other here.</source>
        <translation>在表格中勾选运行：它们的曲线在这里叠在一起。</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name}已删除。</translation>
    </message>
    <message>
        <source>{n} runs are deleted.</source>
        <translation>{n} 次运行已删除。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Export the run</source>
        <translation>导出运行</translation>
    </message>
    <message>
        <source>{file} was not written: {reason}</source>
        <translation>{file} 没有写入：{reason}</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>RunsView</name>
    <message>
        <source>Two runs side by side</source>
        <translation>两次运行并排</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter runs by words</source>
        <translation>用词筛选运行</translation>
    </message>
    <message>
        <source>List the runs in which each of these words is found: in names, notes, data, layers, settings</source>
        <translation>列出含有每个词的运行：在名称、备注、数据、层和设置中查找</translation>
    </message>
    <message>
        <source>How much room all runs may take: old ones without a star go first</source>
        <translation>所有运行最多可占多少空间：没有星标的旧运行先被删除</translation>
    </message>
    <message>
        <source>At most {size}</source>
        <translation>最多 {size}</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Sweep: try many settings…</source>
        <translation>参数扫描：尝试许多设置…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>List all runs</source>
        <translation>列出所有运行</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>星标</translation>
    </message>
    <message>
        <source>List the runs with a star</source>
        <translation>列出有星标的运行</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>List the runs that are ticked</source>
        <translation>列出已勾选的运行</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>All that can be done with a run</source>
        <translation>对一次运行可以做的一切</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Show the loss on the validation digits</source>
        <translation>显示验证数字的损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Show how many of the validation digits were read right</source>
        <translation>显示验证数字的识别正确率</translation>
    </message>
    <message>
        <source>Mean of seeds</source>
        <translation>种子均值</translation>
    </message>
    <message>
        <source>Runs that differ in nothing but the seed are drawn as their mean and spread</source>
        <translation>只有种子不同的运行画成它们的均值和分散范围</translation>
    </message>
    <message>
        <source>Ticked runs</source>
        <translation>勾选的运行</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Show the table of runs</source>
        <translation>显示运行表</translation>
    </message>
    <message>
        <source>Show the curves of the ticked runs</source>
        <translation>显示勾选运行的曲线</translation>
    </message>
    <message>
        <source>Show the settings of two runs side by side</source>
        <translation>并排显示两次运行的设置</translation>
    </message>
    <message>
        <source>{n:,} {n|run|runs}, {size} of {most}</source>
        <translation>{n:,} 次运行，{size} / {most}</translation>
    </message>
    <message>
        <source>Every run is kept here. Press Train to make the first.</source>
        <translation>每次运行都保留在这里。按“训练”开始第一次。</translation>
    </message>
    <message>
        <source>No run is like that. Clear the filter to see all of them.</source>
        <translation>没有这样的运行。清除筛选即可看到全部。</translation>
    </message>
    <message>
        <source>Sweep: {progress}</source>
        <translation>扫描：{progress}</translation>
    </message>
</context>
<context>
    <name>SamplePicture</name>
    <message>
        <source>The sample</source>
        <translation>样本</translation>
    </message>
</context>
<context>
    <name>ScaleChooser</name>
    <message>
        <source>Everything is shown at {percent} %, as fits this screen.</source>
        <translation>一切以 {percent} % 显示，适合这个屏幕。</translation>
    </message>
    <message>
        <source>Everything is shown at {percent} %. Ctrl+0 goes back.</source>
        <translation>一切以 {percent} % 显示。Ctrl+0 恢复。</translation>
    </message>
</context>
<context>
    <name>ScrollPage</name>
    <message>
        <source>Page, scrolled by the arrow keys</source>
        <translation>页面，用方向键滚动</translation>
    </message>
</context>
<context>
    <name>SessionAutosave</name>
    <message>
        <source>Restoring the last session failed twice, so this window starts with a new one.</source>
        <translation>恢复上次会话失败了两次，所以这个窗口以新的会话开始。</translation>
    </message>
    <message>
        <source>The last session could not be restored: {error}. This window starts with a new one.</source>
        <translation>上次会话无法恢复：{error}。这个窗口以新的会话开始。</translation>
    </message>
    <message>
        <source>The last session could not be restored. This window starts with a new one.</source>
        <translation>上次会话无法恢复。这个窗口以新的会话开始。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>From the last session, {parts} could not be restored; the rest is as you left it.</source>
        <translation>上次会话中，{parts}无法恢复；其余的与你离开时一样。</translation>
    </message>
    <message>
        <source>The saved session {stays}.</source>
        <translation>保存的会话{stays}。</translation>
    </message>
    <message>
        <source>The saved session is in {folder}.</source>
        <translation>保存的会话在 {folder}。</translation>
    </message>
    <message>
        <source>Continued where you left off. File &gt; New session starts anew.</source>
        <translation>已从你离开的地方继续。“文件 &gt; 新建会话”重新开始。</translation>
    </message>
    <message>
        <source>it took more than {seconds:g} s</source>
        <translation>用时超过 {seconds:g} 秒</translation>
    </message>
    <message>
        <source>The session could not be kept for the next start: {trouble}
</source>
        <translation>会话无法为下次启动保留：{trouble}
</translation>
    </message>
    <message>
        <source>something unexpected happened</source>
        <translation>发生了意外</translation>
    </message>
    <message>
        <source>Your work cannot be saved for the next start: {trouble}. Save the network with Ctrl+S.</source>
        <translation>你的工作无法为下次启动保存：{trouble}。请用 Ctrl+S 保存网络。</translation>
    </message>
    <message>
        <source>stays in {place}, as it cannot be moved ({reason})</source>
        <translation>仍在 {place}，因为无法移动（{reason}）</translation>
    </message>
</context>
<context>
    <name>SessionWriter</name>
    <message>
        <source>something unexpected happened</source>
        <translation>发生了意外</translation>
    </message>
</context>
<context>
    <name>SettingFields</name>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>单精度</translation>
    </message>
    <message>
        <source>32 bits per number: 7 digits, twice as fast</source>
        <translation>每个数 32 位：7 位数字，快一倍</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>双精度</translation>
    </message>
    <message>
        <source>64 bits per number: 16 digits</source>
        <translation>每个数 64 位：16 位数字</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>a whole number from {least} to {most}</source>
        <translation>{least} 到 {most} 的整数</translation>
    </message>
    <message>
        <source>a number from {least} to {most}</source>
        <translation>{least} 到 {most} 的数</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>put back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Put {setting} back</source>
        <translation>恢复“{setting}”</translation>
    </message>
</context>
<context>
    <name>SettingRules</name>
    <message>
        <source>{method} does not use it.</source>
        <translation>{method}不使用它。</translation>
    </message>
    <message>
        <source>Only for momentum and Nesterov momentum.</source>
        <translation>仅用于动量和 Nesterov 动量。</translation>
    </message>
    <message>
        <source>With all digits in one batch there is no order.</source>
        <translation>所有数字在一个批次中时，没有顺序可言。</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Units of each hidden layer, first to last: &quot;25&quot;, or &quot;128, 64&quot;; up to 10 layers of 1 to 10,000 units.
Other layers by their names: &quot;conv 8 5x5, pool 2, dropout 0.5, 64&quot;.
Empty or &quot;none&quot;: no hidden layer (softmax regression).</source>
        <translation>每个隐藏层的单元数，从第一层到最后一层：“25”，或“128, 64”；最多 10 层，每层 1 到 10,000 个单元。
其他层按名称：“conv 8 5x5, pool 2, dropout 0.5, 64”。
留空或“none”：没有隐藏层（softmax 回归）。</translation>
    </message>
    <message>
        <source>Activation of the hidden units and filters:</source>
        <translation>隐藏单元和卷积核的激活函数：</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Learning rate η</source>
        <translation>学习率 η</translation>
    </message>
    <message>
        <source>η: how far a step goes against the gradient, 0 to 1,000,000.
May be changed during a run.</source>
        <translation>η：沿梯度反方向一步走多远，0 到 1,000,000。
运行中可以修改。</translation>
    </message>
    <message>
        <source>Show the layers one by one</source>
        <translation>逐个显示各层</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Show every setting, by group</source>
        <translation>分组显示每项设置</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>How pictures are laid out for the network, and how many inputs it has:</source>
        <translation>图片如何为网络排布，网络有多少输入：</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>20 × 20, or 8 × 8 where the digits are 8 × 8</source>
        <translation>20 × 20；数字是 8 × 8 时用 8 × 8</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>How a pixel&apos;s value x is scaled for the network:</source>
        <translation>像素的值 x 如何为网络缩放：</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Distortions that each epoch draws anew for the digits that are trained on, ± a standard deviation:</source>
        <translation>每一轮为训练所用的数字重新抽取的变形，± 一个标准差：</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Which digits are kept for testing; training never sees them:</source>
        <translation>哪些数字留作测试；训练从不用它们：</translation>
    </message>
    <message>
        <source>Test digits</source>
        <translation>测试数字</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>The share of all digits that is kept for testing, 0 to 90 %.</source>
        <translation>所有数字中留作测试的比例，0 到 90 %。</translation>
    </message>
    <message>
        <source>Test seed</source>
        <translation>测试种子</translation>
    </message>
    <message>
        <source>Draws the test digits, as scikit-learn&apos;s train_test_split does with this random_state.</source>
        <translation>抽取测试数字，与 scikit-learn 的 train_test_split 用这个 random_state 时一样。</translation>
    </message>
    <message>
        <source> digits</source>
        <translation> 个数字</translation>
    </message>
    <message>
        <source>Test count</source>
        <translation>测试个数</translation>
    </message>
    <message>
        <source>How many digits at the end of the data are kept for testing; fewer than there are.</source>
        <translation>数据末尾有多少个数字留作测试；须少于总数。</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>The share of the training digits that is not trained on but validated on, 0 to 90 %.</source>
        <translation>训练数字中不用于训练而用于验证的比例，0 到 90 %。</translation>
    </message>
    <message>
        <source>as Seed</source>
        <translation>同种子</translation>
    </message>
    <message>
        <source>Val. seed</source>
        <translation>验证种子</translation>
    </message>
    <message>
        <source>Draws the validation digits. Runs that share it are measured on the same digits, whatever their seeds.</source>
        <translation>抽取验证数字。共用它的运行，无论种子如何，都在同样的数字上衡量。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Output unit and loss of one digit; a cost is their mean over the digits:</source>
        <translation>输出单元和一个数字的损失；代价是它们对所有数字的平均：</translation>
    </message>
    <message>
        <source>Output, loss</source>
        <translation>输出，损失</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Random weights to start from:
{schemes}</source>
        <translation>训练开始时的随机权重：
{schemes}</translation>
    </message>
    <message>
        <source>Precision of all calculations; SciPy&apos;s methods need Double:</source>
        <translation>所有计算的精度；SciPy 的方法需要双精度：</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Determines first weights, the order of digits and, unless a seed of their own does, validation digits.
The same seed gives the same run.</source>
        <translation>决定初始权重、数字的顺序，以及验证数字（除非另有自己的种子）。
相同的种子给出相同的运行。</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>How a gradient g changes the weights w; the last four are SciPy&apos;s:</source>
        <translation>梯度 g 如何改变权重 w；最后四个是 SciPy 的：</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How the learning rate changes over a run:</source>
        <translation>运行中学习率如何变化：</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source> epochs</source>
        <translation> 轮</translation>
    </message>
    <message>
        <source>Step every</source>
        <translation>阶梯间隔</translation>
    </message>
    <message>
        <source>s: epochs from step to step.</source>
        <translation>s：每隔多少轮一级。</translation>
    </message>
    <message>
        <source>Step factor γ</source>
        <translation>阶梯因子 γ</translation>
    </message>
    <message>
        <source>γ: what each step multiplies the learning rate by, 0 to 10.</source>
        <translation>γ：每一级把学习率乘以多少，0 到 10。</translation>
    </message>
    <message>
        <source>all digits</source>
        <translation>全部数字</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Digits per step, up to 1,000,000: 1 for one at a time, 0 for all at once.</source>
        <translation>每一步的数字个数，最多 1,000,000：1 为一次一个，0 为一次全部。</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Go through the digits in a new order in every epoch; otherwise in the order of the data.</source>
        <translation>每一轮按新的顺序取数字；否则按数据中的顺序。</translation>
    </message>
    <message>
        <source>Momentum μ</source>
        <translation>动量 μ</translation>
    </message>
    <message>
        <source>μ: the share of the last step that is taken again, 0 to below 1.
Only for &quot;Momentum&quot; and &quot;Nesterov momentum&quot;. May be changed during a run.</source>
        <translation>μ：上一步中再走一次的比例，0 到小于 1。
仅用于“动量”和“Nesterov 动量”。运行中可以修改。</translation>
    </message>
    <message>
        <source>Weight decay λ</source>
        <translation>权重衰减 λ</translation>
    </message>
    <message>
        <source>λ in the cost&apos;s term λ / (2m) Σ w², 0 to 1e9; m is the number of training digits.
Keeps weights small; biases are not decayed. May be changed during a run.</source>
        <translation>代价项 λ / (2m) Σ w² 中的 λ，0 到 1e9；m 为训练数字的个数。
使权重保持较小；偏置不衰减。运行中可以修改。</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>何时停止</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How many times the run goes through all training digits, 0 to 1,000,000;
for SciPy&apos;s methods, their iterations or evaluations of the cost.</source>
        <translation>运行把所有训练数字过多少遍，0 到 1,000,000；
对 SciPy 的方法，是迭代次数或对代价的求值次数。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Epochs without a lower validation loss after which the run stops
and takes back its best network, up to 1,000,000; 0 for never.</source>
        <translation>验证损失多少轮没有降低，运行就停止
并取回最好的网络，最多 1,000,000；0 为永不。</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Stop when an epoch lowers the cost by less than this, from the tenth epoch on; 0 for never.</source>
        <translation>一轮使代价的降低少于此值时停止，从第十轮起；0 为永不。</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>求值次数</translation>
    </message>
    <message>
        <source>{setting} must be {expected}, got {typed}: type another, or leave the field to keep {value}.</source>
        <translation>“{setting}”应为{expected}，却是 {typed}：请重新输入，或离开该框以保留 {value}。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{setting} must be {expected}.</source>
        <translation>“{setting}”应为{expected}。</translation>
    </message>
    <message>
        <source>{setting} stays {value}: it must be {expected}, got {typed}.</source>
        <translation>“{setting}”仍为 {value}：应为{expected}，却是 {typed}。</translation>
    </message>
    <message>
        <source>Digits before and after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation>{n} 项已改</translation>
    </message>
    <message>
        <source>too few digits: unused</source>
        <translation>数字太少：不使用</translation>
    </message>
    <message>
        <source>learns nothing</source>
        <translation>学不到东西</translation>
    </message>
    <message>
        <source>usually {value}</source>
        <translation>通常为 {value}</translation>
    </message>
    <message>
        <source>can change now</source>
        <translation>现在可改</translation>
    </message>
    <message>
        <source>{n} param.</source>
        <translation>{n} 参数</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>{n} 个参数</translation>
    </message>
</context>
<context>
    <name>SigmoidTimer</name>
    <message>
        <source>The timing ended unexpectedly; press Run again.</source>
        <translation>计时意外结束；请按“再次测量”。</translation>
    </message>
</context>
<context>
    <name>SigmoidTimingView</name>
    <message>
        <source>Run again</source>
        <translation>再次测量</translation>
    </message>
    <message>
        <source>σ′(z) for {rows:,} × {columns} values of z, median time</source>
        <translation>对 {rows:,} × {columns} 个 z 值求 σ′(z)，用时的中位数</translation>
    </message>
    <message>
        <source>median time (ms), shorter is better</source>
        <translation>用时中位数 (ms)，越短越好</translation>
    </message>
    <message>
        <source>The sigmoid&apos;s gradient, three ways</source>
        <translation>Sigmoid 的梯度，三种算法</translation>
    </message>
    <message>
        <source>Timing the three ways, one after the other…</source>
        <translation>正在依次为三种算法计时…</translation>
    </message>
    <message>
        <source> {time:.2f} ms</source>
        <translation> {time:.2f} ms</translation>
    </message>
    <message>
        <source>{fastest} is {ratio:.0f} times as fast as {slowest} (median of {n_repetitions} runs each). All three are the same function: their largest difference at any of the {n_values:,} values is {difference}.</source>
        <translation>{fastest}的速度是{slowest}的 {ratio:.0f} 倍（各运行 {n_repetitions} 次，取中位数）。三者是同一个函数：在 {n_values:,} 个值上的最大差别为 {difference}。</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>As it was opened, in gray.</source>
        <translation>打开时的样子，灰度。</translation>
    </message>
    <message>
        <source>Without dots</source>
        <translation>去除斑点</translation>
    </message>
    <message>
        <source>Single dots and noise are smoothed away.</source>
        <translation>抹去单个的点和噪声。</translation>
    </message>
    <message>
        <source>The sheet</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>What lies around the sheet is left out.</source>
        <translation>略去纸张以外的东西。</translation>
    </message>
    <message>
        <source>Even light</source>
        <translation>均匀光照</translation>
    </message>
    <message>
        <source>How much less light comes back than from the paper beside it: shadows are gone.</source>
        <translation>返回的光比旁边的纸少多少：阴影没有了。</translation>
    </message>
    <message>
        <source>Ink or paper</source>
        <translation>墨迹或纸</translation>
    </message>
    <message>
        <source>A threshold that goes by the ink around it tells ink from paper.</source>
        <translation>根据周围的墨迹取阈值，区分墨迹与纸。</translation>
    </message>
    <message>
        <source>Without lines</source>
        <translation>去除格线</translation>
    </message>
    <message>
        <source>Rules, squares and boxes are taken out, except where a stroke crosses them.</source>
        <translation>去掉横线、方格和方框，笔画穿过之处除外。</translation>
    </message>
    <message>
        <source>The writing</source>
        <translation>字迹</translation>
    </message>
    <message>
        <source>Specks, holes and what comes in from the edge are left out.</source>
        <translation>略去污点、孔洞和从边缘伸入的东西。</translation>
    </message>
</context>
<context>
    <name>StagesDialog</name>
    <message>
        <source>Stages of the picture</source>
        <translation>图片的处理步骤</translation>
    </message>
    <message>
        <source>From {name} to {size}</source>
        <translation>从 {name} 到 {size}</translation>
    </message>
    <message>
        <source>Nothing but ink is on it, and its paper is even: it is read as it is.</source>
        <translation>上面只有墨迹，纸面均匀：按原样读取。</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>As the network gets it: {layout}.</source>
        <translation>网络得到的样子：{layout}。</translation>
    </message>
</context>
<context>
    <name>StepBody</name>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Go on without a prediction</source>
        <translation>不作预测，继续</translation>
    </message>
    <message>
        <source>a number, in %</source>
        <translation>一个数，以 % 计</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数</translation>
    </message>
    <message>
        <source>Expected a number such as 95</source>
        <translation>应是 95 这样的数</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Answer first, or skip the question.</source>
        <translation>请先回答，或跳过问题。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Five seeds</source>
        <translation>五个种子</translation>
    </message>
    <message>
        <source>One number may be luck: how far do several starts differ?</source>
        <translation>一个数可能是运气：几次不同的开始相差多少？</translation>
    </message>
    <message>
        <source>{runs:,} more {runs|run|runs}: some {n:,} {n|minute|minutes}. They can be left running, and stopped.</source>
        <translation>再运行 {runs:,} 次：约 {n:,} 分钟。可以让它们自己运行，也可以停止。</translation>
    </message>
    <message>
        <source>{runs:,} more {runs|run|runs}: some {n:,} {n|second|seconds}.</source>
        <translation>再运行 {runs:,} 次：约 {n:,} 秒。</translation>
    </message>
    <message>
        <source>{names}. Takes some {n:,} {n|minute|minutes}; it can be left running.</source>
        <translation>{names}。约需 {n:,} 分钟；可以让它自己运行。</translation>
    </message>
    <message>
        <source>{names}. Takes some {n:,} {n|second|seconds}.</source>
        <translation>{names}。约需 {n:,} 秒。</translation>
    </message>
</context>
<context>
    <name>StepDemonstrator</name>
    <message>
        <source>There are no digits yet: wait until they are read, or choose your drawing or Mazur&apos;s example above.</source>
        <translation>还没有数字：等它们读完，或在上方选择你的手绘或 Mazur 的例子。</translation>
    </message>
    <message>
        <source>Draw a digit on the right, and say above which one it is.</source>
        <translation>在右侧画一个数字，并在上方说明它是哪一个。</translation>
    </message>
    <message>
        <source>The network&apos;s numbers overflow: there is nothing to work through. Choose a smaller learning rate and new random weights, or go back to the network.</source>
        <translation>网络的数值溢出：没有可推演的。请选择更小的学习率和新的随机权重，或回到网络。</translation>
    </message>
    <message>
        <source>Mazur&apos;s; biases stay</source>
        <translation>Mazur 的；偏置不变</translation>
    </message>
    <message>
        <source>as in the settings; plain gradient descent</source>
        <translation>如设置；普通梯度下降</translation>
    </message>
    <message>
        <source>This network reads pictures of {wanted}, your drawing is read as {got}: choose another sample above, or take the new network.</source>
        <translation>这个网络读取 {wanted} 的图片，你的手绘按 {got} 读取：请在上方选择另一个样本，或采用新网络。</translation>
    </message>
</context>
<context>
    <name>Sweep</name>
    <message>
        <source>{measure}: the mean over the seeds</source>
        <translation>{measure}：各种子的平均</translation>
    </message>
    <message>
        <source>The standard deviation over the seeds, in percentage points</source>
        <translation>各种子的标准差，以百分点计</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test digits read right, on average</source>
        <translation>测试数字的平均识别正确率</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>How long a run took, on average</source>
        <translation>一次运行的平均用时</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>these settings</source>
        <translation>这些设置</translation>
    </message>
    <message>
        <source>{n:,} {n|epoch|epochs}</source>
        <translation>{n:,} 轮</translation>
    </message>
    <message>
        <source>{n:,} {n|iteration|iterations}</source>
        <translation>{n:,} 次迭代</translation>
    </message>
    <message>
        <source>{n:,} {n|evaluation|evaluations}</source>
        <translation>{n:,} 次求值</translation>
    </message>
    <message>
        <source>{n:,} {n|run|runs}</source>
        <translation>{n:,} 次运行</translation>
    </message>
    <message>
        <source>about {n:,} {n|day|days}</source>
        <translation>约 {n:,} 天</translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation>约 {n} 分钟</translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation>约 {n} 小时</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>{n:,} of {of:,} runs</source>
        <translation>{of:,} 次运行中的 {n:,} 次</translation>
    </message>
    <message>
        <source>{moment}: {names}; {done}</source>
        <translation>{moment}：{names}；{done}</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>running, {where} of {last}</source>
        <translation>进行中，{where} / {last}</translation>
    </message>
    <message>
        <source>failed: {reason}</source>
        <translation>失败：{reason}</translation>
    </message>
    <message>
        <source>{n} of {of} seeds</source>
        <translation>{of} 个种子中的 {n} 个</translation>
    </message>
</context>
<context>
    <name>SweepDraft</name>
    <message>
        <source>Values are drawn from such a range: choose Random, or say how many: 0.001..1 log 7.</source>
        <translation>值从这样的范围抽取：请选择“随机”，或说明个数：0.001..1 log 7。</translation>
    </message>
    <message>
        <source>Between 1 and {most:,} combinations can be drawn.</source>
        <translation>可以抽取 1 到 {most:,} 种组合。</translation>
    </message>
    <message>
        <source>Nothing varies: give a setting two values, or train with several seeds.</source>
        <translation>没有变化的设置：给一项设置两个值，或用几个种子训练。</translation>
    </message>
    <message>
        <source>From 1 to {most:,} seeds, none above 2,147,483,647.</source>
        <translation>1 到 {most:,} 个种子，都不超过 2,147,483,647。</translation>
    </message>
    <message>
        <source>drawn from {least} to {most}, even in powers</source>
        <translation>从 {least} 到 {most} 抽取，按倍数均匀</translation>
    </message>
    <message>
        <source>drawn from {least} to {most}</source>
        <translation>从 {least} 到 {most} 抽取</translation>
    </message>
    <message>
        <source>{n:,} values, {least} to {most}</source>
        <translation>{n:,} 个值，{least} 到 {most}</translation>
    </message>
    <message>
        <source>{n:,} {n|value|values}</source>
        <translation>{n:,} 个值</translation>
    </message>
</context>
<context>
    <name>SweepForm</name>
    <message>
        <source>What varies</source>
        <translation>变化的设置</translation>
    </message>
    <message>
        <source>Add a setting</source>
        <translation>添加设置</translation>
    </message>
    <message>
        <source>Have another setting vary: any, and several at once</source>
        <translation>让另一项设置变化：任何一项，也可同时几项</translation>
    </message>
    <message>
        <source>Settings of the sweep</source>
        <translation>扫描的设置</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source> runs</source>
        <translation> 次运行</translation>
    </message>
    <message>
        <source>all runs</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Dask cluster</source>
        <translation>Dask 集群</translation>
    </message>
    <message>
        <source>Grid: every combination of the values. Random: so many combinations, drawn by the seed; with several
settings of which few matter, that finds good ones sooner.</source>
        <translation>网格：取值的每一种组合。随机：由种子抽取若干组合；设置有几项
而要紧的不多时，能更快找到好的。</translation>
    </message>
    <message>
        <source>Each combination is trained with so many seeds: their mean is compared, their spread is chance.</source>
        <translation>每种组合用这么多种子训练：比较它们的平均，分散程度是偶然。</translation>
    </message>
    <message>
        <source>After so many runs the sweep ends</source>
        <translation>做完这么多次运行，扫描结束</translation>
    </message>
    <message>
        <source>After so many minutes no new run begins; the sweep can go on later</source>
        <translation>过了这么多分钟，不再开始新的运行；以后可以继续扫描</translation>
    </message>
    <message>
        <source>What computes the runs; the window can be used meanwhile</source>
        <translation>由什么计算这些运行；这期间窗口仍可使用</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Seeds each</source>
        <translation>每组种子数</translation>
    </message>
    <message>
        <source>Combinations</source>
        <translation>组合数</translation>
    </message>
    <message>
        <source>Runs, at most</source>
        <translation>最多运行次数</translation>
    </message>
    <message>
        <source>Minutes, at most</source>
        <translation>最多分钟数</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>在哪里</translation>
    </message>
    <message>
        <source>Address of the scheduler</source>
        <translation>调度器的地址</translation>
    </message>
    <message>
        <source>As dask scheduler shows it</source>
        <translation>如 dask scheduler 所示</translation>
    </message>
    <message>
        <source>This computer, {n} of {of} {of|core|cores}</source>
        <translation>这台计算机，{of} 个核心中的 {n} 个</translation>
    </message>
</context>
<context>
    <name>SweepPicture</name>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}：{state}</translation>
    </message>
    <message>
        <source>{value} ± {spread:.2f}</source>
        <translation>{value} ± {spread:.2f}</translation>
    </message>
    <message>
        <source>{value}, {n} of {of} seeds</source>
        <translation>{value}，{of} 个种子中的 {n} 个</translation>
    </message>
    <message>
        <source>Result of the sweep</source>
        <translation>扫描的结果</translation>
    </message>
    <message>
        <source>{title} over {axes}.</source>
        <translation>{title}，按{axes}。</translation>
    </message>
    <message>
        <source>Best: {point}.</source>
        <translation>最好：{point}。</translation>
    </message>
    <message>
        <source>Chosen: {point}.</source>
        <translation>所选：{point}。</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>种子</translation>
    </message>
</context>
<context>
    <name>SweepPresenter</name>
    <message>
        <source>Choose what varies, then press Start sweep: what each combination comes to is drawn here.</source>
        <translation>选择什么变化，再按“开始扫描”：每种组合的结果会画在这里。</translation>
    </message>
    <message>
        <source>A cluster needs the package distributed: {how}</source>
        <translation>集群需要软件包 distributed：{how}</translation>
    </message>
    <message>
        <source>From the settings of the Training tab: {settings}.</source>
        <translation>以“训练”标签页的设置为基础：{settings}。</translation>
    </message>
    <message>
        <source>From the settings of this sweep: {settings}.</source>
        <translation>以这次扫描的设置为基础：{settings}。</translation>
    </message>
    <message>
        <source>Enter the address of the scheduler, such as tcp://192.168.1.5:8786.</source>
        <translation>请输入调度器的地址，例如 tcp://192.168.1.5:8786。</translation>
    </message>
    <message>
        <source>The digits are being read.</source>
        <translation>正在读取数字。</translation>
    </message>
    <message>
        <source>Runs on streamed digits cannot be repeated, so they cannot be compared: choose others.</source>
        <translation>用流式数字的运行无法重复，所以无法比较：请选择其他数字。</translation>
    </message>
    <message>
        <source>Start the sweep?</source>
        <translation>开始扫描吗？</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Do not start</source>
        <translation>不开始</translation>
    </message>
    <message>
        <source>The sweep has {n:,} runs and takes {time}. Start it?</source>
        <translation>扫描有 {n:,} 次运行，需要{time}。开始吗？</translation>
    </message>
    <message>
        <source>The sweep has {n:,} runs. Start it?</source>
        <translation>扫描有 {n:,} 次运行。开始吗？</translation>
    </message>
    <message>
        <source>The sweep goes on while you draw and train. It is kept if you quit.</source>
        <translation>你画数字和训练时，扫描继续进行。退出时它会保留。</translation>
    </message>
    <message>
        <source>None of the runs came to anything: {reason}</source>
        <translation>没有一次运行有结果：{reason}</translation>
    </message>
    <message>
        <source>The sweep is done. Best: {name}, {value}.</source>
        <translation>扫描已完成。最好：{name}，{value}。</translation>
    </message>
    <message>
        <source>Show the sweep</source>
        <translation>显示扫描</translation>
    </message>
    <message>
        <source>The sweep has ended; {n:,} of {of:,} runs are done and kept. It can go on later.</source>
        <translation>扫描已结束；{of:,} 次运行中已完成并保留 {n:,} 次。以后可以继续。</translation>
    </message>
    <message>
        <source>The time of the sweep is over; {n:,} of {of:,} runs are done. It can go on later.</source>
        <translation>扫描的时间到了；{of:,} 次运行中已完成 {n:,} 次。以后可以继续。</translation>
    </message>
    <message>
        <source>No sweep was made yet.</source>
        <translation>还没有做过扫描。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>{measure}, %</source>
        <translation>{measure}，%</translation>
    </message>
    <message>
        <source>mean of {n} seeds</source>
        <translation>{n} 个种子的平均</translation>
    </message>
    <message>
        <source>{n:,} of {of:,} runs</source>
        <translation>{of:,} 次运行中的 {n:,} 次</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>All runs of this sweep are done: change something for a new one.</source>
        <translation>这次扫描的运行已全部完成：改动一些设置即可开始新的。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start sweep</source>
        <translation>开始扫描</translation>
    </message>
    <message>
        <source>Pause sweep</source>
        <translation>暂停扫描</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还需 {time}</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>ending</source>
        <translation>正在结束</translation>
    </message>
    <message>
        <source>The learning curves of the best runs will be drawn here.</source>
        <translation>最好的运行的学习曲线会画在这里。</translation>
    </message>
    <message>
        <source>The settings can be changed once the run has ended: press Stop.</source>
        <translation>运行结束后可以修改设置：请按“停止”。</translation>
    </message>
    <message>
        <source>The Training tab has the settings {name}: Train makes a new network with them.</source>
        <translation>“训练”标签页已采用设置 {name}：“训练”会用它们建立新的网络。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Delete the sweep {sweep}? Its runs stay in the table of runs, and may go when old runs make room.</source>
        <translation>删除扫描 {sweep} 吗？它的运行仍留在运行表中，旧运行让出空间时可能被删除。</translation>
    </message>
    <message>
        <source>Delete the sweep?</source>
        <translation>删除扫描吗？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Export the results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>{file} was not written: {reason}</source>
        <translation>{file} 没有写入：{reason}</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
</context>
<context>
    <name>SweepReminder</name>
    <message>
        <source>A sweep was broken off: {n:,} of {of:,} runs are done and kept.</source>
        <translation>有一次扫描中断了：{of:,} 次运行中已完成并保留 {n:,} 次。</translation>
    </message>
    <message>
        <source>Show the sweep</source>
        <translation>显示扫描</translation>
    </message>
</context>
<context>
    <name>SweepTable</name>
    <message>
        <source>Results of the sweep, best first</source>
        <translation>扫描的结果，最好的在前</translation>
    </message>
</context>
<context>
    <name>SweepView</name>
    <message>
        <source>Use those of the Training tab</source>
        <translation>使用“训练”标签页的设置</translation>
    </message>
    <message>
        <source>Have the runs differ from the settings and the digits of the Training tab</source>
        <translation>让各运行以“训练”标签页的设置和数字为基础</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>以前的</translation>
    </message>
    <message>
        <source>Earlier sweeps</source>
        <translation>以前的扫描</translation>
    </message>
    <message>
        <source>Show what an earlier sweep came to, or go on with it</source>
        <translation>显示以前某次扫描的结果，或继续它</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>参数扫描</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>回到运行</translation>
    </message>
    <message>
        <source>Show the table of all runs; the sweep goes on</source>
        <translation>显示所有运行的表格；扫描继续进行</translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation>扫描的进度</translation>
    </message>
    <message>
        <source>Learning curves of the sweep</source>
        <translation>扫描的学习曲线</translation>
    </message>
    <message>
        <source>By setting</source>
        <translation>按设置</translation>
    </message>
    <message>
        <source>Show what each combination came to</source>
        <translation>显示每种组合的结果</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Show the learning curves of the best, and of what runs</source>
        <translation>显示最好的和进行中的运行的学习曲线</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the picture as PNG or SVG</source>
        <translation>把图保存为 PNG 或 SVG</translation>
    </message>
    <message>
        <source>Save the picture of the sweep</source>
        <translation>保存扫描的图</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>All that can be done with a result</source>
        <translation>对一个结果可以做的一切</translation>
    </message>
    <message>
        <source>&amp;Save the picture…</source>
        <translation>保存图片(&amp;S)…</translation>
    </message>
    <message>
        <source>The results will be listed here, best first.</source>
        <translation>结果会列在这里，最好的在前。</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>最好的在前</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show what varies, and what steers the sweep</source>
        <translation>显示什么变化，以及怎样控制扫描</translation>
    </message>
    <message>
        <source>Show the picture of the result</source>
        <translation>显示结果的图</translation>
    </message>
    <message>
        <source>Show the results, best first</source>
        <translation>显示结果，最好的在前</translation>
    </message>
</context>
<context>
    <name>TabOverflow</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More tabs, for which there is no room beside these</source>
        <translation>更多标签页，旁边放不下的</translation>
    </message>
    <message>
        <source>More tabs</source>
        <translation>更多标签页</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Mathematics</source>
        <translation>数学</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>TimeControls</name>
    <message>
        <source>Play from here</source>
        <translation>从此处播放</translation>
    </message>
    <message>
        <source>Play from the start</source>
        <translation>从头播放</translation>
    </message>
    <message>
        <source>Stop the film</source>
        <translation>停止影片</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Train on from here</source>
        <translation>从此处继续训练</translation>
    </message>
    <message>
        <source>Train from here</source>
        <translation>从此处训练</translation>
    </message>
</context>
<context>
    <name>TimeMachine</name>
    <message>
        <source>Now, {moment}</source>
        <translation>现在，{moment}</translation>
    </message>
    <message>
        <source>Up to {n} checkpoints are kept, as each takes {size:.1f} MB</source>
        <translation>最多保留 {n} 个检查点，因为每个占 {size:.1f} MB</translation>
    </message>
    <message>
        <source>No checkpoints of this network are kept</source>
        <translation>没有保留这个网络的检查点</translation>
    </message>
    <message>
        <source>No checkpoints are kept of a network this large: {size:,.0f} MB, of at most {most:,.0f} MB</source>
        <translation>网络太大，不保留检查点：{size:,.0f} MB，上限 {most:,.0f} MB</translation>
    </message>
    <message>
        <source>Showing {moment}. Training goes on.</source>
        <translation>显示{moment}。训练继续进行。</translation>
    </message>
    <message>
        <source>Showing {moment}. Training is paused at {now}.</source>
        <translation>显示{moment}。训练在{now}暂停。</translation>
    </message>
    <message>
        <source>Showing {moment}. The network of {now} is kept as it is.</source>
        <translation>显示{moment}。{now}的网络保持原样。</translation>
    </message>
    <message>
        <source>the film</source>
        <translation>影片</translation>
    </message>
</context>
<context>
    <name>TimeSlider</name>
    <message>
        <source>Time machine</source>
        <translation>时光机</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>S&amp;kip</source>
        <translation>跳过(&amp;K)</translation>
    </message>
    <message>
        <source>End the tour (Esc); Help &gt; Tour shows it again</source>
        <translation>结束导览 (Esc)；“帮助 &gt; 导览”可再次显示</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>The step before (Alt+B)</source>
        <translation>上一步 (Alt+B)</translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} / {all}</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>The next step, also without doing this one (Alt+N)</source>
        <translation>下一步，不做这一步也可以 (Alt+N)</translation>
    </message>
    <message>
        <source>End the tour (Esc)</source>
        <translation>结束导览 (Esc)</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
</context>
<context>
    <name>TourText</name>
    <message>
        <source>A picture is here already. Draw over it for a digit of your own, or press Next.</source>
        <translation>这里已经有一张图片。在上面画一个你自己的数字，或按“下一步”。</translation>
    </message>
    <message>
        <source>A drawing is here already. Press Clear and draw another digit, or press Next.</source>
        <translation>这里已经有一幅手绘。按“清除”再画一个数字，或按“下一步”。</translation>
    </message>
    <message>
        <source>Draw any digit here as you would write it: with the mouse, a pen or a finger, or with Space and the arrow keys.</source>
        <translation>在这里随手写一个数字：用鼠标、笔或手指，或用空格和方向键。</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>画一个数字</translation>
    </message>
    <message>
        <source>Draw a digit: each bar then says how probable the network finds that digit.</source>
        <translation>画一个数字：每个条形就会显示网络认为该数字有多大可能。</translation>
    </message>
    <message>
        <source>Here the network says how probable it finds each digit, but to this drawing it has no answer.</source>
        <translation>网络在这里说明每个数字有多大可能，但对这幅手绘它没有答案。</translation>
    </message>
    <message>
        <source>Each bar says how probable the network finds that digit. Its weights are still random: it can only guess. Draw another digit and watch the bars move.</source>
        <translation>每个条形显示网络认为该数字有多大可能。权重还是随机的：它只能瞎猜。再画一个数字，看条形变化。</translation>
    </message>
    <message>
        <source>Each bar says how probable the network finds that digit: the longest is its answer. Clear the canvas, draw another digit and watch the bars move.</source>
        <translation>每个条形显示网络认为该数字有多大可能：最长的是它的答案。清空画布，再画一个数字，看条形变化。</translation>
    </message>
    <message>
        <source>Read the bars</source>
        <translation>读条形</translation>
    </message>
    <message>
        <source>A run is paused. Press Continue, and the network learns on.</source>
        <translation>有一次运行已暂停。按“继续”，网络会接着学。</translation>
    </message>
    <message>
        <source>Press Continue</source>
        <translation>按“继续”</translation>
    </message>
    <message>
        <source>Press {button}</source>
        <translation>按“{button}”</translation>
    </message>
    <message>
        <source>This cannot be pressed yet. {why}</source>
        <translation>现在还不能按。{why}</translation>
    </message>
    <message>
        <source>{why} Press the button and watch.</source>
        <translation>{why} 按下按钮，看一看。</translation>
    </message>
    <message>
        <source>Watch it learn</source>
        <translation>看它学习</translation>
    </message>
    <message>
        <source>The network is learning your handwriting, which takes some seconds.</source>
        <translation>网络正在学习你的笔迹，需要几秒钟。</translation>
    </message>
    <message>
        <source>The run is paused. Press Continue to watch it, or Stop to end it.</source>
        <translation>运行已暂停。按“继续”观看，或按“停止”结束。</translation>
    </message>
    <message>
        <source>The loss should fall and the accuracy rise.</source>
        <translation>损失应下降，准确率应上升。</translation>
    </message>
    <message>
        <source>The pictures of what each unit looks for change as the network learns.</source>
        <translation>随着网络学习，每个单元所找之物的图片在变化。</translation>
    </message>
    <message>
        <source>The network is learning.</source>
        <translation>网络正在学习。</translation>
    </message>
    <message>
        <source>The bars show what it makes of your drawing so far. Press Stop when you have seen enough.</source>
        <translation>条形显示它目前如何看待你的手绘。看够了就按“停止”。</translation>
    </message>
    <message>
        <source>Draw a digit, and the bars show what it makes of it. Press Stop when you have seen enough.</source>
        <translation>画一个数字，条形会显示网络如何看待它。看够了就按“停止”。</translation>
    </message>
    <message>
        <source>Most settings can be changed once the run has ended: wait, or press Stop.</source>
        <translation>运行结束后才能修改大多数设置：请等待，或按“停止”。</translation>
    </message>
    <message>
        <source>Choose another activation and train again: the curves of the run before stay as a faint line to compare with.</source>
        <translation>选择另一个激活函数再训练：上一次运行的曲线留作淡淡的线，供比较。</translation>
    </message>
    <message>
        <source>Choose another activation, then press Train to see how a network with it learns.</source>
        <translation>选择另一个激活函数，再按“训练”，看用它的网络怎样学习。</translation>
    </message>
    <message>
        <source>Change one thing</source>
        <translation>改一处</translation>
    </message>
    <message>
        <source>Point at a word with dots under it and it is explained. Ctrl+K finds every command, F1 lists the keys, and Help &gt; Tour shows this again.</source>
        <translation>指向下面有点线的词，就会解释它。Ctrl+K 查找任何命令，F1 列出按键，“帮助 &gt; 导览”可再次显示。</translation>
    </message>
    <message>
        <source>Press Train to see what your change does.</source>
        <translation>按“训练”，看你的改动有什么作用。</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>就这些</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation>新的随机权重</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the download of MNIST</source>
        <translation>取消下载 MNIST</translation>
    </message>
    <message>
        <source>not on this computer</source>
        <translation>不在这台计算机上</translation>
    </message>
    <message>
        <source>download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download MNIST</source>
        <translation>下载 MNIST</translation>
    </message>
    <message>
        <source>{n} digits</source>
        <translation>{n} 个数字</translation>
    </message>
    <message>
        <source>The digits to train and to test on</source>
        <translation>用来训练和测试的数字</translation>
    </message>
</context>
<context>
    <name>TrainingView</name>
    <message>
        <source>more ink: more active</source>
        <translation>墨迹越多：激活越强</translation>
    </message>
    <message>
        <source>In each layer, the least activation has the color of paper, and the greatest that of ink.</source>
        <translation>在每一层中，最小的激活值是纸的颜色，最大的是墨的颜色。</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>What each unit looks for</source>
        <translation>每个单元在找什么</translation>
    </message>
    <message>
        <source>Feature maps of your drawing</source>
        <translation>你的手绘的特征图</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>TrainingWorker</name>
    <message>
        <source>There is not enough memory for this network and these digits; use fewer units.</source>
        <translation>内存不足以容纳这个网络和这些数字；请减少单元。</translation>
    </message>
</context>
<context>
    <name>TruthBars</name>
    <message>
        <source>Probability of each digit, and the true one</source>
        <translation>每个数字的概率，以及真实的数字</translation>
    </message>
    <message>
        <source>How probable the network finds each digit for this picture; the framed bar is that of the label</source>
        <translation>对这张图片，网络认为每个数字有多大可能；带框的条形是标签的</translation>
    </message>
    <message>
        <source>true</source>
        <translation>真实</translation>
    </message>
</context>
<context>
    <name>UnitInspector</name>
    <message>
        <source>Silence</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Have it speak again (Delete)</source>
        <translation>让它重新起作用 (Delete)</translation>
    </message>
    <message>
        <source>See what the network says without it (Delete); nothing stored changes</source>
        <translation>看没有它时网络怎么说 (Delete)；保存的不会改变</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Let it go (Esc)</source>
        <translation>松开 (Esc)</translation>
    </message>
    <message>
        <source>Keep it here (Enter)</source>
        <translation>固定在这里 (Enter)</translation>
    </message>
    <message>
        <source>looks for</source>
        <translation>在找</translation>
    </message>
    <message>
        <source>found here</source>
        <translation>在此找到</translation>
    </message>
    <message>
        <source>What it says to each digit</source>
        <translation>它对每个数字说什么</translation>
    </message>
</context>
<context>
    <name>UnitList</name>
    <message>
        <source>Each unit&apos;s number, and how active it is now. Choose one to see it in the drawing.</source>
        <translation>每个单元的编号，以及它现在的激活强度。选择一个，在图中查看。</translation>
    </message>
</context>
<context>
    <name>UnitNames</name>
    <message>
        <source>pooled map {unit}</source>
        <translation>池化图 {unit}</translation>
    </message>
    <message>
        <source>map {unit}</source>
        <translation>图 {unit}</translation>
    </message>
    <message>
        <source>unit {unit}</source>
        <translation>单元 {unit}</translation>
    </message>
    <message>
        <source>map {unit} of layer {layer}</source>
        <translation>第 {layer} 层的图 {unit}</translation>
    </message>
    <message>
        <source>unit {unit} of layer {layer}</source>
        <translation>第 {layer} 层的单元 {unit}</translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation>数字 {digit}</translation>
    </message>
    <message>
        <source>Hidden unit {unit}</source>
        <translation>隐藏单元 {unit}</translation>
    </message>
    <message>
        <source>{unit} silenced</source>
        <translation>已屏蔽{unit}</translation>
    </message>
    <message>
        <source>{n} {n|unit|units} silenced</source>
        <translation>已屏蔽 {n} 个单元</translation>
    </message>
    <message>
        <source>layer {layer} off</source>
        <translation>第 {layer} 层已关闭</translation>
    </message>
    <message>
        <source>without biases</source>
        <translation>没有偏置</translation>
    </message>
    <message>
        <source>noise {noise}</source>
        <translation>噪声 {noise}</translation>
    </message>
</context>
<context>
    <name>UnitWorking</name>
    <message>
        <source>{digit}, {percent}, score {score}.</source>
        <translation>{digit}，{percent}，得分 {score}。</translation>
    </message>
    <message>
        <source>{unit}, silenced.</source>
        <translation>{unit}，已屏蔽。</translation>
    </message>
    <message>
        <source>{unit}, active {value}, adds nothing to any digit.</source>
        <translation>{unit}，激活值 {value}，对任何数字都没有贡献。</translation>
    </message>
    <message>
        <source>{unit}, active {value}, speaks most for {best}, most against {worst}.</source>
        <translation>{unit}，激活值 {value}，最支持 {best}，最反对 {worst}。</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>ink</source>
        <translation>墨迹</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>maps</source>
        <translation>图</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>active</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>for it</source>
        <translation>支持</translation>
    </message>
    <message>
        <source>against</source>
        <translation>反对</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>share</source>
        <translation>份额</translation>
    </message>
    <message>
        <source>Largest parts, by row:column</source>
        <translation>最大的份额，按行:列</translation>
    </message>
    <message>
        <source>map {unit}</source>
        <translation>图 {unit}</translation>
    </message>
    <message>
        <source>unit {unit}</source>
        <translation>单元 {unit}</translation>
    </message>
    <message>
        <source>Largest parts, by map</source>
        <translation>最大的份额，按图</translation>
    </message>
    <message>
        <source>Largest parts, by unit</source>
        <translation>最大的份额，按单元</translation>
    </message>
</context>
<context>
    <name>VariedRow</name>
    <message>
        <source>Values of {setting}</source>
        <translation>“{setting}”的取值</translation>
    </message>
    <message>
        <source>Values with commas between them, or semicolons where values have commas: 25; 128, 64
Ranges: 0.001..1 log 7 (seven values, even in powers), 10..100 step 10, 0..1 linear 5
For random combinations also: 0.001..1 log (anything between)</source>
        <translation>用逗号隔开的值；值中有逗号时用分号：25; 128, 64
范围：0.001..1 log 7（七个值，按倍数均匀），10..100 step 10，0..1 linear 5
随机组合还可用：0.001..1 log（其间任意值）</translation>
    </message>
    <message>
        <source>Do not vary {setting}</source>
        <translation>不让“{setting}”变化</translation>
    </message>
</context>
<context>
    <name>WeightMosaic</name>
    <message>
        <source>What each filter looks for</source>
        <translation>每个卷积核在找什么</translation>
    </message>
    <message>
        <source>What each digit looks for</source>
        <translation>每个数字在找什么</translation>
    </message>
    <message>
        <source>What each unit looks for</source>
        <translation>每个单元在找什么</translation>
    </message>
    <message>
        <source>What layer 1 looks for</source>
        <translation>第 1 层在找什么</translation>
    </message>
    <message>
        <source>Point at a filter for its numbers, click to enlarge it.</source>
        <translation>指向卷积核查看数值，点击放大。</translation>
    </message>
    <message>
        <source>Point at a filter.</source>
        <translation>指向一个卷积核。</translation>
    </message>
    <message>
        <source>Point at a unit for its numbers, click to enlarge it.</source>
        <translation>指向单元查看数值，点击放大。</translation>
    </message>
    <message>
        <source>Point at a unit.</source>
        <translation>指向一个单元。</translation>
    </message>
    <message>
        <source>Click to see all.</source>
        <translation>点击显示全部。</translation>
    </message>
</context>
<context>
    <name>WeightTiles</name>
    <message>
        <source>Filter {number}</source>
        <translation>卷积核 {number}</translation>
    </message>
    <message>
        <source>Unit {number}</source>
        <translation>单元 {number}</translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation>数字 {digit}</translation>
    </message>
    <message>
        <source>{unit}: weights from {least} to {greatest}, bias {bias}</source>
        <translation>{unit}：权重从 {least} 到 {greatest}，偏置 {bias}</translation>
    </message>
    <message>
        <source>{text}; speaks for {digit}, against {other}</source>
        <translation>{text}；支持 {digit}，反对 {other}</translation>
    </message>
    <message>
        <source>Weights of the first layer</source>
        <translation>第一层的权重</translation>
    </message>
</context>
<context>
    <name>WhatIsThis</name>
    <message>
        <source>What is this?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>What is this?  Click anything, or Tab to it and press Enter.  Esc ends.</source>
        <translation>这是什么？  点击任何东西，或用 Tab 移到它再按 Enter。  按 Esc 结束。</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Gradient × ink</source>
        <translation>梯度 × 墨迹</translation>
    </message>
    <message>
        <source>The drawing fades in from empty paper, and what each pixel does to the lead meanwhile is summed up.
The parts add up. But what is missing from the drawing gets no part.</source>
        <translation>手绘从空白纸上渐渐显现，把这期间每个像素对领先量的作用累加起来。
各份额之和等于总量。但手绘中缺少的部分没有份额。</translation>
    </message>
    <message>
        <source>Each pixel&apos;s part is what the lead loses when the 3×3 pixels around it are erased.
Easy to understand. But the squares overlap, so the parts do not add up.</source>
        <translation>每个像素的份额，是擦去它周围 3×3 像素时领先量的损失。
容易理解。但方块互相重叠，所以各份额之和不等于总量。</translation>
    </message>
    <message>
        <source>Each pixel&apos;s ink times the slope of the lead there.
Exact without hidden layers. Else it tells only what the next bit of ink would do.</source>
        <translation>每个像素的墨迹乘以该处领先量的斜率。
没有隐藏层时是精确的。否则只说明再多一点墨迹会怎样。</translation>
    </message>
    <message>
        <source>Parts are summed while the drawing fades in from empty paper; missing ink gets none.</source>
        <translation>手绘从空白纸上显现时累加份额；缺少的墨迹没有份额。</translation>
    </message>
    <message>
        <source>A part is what the lead loses when the 3×3 pixels around are erased. They overlap: no sum.</source>
        <translation>份额是擦去周围 3×3 像素时领先量的损失。它们重叠：不相加。</translation>
    </message>
    <message>
        <source>A part is ink times slope: what the next bit of ink would do. Exact only without hidden layers.</source>
        <translation>份额是墨迹乘以斜率：再多一点墨迹会怎样。仅在没有隐藏层时精确。</translation>
    </message>
    <message>
        <source>Draw a digit, then ask why.</source>
        <translation>画一个数字，再问为什么。</translation>
    </message>
    <message>
        <source>This comes as soon as the pen is lifted.</source>
        <translation>抬笔后就会显示。</translation>
    </message>
    <message>
        <source>Being worked out…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>The network has no answer: its numbers overflow. Train again with a lower learning rate.</source>
        <translation>网络没有答案：数值溢出。请降低学习率后重新训练。</translation>
    </message>
    <message>
        <source>The digits are being loaded…</source>
        <translation>正在读入数字…</translation>
    </message>
    <message>
        <source>No digits are loaded yet. Choose data in the Training tab.</source>
        <translation>还没有读入数字。请在“训练”标签页选择数据。</translation>
    </message>
    <message>
        <source>These data have no training digits to lay out.</source>
        <translation>这些数据没有可排布的训练数字。</translation>
    </message>
    <message>
        <source>The network looks at the training digits…</source>
        <translation>网络正在看训练数字…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>零</translation>
    </message>
    <message>
        <source>One</source>
        <translation>一</translation>
    </message>
    <message>
        <source>Two</source>
        <translation>两</translation>
    </message>
    <message>
        <source>Three</source>
        <translation>三</translation>
    </message>
    <message>
        <source>Four</source>
        <translation>四</translation>
    </message>
    <message>
        <source>Five</source>
        <translation>五</translation>
    </message>
    <message>
        <source>{first} leads {second} by {lead} in score.</source>
        <translation>{first} 的得分领先 {second} {lead}。</translation>
    </message>
    <message>
        <source>{first} leads by {lead}</source>
        <translation>{first} 领先 {lead}</translation>
    </message>
    <message>
        <source>&lt;span style=&apos;{bold} {red}&apos;&gt;Red&lt;/span&gt; ink spoke for {digit}, &lt;span style=&apos;{bold} {blue}&apos;&gt;blue striped&lt;/span&gt; ink for {other}. {how}</source>
        <translation>&lt;span style=&apos;{bold} {red}&apos;&gt;红色&lt;/span&gt;墨迹支持 {digit}，&lt;span style=&apos;{bold} {blue}&apos;&gt;蓝色条纹&lt;/span&gt;墨迹支持 {other}。{how}</translation>
    </message>
    <message>
        <source>Missing: what is lost between the steps of fading in.</source>
        <translation>缺少：显现的各步之间丢失的部分。</translation>
    </message>
    <message>
        <source>The parts do not add up by themselves: what is missing is shown.</source>
        <translation>各份额本身之和不等于总量：缺少的部分已显示。</translation>
    </message>
    <message>
        <source>The {n} parts add up.</source>
        <translation>{n}个份额之和等于总量。</translation>
    </message>
    <message>
        <source>the pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>the {n:,} values of the last maps</source>
        <translation>最后各图的 {n:,} 个值</translation>
    </message>
    <message>
        <source>the {n:,} hidden {n|unit|units}</source>
        <translation> {n:,} 个隐藏单元</translation>
    </message>
    <message>
        <source>the {n:,} {n|unit|units} of the last hidden layer</source>
        <translation>最后一个隐藏层的 {n:,} 个单元</translation>
    </message>
    <message>
        <source>{used:,} of {n:,} training digits</source>
        <translation>{n:,} 个训练数字中的 {used:,} 个</translation>
    </message>
    <message>
        <source>{n:,} training {n|digit|digits}</source>
        <translation>{n:,} 个训练数字</translation>
    </message>
    <message>
        <source>{digits}, laid out by the two directions in which {by} differ most ({share} % of all).</source>
        <translation>{digits}，按{by}差异最大的两个方向排布（占全部的 {share} %）。</translation>
    </message>
    <message>
        <source>The tail is where your drawing just was.</source>
        <translation>尾巴是你的手绘刚才的位置。</translation>
    </message>
    <message>
        <source>What would make it another digit</source>
        <translation>怎样改才会成为另一个数字</translation>
    </message>
    <message>
        <source>What would make it an 8</source>
        <translation>怎样改才会成为 8</translation>
    </message>
    <message>
        <source>What would make it a {digit}</source>
        <translation>怎样改才会成为 {digit}</translation>
    </message>
    <message>
        <source>&lt;span style=&apos;font-weight: 600&apos;&gt;+&lt;/span&gt; add {ink} {n|pixel|pixels}</source>
        <translation>&lt;span style=&apos;font-weight: 600&apos;&gt;+&lt;/span&gt; 加 {ink} 个像素</translation>
    </message>
    <message>
        <source>&lt;span style=&apos;font-weight: 600&apos;&gt;−&lt;/span&gt; take {ink} {n|pixel|pixels}</source>
        <translation>&lt;span style=&apos;font-weight: 600&apos;&gt;−&lt;/span&gt; 减 {ink} 个像素</translation>
    </message>
    <message>
        <source>{share} % of your ink</source>
        <translation>占你的墨迹的 {share} %</translation>
    </message>
    <message>
        <source>Then {digit} leads: &lt;span style=&apos;font-weight: 600&apos;&gt;{share}&lt;/span&gt;</source>
        <translation>于是 {digit} 领先：&lt;span style=&apos;font-weight: 600&apos;&gt;{share}&lt;/span&gt;</translation>
    </message>
    <message>
        <source>The network reads it as {digit} already.</source>
        <translation>网络已经把它识别为 {digit}。</translation>
    </message>
    <message>
        <source>No small change was found that makes it {digit} to this network.</source>
        <translation>没有找到能使这个网络识别为 {digit} 的小改动。</translation>
    </message>
    <message>
        <source>Still an 8 to you?</source>
        <translation>你看它还是 8 吗？</translation>
    </message>
    <message>
        <source>Still a {digit} to you?</source>
        <translation>你看它还是 {digit} 吗？</translation>
    </message>
    <message>
        <source>It looks at other things than you.</source>
        <translation>它看的东西与你不同。</translation>
    </message>
    <message>
        <source>All {n} are {label}s.</source>
        <translation>全部{n}个都是 {label}。</translation>
    </message>
    <message>
        <source>{count} of {n} are {label}s, {others}.</source>
        <translation>{n}个中有{count}个是 {label}，{others}。</translation>
    </message>
    <message>
        <source>No two are alike: {others}.</source>
        <translation>没有两个相同：{others}。</translation>
    </message>
    <message>
        <source>one is an {label}</source>
        <translation>一个是 {label}</translation>
    </message>
    <message>
        <source>one is a {label}</source>
        <translation>一个是 {label}</translation>
    </message>
    <message>
        <source>{number} are {label}s</source>
        <translation>{number}个是 {label}</translation>
    </message>
    <message>
        <source>Alike means: the pixels are alike. The number is the distance.</source>
        <translation>相似指像素相似。数字是距离。</translation>
    </message>
    <message>
        <source>Alike means: {by} answer alike. The number is the distance.</source>
        <translation>相似指{by}的反应相似。数字是距离。</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
</context>
<context>
    <name>WhyExplorer</name>
    <message>
        <source>This network has no hidden units: it sees the pixels alone.</source>
        <translation>这个网络没有隐藏单元：它只看像素。</translation>
    </message>
    <message>
        <source>Empty paper</source>
        <translation>空白纸</translation>
    </message>
    <message>
        <source>Ink for {digit}</source>
        <translation>支持 {digit} 的墨迹</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>{digit} leads by</source>
        <translation>{digit} 领先</translation>
    </message>
    <message>
        <source>The changed picture has no ink to be traced.</source>
        <translation>改动后的图片没有可描的墨迹。</translation>
    </message>
    <message>
        <source>The changed drawing is on the canvas, and is read as {digit}. Undo brings yours back.</source>
        <translation>改动后的手绘已在画布上，识别为 {digit}。“撤销”可找回你的手绘。</translation>
    </message>
    <message>
        <source>The changed drawing is on the canvas; there is no answer to it. Undo brings yours back.</source>
        <translation>改动后的手绘已在画布上；对它没有答案。“撤销”可找回你的手绘。</translation>
    </message>
    <message>
        <source>The changed drawing is on the canvas. Drawn with a pen it is read as {digit}: strokes are coarser than the change. Undo brings yours back.</source>
        <translation>改动后的手绘已在画布上。用笔画出后识别为 {digit}：笔画比改动粗。“撤销”可找回你的手绘。</translation>
    </message>
    <message>
        <source>The digits could not be laid out.</source>
        <translation>数字无法排布。</translation>
    </message>
    <message>
        <source>They are {has}, resampled to {label}.</source>
        <translation>它们是 {has}，重采样为 {label}。</translation>
    </message>
    <message>
        <source>The digits could not be compared.</source>
        <translation>数字无法比较。</translation>
    </message>
</context>
<context>
    <name>WhyView</name>
    <message>
        <source>Which ink spoke for which</source>
        <translation>哪些墨迹支持哪个</translation>
    </message>
    <message>
        <source>Digits lie near each other that the last hidden layer answers alike</source>
        <translation>最后一个隐藏层反应相似的数字靠在一起</translation>
    </message>
    <message>
        <source>Digits lie near each other whose pixels are alike: what the network has to start from</source>
        <translation>像素相似的数字靠在一起：这是网络的起点</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全图</translation>
    </message>
    <message>
        <source>Show all of the map again (Home)</source>
        <translation>重新显示整张地图 (Home)</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>它的位置</translation>
    </message>
    <message>
        <source>Put it on the canvas</source>
        <translation>放到画布上</translation>
    </message>
    <message>
        <source>Trace the changed picture with the canvas&apos;s pen.
Undo brings your drawing back.</source>
        <translation>用画布的笔描出改动后的图片。
“撤销”可找回你的手绘。</translation>
    </message>
    <message>
        <source>Most alike among the training digits</source>
        <translation>训练数字中最相似的</translation>
    </message>
    <message>
        <source>What it looks for</source>
        <translation>它在找什么</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>墨迹</translation>
    </message>
    <message>
        <source>Show which ink spoke for which digit</source>
        <translation>显示哪些墨迹支持哪个数字</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Show where the drawing stands among training digits</source>
        <translation>显示手绘在训练数字中的位置</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Show what would make it another digit</source>
        <translation>显示怎样改才会成为另一个数字</translation>
    </message>
    <message>
        <source>Alike</source>
        <translation>相似</translation>
    </message>
    <message>
        <source>Show the training digits that are most alike</source>
        <translation>显示最相似的训练数字</translation>
    </message>
    <message>
        <source>Looks for</source>
        <translation>在找</translation>
    </message>
    <message>
        <source>Show the picture that the network would be surest of</source>
        <translation>显示网络最确信的图像</translation>
    </message>
</context>
<context>
    <name>WorkedStepText</name>
    <message>
        <source>1 &amp;nbsp;Forward: filter {filter} at row {row}, column {column} of its map</source>
        <translation>1 &amp;nbsp;前向：卷积核 {filter}，在其图的第 {row} 行，第 {column} 列</translation>
    </message>
    <message>
        <source>other channels:</source>
        <translation>其他通道：</translation>
    </message>
    <message>
        <source>What it sees there</source>
        <translation>它在那里看到的</translation>
    </message>
    <message>
        <source>What it sees there, channel {number}</source>
        <translation>它在那里看到的，通道 {number}</translation>
    </message>
    <message>
        <source>times the filter</source>
        <translation>乘以卷积核</translation>
    </message>
    <message>
        <source>products</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>It is the largest of its pool, so it is kept.</source>
        <translation>它是池中最大的，所以保留。</translation>
    </message>
    <message>
        <source>Another pixel of its pool is larger: this one is left out.</source>
        <translation>池中另一个像素更大：这个被略去。</translation>
    </message>
    <message>
        <source>∂E/∂a comes back through the layers behind, from the errors of the outputs above; a pool hands all of it to its largest pixel.</source>
        <translation>∂E/∂a 从上方输出的误差经后面各层传回；池化把全部传给最大的像素。</translation>
    </message>
    <message>
        <source>3 &amp;nbsp;Error of the pixel: δ = ∂E/∂z</source>
        <translation>3 &amp;nbsp;像素的误差：δ = ∂E/∂z</translation>
    </message>
    <message>
        <source>{n:,} more:</source>
        <translation>还有 {n:,} 个：</translation>
    </message>
    <message>
        <source>Written out: the places {places}.</source>
        <translation>已写出：{places} 各处。</translation>
    </message>
    <message>
        <source>{n:,} places add nothing: no error there.</source>
        <translation>{n:,} 处没有贡献：那里没有误差。</translation>
    </message>
    <message>
        <source>{n:,} places add nothing: no ink, or no error, there.</source>
        <translation>{n:,} 处没有贡献：那里没有墨迹，或没有误差。</translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the bias: the sum, over all places of the map, of δ</source>
        <translation>4 &amp;nbsp;偏置的梯度：对图的所有位置，δ 之和</translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the weight: the sum, over all places of the map, of what it meets times δ</source>
        <translation>4 &amp;nbsp;权重的梯度：对图的所有位置，所遇的值乘以 δ 之和</translation>
    </message>
    <message>
        <source>f′ is 1 where a &amp;gt; 0, else 0: here</source>
        <translation>a &amp;gt; 0 时 f′ 为 1，否则为 0：此处</translation>
    </message>
    <message>
        <source>−log h&lt;sub&gt;true&lt;/sub&gt;</source>
        <translation>−log h&lt;sub&gt;真实&lt;/sub&gt;</translation>
    </message>
    <message>
        <source>change {number}</source>
        <translation>变化 {number}</translation>
    </message>
    <message>
        <source>The article prints 0.291027924 for E after the step; its own eight weights give this.</source>
        <translation>文章给出这一步之后的 E 为 0.291027924；它自己的八个权重给出的是这里的值。</translation>
    </message>
    <message>
        <source>Step {n_steps:,}: before → after, all weights changed</source>
        <translation>第 {n_steps:,} 步：之前 → 之后，所有权重都已改变</translation>
    </message>
    <message>
        <source>2 &amp;nbsp;Loss of this sample</source>
        <translation>2 &amp;nbsp;这个样本的损失</translation>
    </message>
    <message>
        <source>new {w}</source>
        <translation>新的 {w}</translation>
    </message>
    <message>
        <source>5 &amp;nbsp;Update, with the learning rate η = {number}</source>
        <translation>5 &amp;nbsp;更新，学习率 η = {number}</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>adds to E</source>
        <translation>对 E 的贡献</translation>
    </message>
    <message>
        <source>1 &amp;nbsp;Forward: z = Σ a w + b, then a = f(z)</source>
        <translation>1 &amp;nbsp;前向：z = Σ a w + b，再取 a = f(z)</translation>
    </message>
    <message>
        <source>The maps before come in pixel by pixel: {a} is row {row}, column {column} of map {map}.</source>
        <translation>前面的图逐个像素输入：{a} 是图 {map} 的第 {row} 行，第 {column} 列。</translation>
    </message>
    <message>
        <source>3 &amp;nbsp;Errors, from the output back: δ = ∂E/∂z</source>
        <translation>3 &amp;nbsp;误差，从输出往回：δ = ∂E/∂z</translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the bias: the error of its unit</source>
        <translation>4 &amp;nbsp;偏置的梯度：其单元的误差</translation>
    </message>
    <message>
        <source>4 &amp;nbsp;Gradient of the weight: what comes in, times the error of where it goes</source>
        <translation>4 &amp;nbsp;权重的梯度：输入的值，乘以去处的误差</translation>
    </message>
</context>
<context>
    <name>WorkedStepView</name>
    <message>
        <source>The step with its numbers</source>
        <translation>这一步及其数值</translation>
    </message>
    <message>
        <source> of {n:,}</source>
        <translation> / {n:,}</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>输出层</translation>
    </message>
    <message>
        <source>hidden layer {number}</source>
        <translation>隐藏层 {number}</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>of filter</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Which weight of the filter, row by row, from 1; channel by channel where there are several. 0 is its bias.</source>
        <translation>卷积核的哪个权重，逐行，从 1 起；有多个通道时逐个通道。0 是它的偏置。</translation>
    </message>
    <message>
        <source>Which filter</source>
        <translation>哪个卷积核</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>From which input (pixels row by row, from 1) or unit; 0 is the bias</source>
        <translation>从哪个输入（像素，逐行，从 1 起）或单元；0 为偏置</translation>
    </message>
    <message>
        <source>To which unit; outputs are called by their digit</source>
        <translation>到哪个单元；输出以其数字称呼</translation>
    </message>
    <message>
        <source>it is a {digit}</source>
        <translation>它是 {digit}</translation>
    </message>
    <message>
        <source>The sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Training digit</source>
        <translation>训练数字</translation>
    </message>
    <message>
        <source>Your drawing</source>
        <translation>你的手绘</translation>
    </message>
    <message>
        <source>Mazur&apos;s example</source>
        <translation>Mazur 的例子</translation>
    </message>
    <message>
        <source>Matt Mazur, &quot;A step by step backpropagation example&quot; (2015)</source>
        <translation>Matt Mazur, &quot;A step by step backpropagation example&quot; (2015)</translation>
    </message>
    <message>
        <source>The number of the training digit</source>
        <translation>训练数字的编号</translation>
    </message>
    <message>
        <source>Which digit your drawing is meant to be</source>
        <translation>你的手绘本来是哪个数字</translation>
    </message>
    <message>
        <source>meant to be </source>
        <translation>本来是 </translation>
    </message>
    <message>
        <source>Layer of the weight</source>
        <translation>权重所在的层</translation>
    </message>
    <message>
        <source>Largest gradient</source>
        <translation>最大的梯度</translation>
    </message>
    <message>
        <source>Choose the weight with the largest derivative of all</source>
        <translation>选择导数最大的权重</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>走一步</translation>
    </message>
    <message>
        <source>Change all weights of a copy of the network; the network in use stays as it is</source>
        <translation>改变网络副本的所有权重；使用中的网络保持原样</translation>
    </message>
    <message>
        <source>Back to the network</source>
        <translation>回到网络</translation>
    </message>
    <message>
        <source>Undo all steps that were made here</source>
        <translation>撤销在这里做的所有步骤</translation>
    </message>
    <message>
        <source>Network changed: take the new one</source>
        <translation>网络已改变：采用新的</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>One step of backpropagation</source>
        <translation>反向传播的一步</translation>
    </message>
    <message>
        <source>Back to the example</source>
        <translation>回到例子</translation>
    </message>
</context>
<context>
    <name>_Border</name>
    <message>
        <source>Border between two parts of the window</source>
        <translation>窗口两部分之间的边界</translation>
    </message>
    <message>
        <source>Drag it to give one part more room. Arrow keys move it, with Shift in larger steps.</source>
        <translation>拖动它，给一部分更多空间。方向键移动它，加 Shift 步子更大。</translation>
    </message>
    <message>
        <source>{share} percent</source>
        <translation>百分之 {share}</translation>
    </message>
</context>
<context>
    <name>_Commands</name>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>The layer, such as conv 8 5x5</source>
        <translation>层，例如 conv 8 5x5</translation>
    </message>
</context>
<context>
    <name>_DigitButton</name>
    <message>
        <source>Label the drawing as {digit}</source>
        <translation>把手绘标为 {digit}</translation>
    </message>
    <message>
        <source>Label the drawing as {digit}, and keep it (key {digit})</source>
        <translation>把手绘标为 {digit} 并保留（键 {digit}）</translation>
    </message>
</context>
<context>
    <name>_DigitsModel</name>
    <message>
        <source>Digit {number:,} of {n:,}, labeled {label}</source>
        <translation>第 {number:,} 个数字，共 {n:,} 个，标签 {label}</translation>
    </message>
</context>
<context>
    <name>_FigureTable</name>
    <message>
        <source>Figure</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>You said</source>
        <translation>你说</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>公布</translation>
    </message>
    <message>
        <source>Here, {n} {n|seed|seeds}</source>
        <translation>此处，{n} 个种子</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>By seed: {values}. Mean {mean}, standard deviation {deviation}.</source>
        <translation>按种子：{values}。平均 {mean}，标准差 {deviation}。</translation>
    </message>
    <message>
        <source>✓ within</source>
        <translation>✓ 在内</translation>
    </message>
    <message>
        <source>✗ outside</source>
        <translation>✗ 在外</translation>
    </message>
    <message>
        <source>Here: measured on the last 10,000 of MNIST&apos;s training digits.</source>
        <translation>此处：在 MNIST 训练数字的最后 10,000 个上测量。</translation>
    </message>
    <message>
        <source>Printed: {source}.</source>
        <translation>公布：{source}。</translation>
    </message>
    <message>
        <source>Here: the bundled digits, as MNIST is not on this computer; so no figure of MNIST&apos;s is compared.</source>
        <translation>此处：MNIST 不在这台计算机上，用的是自带的数字，所以不与 MNIST 的数据比较。</translation>
    </message>
</context>
<context>
    <name>_LargePicture</name>
    <message>
        <source>The digit&apos;s picture</source>
        <translation>数字的图片</translation>
    </message>
</context>
<context>
    <name>_Worker</name>
    <message>
        <source>There is not enough memory for this; close other programs or use fewer digits.</source>
        <translation>内存不足；请关闭其他程序，或使用较少的数字。</translation>
    </message>
</context>
</TS>
