"""What ``--help`` says in Simplified Chinese, by what it says in English; ``{program}`` is the name of the program."""

HELP: dict[str, str] = {
    "usage: ": "用法：",
    "Draw a digit and watch a neural network learn to read it.": "画一个数字，看神经网络学会认出它。",
    "{program} FILE ... opens the window with a network, a lesson, pictures, drawings or other digits.": (
        "{program} FILE ... 打开窗口，并打开一个网络、一门课程、图片、手绘或其他数字。"
    ),
    "positional arguments": "位置参数",
    "options": "选项",
    "commands": "命令",
    "show this help message and exit": "显示这段帮助并退出",
    "show program's version number and exit": "显示程序的版本号并退出",
    "data set to open: a name from '{program} data' or a file": "要打开的数据集：“{program} data”列出的名称，或一个文件",
    "network to open: an .npz or a .mat with Theta1, Theta2": "要打开的网络：.npz，或含 Theta1、Theta2 的 .mat",
    "recipe to set up: see '{program} recipes'": "要设置的配方：见“{program} recipes”",
    "write the window as a picture (no display needed)": "把窗口存为图片（不需要显示器）",
    "open the window with a new session; File > Previous session brings the last one back": (
        "以新会话打开窗口；“文件 > 上一个会话”可找回上次的会话"
    ),
    "colors; by default those of the system": "颜色；默认随系统",
    "of the window: by default the one chosen in it, else the system's; of a command's sentences: by default en": (
        "窗口的语言：默认为其中所选，否则随系统；命令的句子：默认为 en"
    ),
    "size of the window, for instance 1280x800": "窗口的大小，例如 1280x800",
    "pixel ratio of --screenshot, 1 to 4": "--screenshot 的像素比，1 到 4",
    "the tab that --screenshot shows, such as Evaluation": "--screenshot 所显示的标签页，例如 Evaluation",
    "train a network and save it": "训练一个网络并保存",
    "train many networks that differ in some settings, and compare them": "训练若干设置不同的许多网络，并加以比较",
    "compute runs for the sweeps of other computers, by a Dask cluster": "通过 Dask 集群，为其他计算机的参数扫描计算运行",
    "every run that was kept: list, show, export, import, delete": "保存下来的每次运行：列出、显示、导出、导入、删除",
    "accuracy, cost and confusion of a network on data": "网络在数据上的准确率、代价和混淆",
    "read the digit in pictures": "识别图片中的数字",
    "save a network as another kind of file": "把网络存为另一种文件",
    "compare backpropagation with a numerical gradient": "把反向传播与数值梯度相比较",
    "list the lessons, or check their figures against the published ones": "列出课程，或把其中的数据与公布的数据相核对",
    "fetch MNIST (11.6 MB) into the user's data folder": "把 MNIST (11.6 MB) 下载到用户的数据文件夹",
    "on Linux: have the program in the menu of applications, and open its files": (
        "在 Linux 上：把程序放入应用程序菜单，并用它打开自己的文件"
    ),
    "list the data sets that can be named": "列出可以按名称使用的数据集",
    "list the recipes": "列出配方",
    "print JSON": "输出 JSON",
    "of sentences; by default en": "句子的语言；默认为 en",
    "a name from '{program} data' or a file; by default that of the recipe": (
        "“{program} data”列出的名称，或一个文件；默认为配方的数据"
    ),
    "a name from '{program} recipes'": "“{program} recipes”列出的名称",
    "continue the run saved in this .npz to its planned end or, with other settings, train it further": (
        "把这个 .npz 中的运行继续到计划的终点；若设置不同，则接着训练"
    ),
    "exchange ink and paper of the pictures of --data": "把 --data 的图片中的墨与纸对换",
    "exchange rows and columns": "行与列对换",
    "turn upside down: y grows upwards": "上下翻转：y 向上增大",
    "neither exchange nor turn anything unless an option says so": "除非选项要求，什么都不对换、不翻转",
    "stop after N batches": "N 个批次之后停止",
    "the .npz, .mat or .onnx file to write": "要写入的 .npz、.mat 或 .onnx 文件",
    'such as 25, "128, 64", "conv 8 5x5, pool 2, 64" or none': ('例如 25、"128, 64"、"conv 8 5x5, pool 2, 64" 或 none'),
    "of the pictures that the network reads": "网络所读图片的格式",
    "how pixels are scaled": "像素怎样缩放",
    "distort the training digits anew in every epoch": "每一轮都重新使训练数字变形",
    "the last four are SciPy's": "最后四个是 SciPy 的",
    "0 for all digits at once": "0 为一次用全部数字",
    "or a SciPy method's iterations or evaluations": "或 SciPy 方法的迭代次数或求值次数",
    "shuffle the digits in every epoch": "每一轮都打乱数字的次序",
    "of the learning rate": "学习率的调度",
    "epochs between the steps of --schedule step": "--schedule step 每隔几轮一级",
    "what a step multiplies the learning rate by": "每一级把学习率乘以几",
    "of the training digits": "占训练数字的比例",
    "draws the validation digits; by default, and with -1, the seed does": "用来抽取验证数字；默认以及 -1 时用种子",
    "epochs without improvement before stopping; 0: never": "多少轮没有改进就停止；0：从不",
    "stop when an epoch lowers the cost by less; 0: never": "一轮使代价下降得更少时停止；0：从不",
    "which digits are kept for testing": "哪些数字留作测试",
    "share of all digits to test on, for a drawn split": "抽取划分时，测试数字占全部的比例",
    "seed of the drawn split": "抽取划分所用的种子",
    "how many digits --split last keeps; by default 10000": "--split last 留出多少个数字；默认 10000",
    "an option below without its dashes, and its values: learning-rate=0.1,0.3,1; 'hidden=25; 128, 64'; "
    "learning-rate=0.001..1 log 7; batch-size=10..100 step 10; several may follow each other": (
        "下面的某个选项（不带短横）及其取值：learning-rate=0.1,0.3,1；'hidden=25; 128, 64'；learning-rate=0.001..1 "
        "log 7；batch-size=10..100 step 10；可以接连写几个"
    ),
    "train each combination with N seeds": "每种组合用 N 个种子训练",
    "draw N combinations instead of training all": "抽取 N 种组合，而不训练全部",
    "end after N runs": "N 次运行之后结束",
    "begin no new run after M minutes": "M 分钟之后不再开始新的运行",
    "runs at a time; by default one for each core": "同时进行的运行数；默认每个核心一个",
    "a Dask scheduler, such as tcp://192.168.1.5:8786, or 'local'; see the command worker": (
        "Dask 调度器，例如 tcp://192.168.1.5:8786，或“local”；见命令 worker"
    ),
    "do not ask before thousands of runs": "运行成千上万次之前不询问",
    "go on with this sweep, or with the 'last' one; the same command does so too": (
        "继续这次参数扫描，或上一次（last）；同样的命令也会继续"
    ),
    "begin anew, though there is such a sweep": "即使已有这样的参数扫描，也重新开始",
    "a table with a row for each run": "每次运行一行的表格",
    "print that table": "输出这张表格",
    "of the scheduler, such as tcp://192.168.1.5:8786": "调度器的地址，例如 tcp://192.168.1.5:8786",
    "have the cluster's scheduler here, too, and say its address; whoever reaches it can run code on it": (
        "集群的调度器也放在这里，并给出它的地址；谁能连到它，谁就能在上面运行代码"
    ),
    "where --scheduler listens; by default 8786": "--scheduler 监听的端口；默认 8786",
    "list, show, export, import, delete or undelete": (
        "list（列出）、show（显示）、export（导出）、import（导入）、delete（删除）或 undelete（恢复）"
    ),
    "the id of a run, its first letters, or its number; for import, files": (
        "运行的 id、其开头的字母，或其编号；用于 import 时为文件"
    ),
    "only so many of the latest": "只列最近的这么多次",
    "list as a table for other programs": "列为供其他程序使用的表格",
    "a run as .digitlab-run, .json, .csv (curves), .py (repeats it), .npz, .mat or .onnx; without ID, or with several, "
    "a table as .csv or .json": (
        "一次运行，存为 .digitlab-run、.json、.csv（曲线）、.py（重复它）、.npz、.mat 或 .onnx；不带 ID 或带几个 ID 时为 "
        ".csv 或 .json 的表格"
    ),
    "a name from '{program} data' or a file": "“{program} data”列出的名称，或一个文件",
    "by default the bundled network": "默认为自带的网络",
    "weight decay in the cost": "代价中的权重衰减",
    "by default the test digits of a split that the data has or that is asked for, here or when the network was trained "
    "on this data; else all": (
        "默认为划分中的测试数字，无论划分是数据自带的，还是在这里或在用这份数据训练网络时所要求的；否则为全部"
    ),
    "a picture of one digit, a folder of such pictures, or a table or another file of data, labels or not": (
        "一个数字的图片、这种图片的文件夹，或表格以及其他数据文件，有无标签均可"
    ),
    "digits to check a whole network on; by default the course's debug network is checked, 3-5-3 on 5 samples": (
        "检验整个网络所用的数字；默认检验课程的调试网络，3-5-3，5 个样本"
    ),
    "with --data; by default a network as ex4 initializes it": "与 --data 同用；默认为如 ex4 那样初始化的网络",
    "by default 3, and 1 with --data": "默认为 3，与 --data 同用时为 1",
    "check N parameters drawn at random; by default all": "检验随机抽取的 N 个参数；默认全部",
    "random seed; by default 1": "随机种子；默认为 1",
    "a lesson by its name or number, or the path of one, with or without /EXPERIMENT; 'quick', or 'all'": (
        "课程的名称或编号，或其文件的路径，可带 /EXPERIMENT；quick 或 all"
    ),
    "where MNIST's two files of training digits are": "MNIST 的两个训练数字文件所在的文件夹",
    "measure with the seeds 1 to N; by default 5": "用种子 1 到 N 测量；默认为 5",
    "processes; by default one for each core": "进程数；默认每个核心一个",
    "mnist": "mnist",
    "a mirror to fetch from, the URL of a folder": "从哪个镜像下载：文件夹的 URL",
    "write entry, icons and kinds of files, for this user": "为当前用户写入菜单项、图标和文件类型",
    "delete them": "删除它们",
}
