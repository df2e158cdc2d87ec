"""Every sentence of the engine in Simplified Chinese, by its key; terms and style: ``resources/translations/README.md``.

A template names the values that the English one names, in whichever order. Chinese has no plural: ``{n|a|b}`` is not
needed.
"""

CHINESE: dict[str, str] = {
    "closed.archive": "{file}：应是文件，却是一个压缩包；请解压后打开其中的内容",
    "closed.feather": (
        "{file}：应是文本表格，却是 Arrow 文件，读取它需要其他软件包；在 Python 中：import pandas; "
        "pandas.read_feather({name}).to_csv('digits.csv', index=False)"
    ),
    "closed.hdf5_digits": (
        "{file}：应是数字，却是 HDF5 文件，读取它需要其他软件包；在 Python 中，换成其数组的名称：import h5py, "
        "numpy; f = h5py.File({name}); numpy.savez('digits.npz', X=f['X'][:], y=f['y'][:])"
    ),
    "closed.hdf5_network": (
        "{file}：应是网络，却是 Keras 存为 HDF5 的网络，读取它需要 Keras，其中可能含有代码；在 Python 中：import "
        "keras; keras.models.load_model({name}).export('network.onnx', format='onnx')"
    ),
    "closed.joblib_digits": (
        "{file}：应是数字，却是 joblib 文件，读取时可能运行任何代码；如果信任它，在 Python 中：import joblib, "
        "numpy; X, y = joblib.load({name}); numpy.savez('digits.npz', X=X, y=y)"
    ),
    "closed.joblib_network": (
        "{file}：应是网络，却是 joblib 文件，读取时可能运行任何代码；如果信任它，在 Python 中：import joblib, "
        "numpy; n = joblib.load({name}); numpy.savez('network.npz', activation=n.activation, **{{f'W{{i}}': w "
        "for i, w in enumerate(n.coefs_)}}, **{{f'b{{i}}': b for i, b in enumerate(n.intercepts_)}})"
    ),
    "closed.keras": (
        "{file}：应是其他文件，却是 Keras 保存的网络，读取它需要 Keras，其中可能含有代码；在 Python 中：import "
        "keras; keras.models.load_model({name}).export('network.onnx', format='onnx')"
    ),
    "closed.parquet": (
        "{file}：应是文本表格，却是 Parquet 文件，读取它需要其他软件包；在 Python 中：import pandas; "
        "pandas.read_parquet({name}).to_csv('digits.csv', index=False)"
    ),
    "closed.pickle_digits": (
        "{file}：应是数字，却是 Python 的 pickle，读取时可能运行任何代码；如果信任它，对常见的 mnist.pkl.gz，在 "
        "Python 中：import gzip, numpy, pickle; (X, y), *_ = pickle.load(gzip.open({name}), encoding='latin1'); "
        "numpy.savez('digits.npz', X=X, y=y)"
    ),
    "closed.pickle_network": (
        "{file}：应是网络，却是 Python 的 pickle，读取时可能运行任何代码；如果信任它，在 Python 中：import "
        "numpy, pickle; n = pickle.load(open({name}, 'rb')); numpy.savez('network.npz', W1=n.coefs_[0], "
        "b1=n.intercepts_[0], W2=n.coefs_[1], b2=n.intercepts_[1], activation=n.activation)"
    ),
    "closed.safetensors": (
        "{file}：应是网络，却只有张量，没有它们所属的网络；对全连接层，在 Python 中：import numpy, "
        "safetensors.numpy; numpy.savez('network.npz', **safetensors.numpy.load_file({name}))"
    ),
    "closed.saved_model": (
        "{file}：应是网络，却是 TensorFlow 保存的网络，读取它需要 TensorFlow；在终端中：pip install tf2onnx; "
        "python -m tf2onnx.convert --saved-model {name} --output network.onnx"
    ),
    "closed.spreadsheet": (
        "{file}：应是文本表格，却是电子表格，读取它需要其他软件包；请另存为 CSV，或在 Python 中：import pandas; "
        "pandas.read_excel({name}).to_csv('digits.csv', index=False)"
    ),
    "closed.tfjs": (
        "{file}：应是网络，却是 TensorFlow.js 的网络，其权重在其他文件中；在终端中：tensorflowjs_converter "
        "--input_format=tfjs_layers_model --output_format=keras {name} network.h5；再用 Keras，在 Python 中："
        "keras.models.load_model('network.h5').export('network.onnx', format='onnx')"
    ),
    "closed.tflite": (
        "{file}：应是网络，却是 TensorFlow Lite 的网络，读取它需要其他软件包；在终端中：pip install tf2onnx; "
        "python -m tf2onnx.convert --tflite {name} --output network.onnx"
    ),
    "closed.torch_digits": (
        "{file}：应是数字，却是 PyTorch 文件，读取时可能运行任何代码；在 Python 中：import numpy, torch; X, y = "
        "torch.load({name}, weights_only=True)[:2]; numpy.savez('digits.npz', X=X, y=y)"
    ),
    "closed.torch_network": (
        "{file}：应是网络，却是 PyTorch 文件，读取时可能运行任何代码；在 Python 中，用网络自己的类："
        "model.load_state_dict(torch.load({name})); torch.onnx.export(model.eval(), torch.zeros(1, 1, 28, 28), "
        "'network.onnx', external_data=False)"
    ),
    "command.checking": "{of:,} 个参数中的 {n:,} 个，还需 {seconds:.0f} 秒",
    "command.before_command": "--{name} 应在命令 {command} 之后，却在它之前",
    "command.behind_path": "{handling}（写在路径之后）",
    "command.confusion": "行：真实的数字，列：识别为",
    "command.epoch": "轮",
    "command.evaluated": "{n:,} 个数字（{data}，{part}）识别正确率 {share}。{loss}。",
    "command.evaluation": "求值",
    "command.exported": "网络 {network} 已存为 {file}（{n:,} 字节）。",
    "command.gradient_checked": (
        "{network} 的 {of:,} 个参数中的 {n:,} 个，{samples:,} 个样本，{seconds:.1f} 秒：{difference}，单个导数的最大差别 "
        "{largest:.3g}"
    ),
    "command.iteration": "迭代",
    "command.interrupted": "被 Ctrl+C 停止，还没有什么可保留的",
    "command.mnist_is_here": "MNIST 在 {folder} 中。",
    "command.no_digit": "不是数字",
    "command.nothing_drawn": "什么也没画",
    "command.no_memory": "内存不够；请用较少的数字或较少的单元",
    "command.not_a_count": "应是数，例如 100，却是 {got}",
    "command.not_a_decay": "权重衰减应是 0 或更大，却是 {got}",
    "command.not_a_size": "应是宽和高，例如 1280x800，却是 {got}",
    "command.or_a_path": "或路径：{kinds}",
    "command.recipe_data": "数据：{data}。{result}",
    "command.recipe_result": "结果：{figure}。",
    "command.relative_difference": "相对差别 {value:.3g}",
    "command.row": "，第 {n} 行",
    "command.streamed": "流式数字 {n:,} 个",
    "command.training": "{unit} {at:.1f} / {of:g}  训练损失 {loss:.4f}  训练准确率 {accuracy}  每秒 {speed:,.0f} 个数字",
    "command.failed_but_saved": "{end} 已保存为 {file}。",
    "command.model_and_how_to_make_one": (
        "--hidden、--activation 和 --loss 说明如何建立网络，--model 本身就是网络；请去掉其中一方"
    ),
    "command.model_without_data": "--model 需要 --data：用来检验网络梯度的数字",
    "command.no_such_file": "应是要在窗口中打开的文件，却没有此名的文件：{file}",
    "command.no_such_tab": "--tab 应是 {tabs} 之一，却是 {got}",
    "command.not_understood": "{reason}；见 {program} --help",
    "command.out_cannot_be_written": "--out 应是可以写入的位置，却是 {got}：{reason}",
    "command.out_in_no_folder": "--out 应在已有的文件夹中，却是 {got}",
    "command.out_is_a_folder": "--out 应是文件名，却是文件夹 {got}",
    "command.out_of_another_kind": "--out 应是 .npz、.mat 或 .onnx 文件，却是 {got}",
    "command.outputs_not_finite": "网络的输出应是有限的数，却是 NaN：它的参数太大；请重新训练",
    "command.part_is_empty": "{name} 没有 {part} 数字；请选择另一个 --part",
    "command.picture_kind": "--screenshot 应是 .png 或 .jpg 文件，却是 {got}",
    "command.picture_name": "{path}：应是图片的名称，例如 window.png",
    "command.picture_place": "{path}：应是可以写入图片的位置",
    "command.picture_scale": "--scale 应在 1 到 4 之间，却是 {got:g}",
    "command.handling_of_what": "在 --invert、--transpose、--y-up 或 --as-is 旁应有 --data FILE，却没有",
    "command.option_for_turned": "如果确实如此，请加上 {options}；如果本来就是对的，请加上 --as-is。",
    "command.resume_with_recipe": "--resume 以运行自己的设置继续，却同时有 --recipe；请去掉其中一个",
    "command.resume_without_data": "{file}：网络应按名称说明它学过哪些数字；请用 --data 给出",
    "command.resume_without_settings": "{file}：网络应说明它是怎样训练的；请用 --recipe 训练一个新的",
    "command.run_not_stored": "warning: 运行已保存，但无法列入运行列表：{reason}",
    "command.saved": "已保存为 {file}。",
    "command.saved_elsewhere": "{reason}；学到的已保留在 {file}",
    "command.too_few_parameters": "--parameters 应为 1 或更大，却是 {n}；省略它即为全部参数",
    "reason.ambiguous": "{got} 有歧义，可以是 {options}",
    "reason.choice": "没有 {got} 这个取值（可选：{choices}）",
    "reason.meant": "没有 {got} 这个取值，是否想写 {meant}？（可选：{choices}）",
    "reason.not_beside": "不能与 {other} 同用",
    "reason.number": "应是数，却是 {got}",
    "reason.of_argument": "参数 {argument}：{reason}",
    "reason.one_required": "{names} 中必须给出一个",
    "reason.one_value": "后面应有一个值",
    "reason.one_value_at_least": "后面至少应有一个值",
    "reason.one_value_at_most": "后面最多只能有一个值",
    "reason.required": "缺少必需的参数：{names}",
    "reason.takes_no_value": "它不带值，却给出了 {got}",
    "reason.unrecognized": "没有这样的参数：{got}",
    "reason.values": "后面应有 {n} 个值",
    "reason.whole_number": "应是整数，却是 {got}",
    "config.layer_units": "隐藏层有 1 到 {most:,} 个单元，却是 {got}",
    "config.no_settings": "设置应是名称和值，却是 {got}",
    "config.no_such_setting": "设置应是 {names} 之一，却是 {got}",
    "config.not_a_number": "{what} 应是数，却是 {got}",
    "config.not_a_switch": "shuffle 应是 true 或 false，却是 {got}",
    "config.not_layers": (
        '隐藏层应是数，例如 "25" 或 "128, 64"，或是层，例如 "conv 8 5x5, pool 2, 64"，或 "none"，却是 "{got}"'
    ),
    "config.not_whole": "{what} 应是整数，却是 {got}",
    "config.out_of_bounds": "{what} 应在 {least:g} 到 {greatest:g} 之间，却是 {got}",
    "config.random_cost": "{minimizer} 需要不变的代价，而暂退使代价随机：请去掉暂退，或使用另一个优化器",
    "config.too_many_layers": "最多 {most} 个隐藏层，却有 {got} 个",
    "config.whole_network": "{got} 是整个网络：它的 {n} 个隐藏层是 {layers}。",
    "continuation.diverged": "运行的数值溢出：训练从最后一个有限的网络继续。",
    "continuation.further_leg": "运行已到终点：训练从同一个网络再继续 {n:,} 轮。",
    "continuation.minimizer": "SciPy 的优化方法无法恢复：它从训练过的网络重新开始。",
    "continuation.new_leg": "已改变：{settings}。训练从同一个网络继续。",
    "continuation.new_run": "已改变：{settings}。训练从随机权重开始新的网络。",
    "continuation.no_state": "训练从这个网络的权重继续。",
    "continuation.other_digits": "运行用的是{before}，现在是{now}：训练从同一个网络继续。",
    "continuation.other_pictures": "网络读取 {expected} 的图片，这些是 {got}：训练从随机权重开始新的网络。",
    "continuation.same_plan": "运行继续到计划的终点，就像从未停过。",
    "continuation.streamed": "运行继续到计划的终点；流式数字不会重来，所以无法重复。",
    "data.empty_file": "{file}：应是数字，却是空文件；请选择另一个",
    "data.from_minus_one": "{name}：像素从 -1 到 1；已缩放为 0 到 1。",
    "data.inverted": "{name}：纸是较亮的一端；墨与纸已对调。",
    "data.known_handling": "{name}：这个名称的文件以另一种方式存储；图片已{handling}。",
    "data.laid_out": "{name}：图片是 {height} × {width}；已按墨迹重新排布为 {now}。",
    "data.named_is_upright": "在 ::{handling} 之前应是文件的路径，却是数据集的名称 {name}",
    "data.no_such_source": "数据应是 {sources} 之一，或文件、文件夹的路径，却是 {got}",
    "data.none_to_train_on": "{name}：至少应有一个数字可供训练，总共却只有 {n} 个",
    "data.notes": "{first}{second}",
    "data.not_finite": "{name}：图片应是有限的数，图片 {number} 中却有 NaN 或无穷大；请改正或去掉它",
    "data.other_kind": "{file}：应是{kinds}；却不是其中任何一种",
    "data.other_labels": "{name}：标签应为 0 到 9，却是 {low} 到 {high}",
    "data.not_streamed_so": "{name}：流式数字写成 20 × 20 或 28 × 28，而不是 {form}；请选择其他数据",
    "data.resampled": "{name}：图片是 {before}；已重采样为 {now}。",
    "data.other_shape": "{name}：{n} 个标签需要形状为 ({n}, {n_pixels}) 的图片，却是 {shape}",
    "data.unknown_handling": "图片的处理方式应是 {known}，却是 {got}",
    "data.turned": "{name}：若把图片{handling}，自带的网络能认对其中 {then} 的数字，保持原样则为 {now}。",
    "data.unlike_streamed": (
        "{name}：流式数字是 20 × 20 或 28 × 28 画面中的字节，其他数字也应如此，却是 {dtype} 的 {got}"
    ),
    "download.cancelled": "下载已取消",
    "download.cancelled_at": "{cancelled}，已完成 {amount}；下次从那里继续",
    "download.cannot_be_kept": (
        "MNIST 无法保存在 {folder}：{reason}；请使该文件夹可写，或在 DIGITLAB_USER_DATA 中指定另一个"
    ),
    "download.disk_full": "磁盘已满：{folder} 应有 {megabytes:.1f} MB 的空间；请腾出空间后重试",
    "download.failed": "无法下载 MNIST：需要 {file}，{refusals}；请检查网络连接后重试，或从磁盘打开 MNIST 的文件",
    "download.no_url": "网址应以 https:// 或 http:// 开头，却是 {got}",
    "desktop.installed": "Digit Lab 已在应用程序菜单中，并能打开网络、课程和运行 ({folder})。",
    "desktop.nothing": "{folder} 中没有 Digit Lab 的文件。",
    "desktop.other_system": "命令 desktop 用于 Linux 以及其他采用 freedesktop.org 菜单的系统",
    "desktop.removed": "Digit Lab 已不在应用程序菜单中 ({folder})。",
    "desktop.unwritable": "{file}：无法写入或删除：{reason}",
    "drawing.another": "替换手绘",
    "drawing.clear": "清除",
    "drawing.erasing": "擦除",
    "drawing.keeping": "把手绘保留为 {digit}",
    "drawing.redo": "重做{change}",
    "drawing.picture": "打开图片",
    "drawing.stroke": "笔画",
    "drawing.undo": "撤销{change}",
    "drawings.all_kept_for_testing": "到目前为止，你的所有手绘都在留作测试的五分之一中：请再给一些手绘加标签。",
    "drawings.another_database": "{path}：应是 Digit Lab 的手绘，却是另一个数据库；请移走该文件",
    "drawings.busy": "{path}：另一个程序正在写入；请稍后再试",
    "drawings.cannot_be_opened": "{path}：无法打开；请检查文件及其文件夹的权限",
    "drawings.damaged": "{path}：已损坏；它保持原样：要重新开始，请移走它",
    "drawings.disk_full": "{path}：磁盘已满；请腾出空间后重试",
    "drawings.newer": "{path}：由更新版本的 Digit Lab 写入；请使用那个版本，或移走该文件",
    "drawings.no_database": "{path}：不是数据库，或已损坏；它保持原样：要重新开始，请移走它",
    "drawings.no_label": "手绘：标签应为 0 到 9，却是 {got}",
    "drawings.no_place": "{path}：应是可以写入的位置，却遇到：{reason}",
    "drawings.no_strokes": "手绘 {number}：应有笔画，却是 {got}；请删除它",
    "drawings.none_to_export": "还没有可导出的手绘",
    "drawings.none_yet": "还没有手绘：请画一个数字并按它的数字键，再试一次。",
    "drawings.nothing_drawn": "手绘至少应有一个点，却没有",
    "drawings.other_ending": "{file}：名称应以 .json 或 .json.gz 结尾",
    "drawings.other_strokes": "手绘 {number}：{reason}；请删除它",
    "drawings.out_of_reach": "{path}：应是可以使用的文件，却遇到：{reason}",
    "drawings.out_of_use": "{path}：无法使用（{reason}）",
    "drawings.read_only": "{path}：不允许写入；请检查文件及其文件夹的权限",
    "drawings.too_long": "手绘最多 {most:,} 个字符，却有 {n:,} 个；请画短一些",
    "ending.cost": "含权重衰减的代价 (λ = {decay:g}) {number}",
    "ending.failed": "运行失败。",
    "ending.figures": "{n:,} 个训练数字识别正确率 {percent}。{loss}。",
    "ending.figures_with_test": (
        "{n:,} 个训练数字识别正确率 {percent}，{n_test:,} 个测试数字 {test_percent}。{loss}。"
    ),
    "ending.loss": "损失 {number}",
    "ending.streamed": "加入了 {n:,} 个流式数字。",
    "evaluation.matrix_not_square": "混淆矩阵的行数应与列数相同，形状却是 {shape}",
    "evaluation.matrix_without_digits": "混淆矩阵至少应计有一个数字，却没有，或有负数",
    "evaluation.no_digits_yet": "还没有数字：请在“训练”标签页选择数据。",
    "evaluation.no_test_digits": "{data}没有测试数字：请在这里选择训练数字，或在“训练”标签页设置测试比例。",
    "evaluation.outputs_not_finite": "网络没有答案：权重太大。请从新的随机权重开始，或降低学习率。",
    "explain.no_such_unit": "应是网络 {network} 的隐藏单元或隐藏层，却不存在",
    "explain.noise": "噪声应为该层权重分散程度的 0 到 {most} 倍，却是 {got}",
    "explain.no_such_pixel": "应是网络 {network} 某张图的像素的层、通道、行和列，却是 {got}",
    "explain.no_such_weight": "应是 {network} 网络的权重，却是 {got}",
    "explain.other_inputs": "网络 {network} 应有 {n_inputs} 个输入，却有 {got} 个",
    "explain.other_sizes": (
        "{network} 网络应有 {n_inputs} 个输入和 {n_targets} 个目标，却有 {n_inputs_got} 和 {n_targets_got} 个"
    ),
    "explain.timing_ended": "计时进程以状态 {status} 结束；请重试",
    "explain.timing_not_started": "应启动另一个进程来计时，却遇到：{reason}",
    "file.no_memory": "{file}：内存不足，无法读取；请关闭其他程序，或选择较小的文件",
    "file.no_place_to_unpack": "{file}：无法解压到临时文件夹：{reason}",
    "file.out_of_reach": "{path}：应是可以读取的文件，却遇到：{reason}",
    "file.too_large": "{file}：文件应不超过 2 GiB，却更大；请拆分",
    "file.unpacks_too_far": (
        "{file}：gzip 压缩后的大小应不小于原来的百分之一，这 {n_bytes:,} 字节解压后却大得多；它已损坏，或专为占满"
        "内存而造"
    ),
    "fit.against_overfitting": "使用更多训练数字、数据增强或更大的权重衰减；减少隐藏单元也有帮助。",
    "fit.better_still": "要减少错误，请使用更多单元，同时使用更多数字或数据增强。",
    "fit.early": "现在下结论还太早：验证数字已衡量 {n} 次，需要 {needed} 次。",
    "fit.fits": "拟合良好：训练损失 {train_loss}，验证损失 {loss}；{read}。",
    "fit.fits_and_learns": "目前拟合良好，验证损失 ({loss}) 仍在下降；{read}。",
    "fit.learn_more": "试试更多隐藏单元、另一个学习率、更小的权重衰减或更多轮次。",
    "fit.loss_overflowed": "损失是无穷大或不是数：步子太大。",
    "fit.loss_rises": "损失不降反升：起初 {first}，现在 {last}。",
    "fit.lower_rate": "用更低的学习率，从新的随机权重开始。",
    "fit.no_run": "还没有训练过网络。",
    "fit.no_validation": "没有可比较的验证数字。",
    "fit.read": "训练数字识别正确率 {train}，验证数字 {validation}",
    "fit.rises_again": (
        "过拟合：验证损失在第 {epoch:,.0f} {unit}附近最低 ({least})，之后升到 {loss}，而训练损失继续降到 "
        "{train_loss}；{read}。"
    ),
    "fit.set_validation": "把“验证”设为大于 0 %，再训练一次。",
    "fit.stop_earlier": "更早停止（“提前停止”）。{otherwise}",
    "fit.train_first": "按“训练”，再来看。",
    "fit.train_longer": "训练更久，或用更高的学习率。",
    "fit.train_on": "继续训练。",
    "fit.underfits": "欠拟合：训练损失停在 {train_loss}；{read}。",
    "fit.underfits_and_learns": "目前欠拟合，仍在学习：训练损失 ({train_loss}) 在下降；{read}。",
    "fit.wide_gap": "过拟合：验证损失 ({loss}) 是训练损失 ({train_loss}) 的 {times:,.1f} 倍；{read}。",
    "generator.no_numbers": '应是数字个数和种子，例如 "{name}:50000:7"，却是 {got}',
    "generator.other_number": "handwriting：应为 1 到 {most:,} 个数字，却是 {n:,}",
    "generator.other_seed": "handwriting：种子应为 0 或更大，却是 {seed}",
    "gradient.stopped": "在移动完所有参数之前，梯度检验被停止",
    "gradient.wrong_data": "对这些数字，网络应有 {n_inputs} 个输入和至少 {n_outputs} 个输出，却是 {network}",
    "handwriting.network_too_large": "这个网络的数值太大，无法继续学习；请使用另一个",
    "idx.cut_off": "{file}：按文件头应有 {n:,} 字节的{contents}，却有 {n_got:,} 字节；文件已损坏，请重新获取",
    "idx.damaged": "{file}：应是{contents}的 IDX 文件，却被截断或已损坏（{reason}）；请重新获取",
    "idx.empty": "{file}：其中至少应有一个{contents}，却没有；请选择另一个文件",
    "idx.more_than_it_holds": (
        "{file}：按文件头应有 {n:,} 字节的{contents}，{n_bytes:,} 字节的文件却容不下；它被截断或已损坏，请重新获取"
    ),
    "idx.no_file_beside": (
        "{file}：旁边应有存放其{contents}的文件 {wanted}，压缩与否均可，却没有；请把两个文件放在同一个文件夹"
    ),
    "idx.no_header": "{file}：应是{contents}的 IDX 文件，以 {n} 个字节开头，总共却只有 {n_got} 个；请重新获取",
    "idx.no_pair_of_names": (
        "{file}：旁边应有存放其{contents}的文件，两者像 train-images-idx3-ubyte 和 train-labels-idx1-ubyte 那样成"
        "对命名，压缩与否均可，却没有；请把两个文件放在同一个文件夹"
    ),
    "idx.other_contents": (
        "{file}：应是{contents}的 IDX 文件，以 0x{magic} 开头，却是 0x{got}，即{other}的文件；请选择另一个文件"
    ),
    "idx.other_magic": "{file}：应是{contents}的 IDX 文件，以 0x{magic} 开头，却是 0x{got}；请选择另一个文件",
    "idx.other_number_of_labels": (
        "{file}：应有 {n:,} 个标签，{pictures_file} 中每张图片一个，却有 {n_got:,} 个；请把同一组的两个文件放在一起"
    ),
    "idx.other_sides": "{file}：图片应为 8x8、16x16、20x20、28x28 或 32x32 像素，却是 {height}x{width}；请调整大小",
    "idx.too_long": "{file}：按文件头应有 {n:,} 字节的{contents}，却更多；文件已损坏，请重新获取",
    "ink.other_shape": "网络应读取 {known} 的图片，却读取 {got}：它无法识别手绘",
    "ink.picture_not_finite": "图片的像素应是有限的数，却有 NaN 或无穷大",
    "ink.picture_without_rows": "图片应有像素的行和列，却是形状为 {shape} 的数组",
    "ink.stroke_without_numbers": "笔画是 [x, y] 数对的列表，却是 {got}",
    "ink.stroke_without_points": "笔画是 [x, y] 点的列表，却是形状为 {shape} 的数组",
    "interpretation.and": "，{what}",
    "interpretation.bytes": "纸 0、墨 255",
    "interpretation.bytes_inverted": "纸 255、墨 0",
    "interpretation.centered": "纸 −1、墨 1",
    "interpretation.columns": "图片逐列存储",
    "interpretation.from_one": "输出为 1, 2, ..., 9, 0",
    "interpretation.from_zero": "输出为 0, 1, ..., 9",
    "interpretation.mnist": "墨迹按 torchvision 的 Normalize((0.1307,), (0.3081,)) 缩放",
    "interpretation.one": "纸 0、墨 1",
    "interpretation.one_inverted": "纸 1、墨 0",
    "interpretation.rows": "图片逐行存储",
    "interpretation.sixteen": "纸 0、墨 16",
    "interpretation.taken": (
        "{file} 没有说明网络怎样使用；按{pixels}、{order}、{outputs}{more}理解时，它认对自带数字的 {percent}，按"
        "其他方式最多 {others}"
    ),
    "interpretation.unclear": (
        "{file} 没有说明网络怎样使用，按任何方式都认不出自带数字的一半；按惯例理解为{pixels}、{order}、{outputs}"
        "{more}：认对其中 {percent}，按其他方式最多 {others}"
    ),
    "layer.drops": "舍去最后 {rows} 行和 {columns} 列",
    "layer.drops_last": "舍去最后一行和一列",
    "layer.dropout": "暂退 {rate:g}",
    "layer.dropout_rate": "略去的比例应从 0 到小于 1，例如 dropout 0.5，却是 {got}",
    "layer.filters": "{n:,} 个卷积核 {size}×{size}",
    "layer.filters_same": "{n:,} 个卷积核 {size}×{size}, same",
    "layer.n_filters": "应有 1 到 {most:,} 个至少 1x1 像素的卷积核，例如 conv 8 5x5，却是 {got}",
    "layer.needs_picture": "{layer} 需要有行有列的图，却是全连接层的值：请把它放在所有全连接层之前",
    "layer.no_filter": "至少应有 1 个不小于 1x1 像素的卷积核，例如 conv 8 5x5，却是 {got}",
    "layer.no_pool": "池化至少应为 2x2 像素，例如 pool 2，却是 {got}",
    "layer.not_square": "卷积核和池化应是正方形，例如 5x5，却是 {got!r}",
    "layer.not_written_so": (
        "层应写作 conv 8 5x5、conv 8 5x5 same、pool 2、dropout 0.5 或 64，以逗号隔开，却是 {got!r}"
    ),
    "layer.only_in_training": "训练时略去 {percent:g} %",
    "layer.pool": "池化 {size}×{size}",
    "layer.same_needs_odd": "带 'same' 的卷积核需要奇数大小，例如 3x3 或 5x5，却是 {layer}",
    "layer.too_large": "{layer} 需要至少 {size}x{size} 像素的图，却是 {height}x{width}：请用更小或更少的卷积核和池化",
    "layer.units": "{n:,} 个单元",
    "head.backpropagation": "反向传播",
    "head.data": "数据",
    "head.created": "建立",
    "head.epochs": "轮",
    "head.ending": "结束",
    "head.field": "{name}：{value}",
    "head.figure": "数据",
    "head.greatest": "最大",
    "head.id": "id",
    "head.least": "最小",
    "head.lesson": "课程",
    "head.name": "名称",
    "head.network": "网络",
    "head.not_compared": "未比较",
    "head.not_run": "未运行",
    "head.note": "备注",
    "head.number": "编号",
    "head.numerical": "数值梯度",
    "head.outside": "在外",
    "head.parameters": "参数",
    "head.published": "公布",
    "head.recipe": "配方",
    "head.run": "运行",
    "head.runs": "运行数",
    "head.seconds": "秒",
    "head.seen": "此处",
    "head.starred": "加星",
    "head.sweep": "参数扫描",
    "head.state": "状态",
    "head.test": "测试",
    "head.test_accuracy": "测试准确率",
    "head.test_loss": "测试损失",
    "head.train_accuracy": "训练准确率",
    "head.train_cost": "训练代价",
    "head.training": "训练",
    "head.validation": "验证",
    "head.validation_accuracy": "验证准确率",
    "head.validation_loss": "验证损失",
    "head.within": "在内",
    "lesson.block_open": "代码块应以一行 ``` 结束，却到了文件末尾",
    "lesson.checking": "{of} 个实验中的 {n} 个，{seconds:.0f} 秒：{experiment}",
    "lesson.listed": "{title}（{minutes} 分钟）。{summary}",
    "lesson.check_stopped": "已停止：缺少的没有执行",
    "lesson.empty_step": "步骤 {title!r} 中应有内容，却直接到了下一步",
    "lesson.front_matter_open": "开头部分应以一行 +++ 结束，却到了文件末尾",
    "lesson.missing_key": "这个块中应有 {name} = ...",
    "lesson.name_twice": "名称应尚未使用，却又是 {name!r}",
    "lesson.no_answer": "选项是文字时，旁边应有 answer = ... 或 figure = ...",
    "lesson.no_front_matter": "开头应有一行 +++、title = ... 和另一行 +++",
    "lesson.no_step": "应有一个步骤，例如一行 '# Draw a digit'",
    "lesson.no_mnist_there": (
        "{folder}：应是存放 MNIST 两个训练文件 train-images-idx3-ubyte 和 train-labels-idx1-ubyte 的文件夹，其中却没有"
    ),
    "lesson.no_such_block": "应是 {known} 块之一，却是 {got!r}",
    "lesson.no_such_digit": "用来学习的数字中应有 {digit}，却没有",
    "lesson.no_such_experiment": "{lesson}：应是它带数据的实验之一，{known}；却是 {got!r}",
    "lesson.no_such_key": "应是 {known} 之一，却是 {got!r}",
    "lesson.no_such_lesson": "应是 quick、all、课程的路径，或 {known} 之一；却是 {got!r}",
    "lesson.no_such_part": "应是窗口的某一部分，{known} 之一，却是 {got!r}",
    "lesson.no_text": "{file}：应是课程，即 UTF-8 文本，却是别的",
    "lesson.no_toml": '应是 TOML，例如一行 name = "text"；{reason}',
    "lesson.not_within": "每个数据都应在容差之内，却有 {n} 个在外；第一个是 {lesson} 的 {figure!r}",
    "lesson.number": "{least} 到 {most} 的数",
    "lesson.options_of_a_check": "--seeds、--workers 和 --mnist 旁边应有 --check NAME",
    "lesson.other_answer": "answer 应是选项之一，却是 {got!r}",
    "lesson.other_choices": "choices 应是 2 到 {most} 个数的列表，或同样多的文字",
    "lesson.other_kind": "{name} 应类似 {wanted}，却是 {got}",
    "lesson.other_number": "{option}：应是 1 到 {most} 的数，却是 {n}",
    "lesson.other_value": "{name} 应是 {known} 之一，却是 {got!r}",
    "lesson.progress_damaged": "你的课程进度无法读取；已另存为 {name}，课程重新开始",
    "lesson.progress_newer": "{path}：较新的 Digit Lab 保存了你的课程进度；请用它打开课程，或移走该文件",
    "lesson.progress_not_kept": "{path}：你的课程进度无法保存在那里；{reason}",
    "lesson.text_before_step": "在任何文字之前应有一个步骤，例如一行 '# Draw a digit'",
    "lesson.too_large": "{file}：课程应不超过 {most:,} 字节，文件却更大",
    "lesson.too_many_steps": "最多 {most} 个步骤，却又有一个",
    "lesson.without_mnist": (
        "MNIST 不在这台计算机上（可用 '{program} download mnist' 或 --mnist FOLDER）：其数据改在自带的数字上测量，"
        "不作比较"
    ),
    "lesson.wrong": "{file}，第 {line} 行：{what}",
    "libsvm.other_line": "{file}：应是标签以及像素编号与值的数对，第 {number} 行却是其他文字 ({line})",
    "light.blanked": "空白输入",
    "light.blanked_good": "{steps} 步之后，用数字时损失为 {real}，换成空白纸时为 {blank}：网络从所见中学习",
    "light.blanked_other": (
        "{steps} 步之后，用数字时损失为 {real}，换成空白纸时为 {blank}：网络几乎不看它们；请检查缩放和学习率"
    ),
    "light.first_loss": "最初的损失",
    "light.first_loss_good": "最初的损失为 {value}，接近一无所知的网络的 {wanted}",
    "light.first_loss_other": "最初的损失为 {value}，一无所知的网络为 {wanted}：它一开始就有成见；请减小初始权重",
    "light.gradient": "梯度",
    "light.gradient_good": "反向传播与差分在 {n} 个参数上一致：相对误差 {value}",
    "light.gradient_other": "反向传播与差分在 {n} 个参数上相差 {value}：有数值溢出，或落在尖点上",
    "light.one_batch": "一个批次",
    "light.one_batch_good": "网络能记住 {n} 个数字：{steps} 步之后损失为 {value}",
    "light.one_batch_other": (
        "只用 {n} 个数字，{steps} 步之后损失仍为 {value}，而它应降到 0：学习率或初始权重不对，或网络太小"
    ),
    "light.update": "更新与权重之比",
    "light.update_good": "每步使权重改变自身大小的 {value}，这是离千分之一最远的一层，即第 {layer} 层",
    "light.update_other": "每步使第 {layer} 层的权重改变自身大小的 {value}，通常约为千分之一；请检查学习率",
    "mat.damaged": "{file}：应是 7.2 版或更早的 MATLAB 文件，却被截断或已损坏；请重新保存",
    "mat.more_than_it_holds": (
        "{file}：数组应能放进 {n_bytes:,} 字节的文件，却有 {n_values:,} 个值；它已损坏，请重新保存"
    ),
    "mat.no_digits": "{file}：应有数组 X 和 y，却是 {names}；请选择 ex4data1.mat 这样的文件",
    "mat.not_the_shape": "{file}：按形状 {name} 中应有 {n:,} 个值，却有 {n_got:,} 个；文件已损坏，请重新保存",
    "mat.one_hot": "{name}：标签分在十列中；第十列按 MATLAB 的计数当作数字 0。",
    "mat.other_label": "{file}：标签应为 1 到 10（10 是数字 0），图片 {number:,} 却是 {label:g}；请去掉这样的图片",
    "mat.other_shapes": (
        "{file}：X 的形状应为 (n, {n_pixels})，y 的形状应为 (n, 1)，却是 X {x_shape} 和 y {y_shape}；请选择 "
        "ex4data1.mat 这样的文件"
    ),
    "mat.version_7_3": (
        "{file}：应是 7.2 版或更早的 MATLAB 文件，却是 7.3 版 (HDF5)；请在 MATLAB 中载入后重新保存，例如 "
        "save('file.mat', 'X', 'y', '-v7')"
    ),
    "minimizer.at_limit": "已达到所设的次数",
    "minimizer.cost_flat": "代价不再下降：到了最小值",
    "minimizer.cost_or_gradient_flat": "代价或其梯度已经变平：到了最小值",
    "minimizer.gradient_flat": "梯度已经变平：到了最小值",
    "minimizer.no_direction": "找不到下一步的方向",
    "minimizer.no_progress": "从这里无法再前进",
    "minimizer.precision": "没有一步能再降低代价：float64 的位数已不够用",
    "minimizer.tiny_steps": "步子已经极小：到了最小值",
    "mnist.not_here": (
        "MNIST 还不在这台计算机上：请用“文件 > 下载 MNIST”或 '{program} download mnist' 下载 (11.6 MB)，或打开它"
        "的 IDX 文件"
    ),
    "mnist.other_number": "应是 mnist-training:N，N 为 1 到 {most:,} 个训练数字，却是 {got!r}",
    "mnist.other_shape_for_ex4": "ex4：应是 MNIST 的 28x28 图片，形状却是 {shape}；请重新下载 MNIST",
    "mnist.other_sides": "{path}：应是 MNIST 的 28x28 图片，却是 {height}x{width}；请重新下载 MNIST",
    "mnist.too_few_for_ex4": (
        "ex4：MNIST 中每个数字应至少有 {n} 张图片，数字 {digit} 却只有 {n_got} 张；请重新下载 MNIST"
    ),
    "mnist.too_few_to_validate": (
        "MNIST 的文件中应有 {n:,} 个以上的训练数字，因为最后 {n:,} 个用于验证，却有 {n_got:,} 个"
    ),
    "model.empty_file": "{file}：应是模型文件，却是空文件；请选择另一个",
    "model.impossible": "{file}：{reason}",
    "model.is_a_folder": "{file}：应是模型文件（.npz 或 .mat），却是文件夹",
    "model.no_such_file": "{file}：应是模型文件（.npz 或 .mat），却没有这个文件",
    "model.not_finite": "{file}：参数应是有限的数，却有 NaN 或无穷大；文件已损坏",
    "model.onnx_missing": ("写 .onnx 文件需要软件包 onnx，却没有；{how}，或把网络保存为 .npz"),
    "model.other_scaling": "{file}：输入缩放应为 {n} 个像素，却是 {got}",
    "model.other_sizes": "{file}：网络应读取 {sizes} 的图片，有 10 个输出，却是 {got}",
    "model.other_version": (
        "{file}：应是不高于版本 {newest} 的 {expected} 文件，却是 {got} 版本 {version}；请用写入它的程序打开"
    ),
    "model.out_of_reach": "{file}：应是可以读取的模型文件（.npz 或 .mat），却遇到：{reason}",
    "model.unreadable": "{file}：应是本程序保存的模型，却无法读取",
    "model.unwritable": "{file}：应是可以写入模型的位置，却遇到：{reason}",
    "network.hidden_output": "网络的最后一层是全连接层，没有自己的激活函数，却是 {layer}",
    "network.input_shape": "输入应有高、宽和通道，或是若干个值，形状却是 {got}",
    "network.label_out_of_range": "标签应为 0 到 {greatest}，却是 {least_got} 到 {greatest_got}",
    "network.no_layer": "网络至少需要输出层，却没有",
    "network.no_unit": "每一层至少需要 1 个单元，却是 {network}；不要隐藏层时请留空",
    "network.too_large": "网络最多可有 {most:,} 个参数，{network} 有 {n:,} 个；请减少隐藏单元",
    "network.unreadable_layer": "应是本程序认识的层，这一行却无法读取",
    "network.wrong_length": "{network} 网络有 {n} 个参数，却是 {shape}",
    "npy.damaged": "{file}：应是 numpy.save 写的数组，却无法读取；请重新获取",
    "npz.damaged": "{file}：应是 numpy.savez 写的数组，却无法读取；它被截断或已损坏，请重新获取",
    "npz.no_digits": (
        "{file}：应有数组 X（图片）和 y（标签），却是 {names}；请用 numpy.savez(file, X=..., y=...) 保存"
    ),
    "npz.no_numbers": "{file}：{name} 应是数的数组，却是 {dtype}；请存为数",
    "npz.no_text": "{file}：{name} 应是文字，却是 {dtype}；请存为文字",
    "npz.other_size": (
        "{file}：{name} 的形状应为 {shape}，文件应容得下且不超过 {most:,} 字节，却有 {n_bytes:,} 字节；它已损坏，"
        "请重新保存"
    ),
    "npz.other_version": "{file}：{name} 应是 numpy.savez 所写的格式，却是 npy 版本 {version}",
    "npz.packed_otherwise": "{file}：数组应是 numpy.savez 所写的格式，{name} 却以另一种方式打包",
    "npz.single_value": "{file}：图片的形状应为 (n, 像素数) 或 (n, 高, 宽)，却只有一个值",
    "onnx.activation_here": "激活函数 ({activation}) 不在带权重的层之后，或在另一个激活函数之后",
    "onnx.behind_softmax": "输出的 softmax 之后还有算子",
    "onnx.classes": "输出对应的类别是 {got}，而不是数字 0 到 9",
    "onnx.convolution_margin": "卷积的填充既不是无，也不是保持图片大小的那种",
    "onnx.convolution_not_square": "卷积核不是正方形",
    "onnx.convolution_of_groups": "分组卷积，或维数不是二的卷积",
    "onnx.convolution_stride": "步幅或间隔大于一个像素的卷积",
    "onnx.differs_by_place": "对图的平移或缩放并非处处相同",
    "onnx.ends_otherwise": "最后一层不是全连接层",
    "onnx.external": (
        "{file}：网络应在一个文件中，它的数却在另一个文件 {other} 中；请重新导出为一个文件：在 PyTorch 中用 "
        "torch.onnx.export(..., external_data=False)；已有的文件用 onnx.save(onnx.load('{file}'), 'network.onnx')"
    ),
    "onnx.in_training": "算子 {operator} 处于训练状态；请以识别状态导出网络：model.eval()",
    "onnx.input_shape": "它读取的图片不是 {sizes} ({got})",
    "onnx.inputs": "{file}：网络应只有一个输入，即图片，却有 {n} 个输入",
    "onnx.labels": "只有标签，没有得出标签的输出",
    "onnx.no_activation": "卷积之后没有激活函数",
    "onnx.no_maps": "算子 {operator} 作用于不是图的值",
    "onnx.not_finite": "其中的数有 NaN 或无穷大",
    "onnx.old": "{file}：ONNX 算子应为版本 {oldest} 或更新，却是版本 {got}；请用更新的版本重新导出",
    "onnx.operator": "算子 {operator}",
    "onnx.operator_here": "算子 {operator} 的形式不属于任何网络",
    "onnx.other_network": "{file}：网络应由全连接层、逐像素移动的卷积和取最大值的池化组成，却有别的东西：{reason}",
    "onnx.outputs": "{n} 个输出，而数字有 10 个",
    "onnx.pool_margin": "池化带有填充，或保留边缘剩余的部分",
    "onnx.pool_overlaps": "池化的方块重叠、留有间隔或不是正方形",
    "onnx.scaled_by_zero": "有值乘以零",
    "onnx.shifted_margin": "值经平移后又有带填充的卷积",
    "onnx.to_integers": "有值被变为整数",
    "onnx.too_large": "数的个数超过网络所允许的",
    "onnx.too_large_file": "{file}：网络应不超过 512 MiB，文件却更大",
    "onnx.two_branches": "算子 {operator} 作用于两个分支，两者都来自图片",
    "onnx.unreadable": "{file}：应是 ONNX 网络，却无法读取；它已损坏，请重新导出",
    "origin.bundled": "由自带的网络作答。",
    "origin.file": "由 {name} 中的网络作答。",
    "origin.handwriting": "{origin}它学过你的笔迹。",
    "origin.random": "权重是随机的：网络还什么都没学。",
    "origin.random_with_handwriting": "网络从随机权重出发，只学过你的笔迹。",
    "origin.training": "由在{name}上训练的网络作答。",
    "pictures.blank": "{path}：应是数字的图片，却是空白的；请删除它或在上面画",
    "pictures.damaged": "{file}：应是图片（PNG、JPEG、HEIC 等），却无法读取",
    "pictures.empty_file": "{file}：应是图片，却是空文件；请选择另一个",
    "pictures.folder_without": "{folder}：应有图片，或含图片的子文件夹 0 到 9，却没有；请选择另一个",
    "pictures.folder_out_of_reach": "{folder}：应是可以读取的文件夹，却遇到：{reason}",
    "pictures.in_folder": "{folder}/{reason}",
    "pictures.neither_network_nor_data": "{file}：应是网络，或作为 X 和 y 的数字，却是 {arrays}；不清楚它是什么",
    "pictures.no_file": "{path}：应是图片，却没有这个文件",
    "pictures.left_out": "{name}：{n:,} 张图片无法读取或是空白，已略去：{files}。",
    "pictures.left_out_more": "{name}：{n:,} 张图片无法读取或是空白，已略去：{files}，另有 {n_more:,} 张。",
    "pictures.no_labels": "{name}：应是带标签的数字，却只有图片；请用 predict 识别，或给每张加标签",
    "pictures.no_one_hot": "{name}：每行的十个标签应是一个 1 和若干 0，图片 {number:,} 却不是",
    "pictures.none": "{name}：至少应有一张图片，却没有",
    "pictures.none_in_folder": "{folder}：子文件夹 0 到 9 中应有图片（{suffixes}），却没有；请放一些进去",
    "pictures.opened_blank": "{file}：应是数字的图片，却是空白的；请选择另一张",
    "pictures.other_label": "{name}：标签应是数字 0 到 9，图片 {number:,} 却是 {label}；请去掉这样的图片",
    "pictures.other_labels": "{name}：{n:,} 张图片应各有一个标签，标签的形状却是 {shape}",
    "pictures.other_range": "{name}：像素应从 0（纸）到 1、16 或 255（墨），却是 {low:g} 到 {high:g}；请重新缩放",
    "pictures.other_shape": (
        "{name}：图片应是形状为 (n, 像素数) 或 (n, 高, 宽) 的数，8x8、16x16、20x20、28x28 或 32x32 像素，却是形状"
        "为 {shape} 的 {dtype}"
    ),
    "pictures.too_many": "{folder}：最多 {most:,} 张图片，却更多；请拆分文件夹",
    "pictures.unlike_parts": "{name}：训练和测试的图片应大小相同，却是 {shape} 和 {got}；请使之一致",
    "pictures.unknown_kind": (
        "{file}：应是图片（PNG、JPEG、HEIC 等）、网络（.npz、.mat）或数字（.mat、.npz、.csv、.json、IDX），却是另"
        "一种文件"
    ),
    "pictures.too_large": "{file}：图片最多 {most:,} 像素，每边最多 {longest:,}，却是 {width} x {height}；请缩小",
    "predict.unreadable": "{of:,} 个文件中有 {n:,} 个无法读取；各自的原因见上文",
    "plan.bundled": "由自带的网络作答。训练会开始一个新的网络，自带的保持原样。",
    "plan.continue": "继续",
    "plan.other_weights": "权重是随机的。训练从另一组随机权重开始新的网络。",
    "plan.recipe": "已选择配方：训练从随机权重开始新的网络。",
    "plan.these_weights": "权重是随机的：网络还什么都没学。训练从它们开始。",
    "plan.train_a_new_network": "训练新网络",
    "plan.train_on": "继续训练",
    "program.extra_of_a_bundle": "这份程序不带它：请用 wheel 以 digit-lab[{extra}] 安装程序",
    "program.extra_of_a_clone": '请用 "uv run --group {extra} main.py" 启动程序',
    "program.extra_of_a_wheel": "请以 digit-lab[{extra}] 安装程序",
    "runs.can_be_undeleted": "要恢复它们：{program} runs undelete {ids}",
    "runs.deleted": "已删除 {n} 次运行。",
    "runs.imported": "已导入 {n} 次运行：{numbers}。",
    "runs.list_takes_none": "runs list 不接受 id；runs show ID 显示一次运行",
    "runs.needs_file": "runs import 需要运行的文件，例如 run.digitlab-run",
    "runs.needs_id": "runs {action} 需要运行的 id 或编号：见 {program} runs list",
    "runs.none": "还没有运行。",
    "runs.out_is_for_export": "runs export 需要 --out FILE，其他命令没有它",
    "runs.out_of_another_kind": (
        "运行可导出为 .digitlab-run（供另一个 Digit Lab 导入）、.json、.csv（曲线）、.py（重复该运行）、.npz、"
        ".mat 或 .onnx，却是 {got}"
    ),
    "runs.several": "有 {n:,} 次运行的 id 以 {got} 开头；请多写几个字符",
    "runs.table_of_another_kind": "运行表可导出为 .csv 或 .json，却是 {got}",
    "runs.undeleted": "已恢复 {n} 次运行。",
    "scaling.not_finite": "输入缩放应是有限的数，除数不为 0，却不是",
    "scaling.other_shapes": "输入缩放对每个像素有一个平移和一个除数，却是 {shift} 和 {divisor}",
    "config.unknown_choice": "{what} 应是 {choices} 之一，却是 {name}",
    "session.interrupted": "程序在这次运行中结束。学到的已保留。",
    "state.format": "训练状态应为格式 {expected}，却是 {got}",
    "state.other_digits": "训练状态应来自这些数字上的运行，却来自其他数字；请重新训练",
    "state.other_network": "训练状态应属于这个网络，却属于另一个",
    "state.unreadable": "应是训练状态，却是别的",
    "strokes.damaged": "{file}：应是 JSON 笔画文件，却被截断或已损坏；请重新获取",
    "strokes.empty": "{file}：应是{form}的列表，却是空的；请选择另一个文件",
    "strokes.more_behind": "{file}：手绘列表之后不应有内容，却是 {got}；请删除",
    "strokes.more_than_it_holds": (
        "{file}：手绘应能放进 {n_bytes:,} 字节的文件，却多于 {n:,} 幅，有 {n_points:,} 个点；它已损坏，或专为占满"
        "内存而造"
    ),
    "strokes.no_comma": "{file}：应是 JSON 笔画文件，手绘 {number} 之后应是逗号或列表的结尾，却是 {got}",
    "strokes.no_drawing": "{file}：应是 JSON 笔画文件，手绘 {number} 应是{form}，却是其他文字",
    "strokes.no_end": "{file}：应是 JSON 笔画文件，手绘 {number} 之后应是逗号或列表的结尾，却到了文件末尾",
    "strokes.no_json": "{file}：应是 JSON 笔画文件，却无法读取；请选择另一个文件",
    "strokes.no_list": "{file}：手绘 {number} 中应是笔画的列表，却是 {got}；请改正",
    "strokes.no_points": "{file}：每幅手绘都应有点，手绘 {number} 却没有",
    "strokes.not_finite": "{file}：手绘 {number} 的坐标应是有限的数，却有 NaN 或无穷大；请改正或去掉该手绘",
    "strokes.other_label": "{file}：手绘 {number} 的标签应为 0 到 9，却是 {got}；请改正",
    "strokes.other_strokes": "{file}，手绘 {number}：{reason}",
    "strokes.something_else": "{file}：应是{form}的列表，却是别的；请选择另一个文件",
    "strokes.too_long": "{file}：每幅手绘最多 {most:,} 个字符，手绘 {number} 却更长；请去掉它，或少留一些点",
    "strokes.too_many_brackets": "{file}：应是 JSON 笔画文件，手绘 {number} 应是{form}，括号嵌套却太多",
    "table.bad_lines": "{file}：每行应有 {n} 个数，第 {first} 到 {last} 行却不是；请改正该行或去掉它",
    "table.damaged": "{file}：应是表格，却被截断或已损坏（{reason}）",
    "table.empty": "{file}：应是图片和标签的表格，却是空文件；请选择另一个",
    "table.long_line": "{file}：表格每行最多 {most:,} 个字符，第 {number} 行却更多",
    "table.names_alone": "{file}：名称下方应有数的行，却没有；请选择另一个文件",
    "table.no_labels": (
        "{file}：第一列或最后一列应是 0 到 9 的标签，两列却都是其他数；请在数的上方一行把该列命名为 'label'"
    ),
    "table.no_number": "{file}：应是有限的数，第 {number} 行却是 {value} ({line})；请改正该行或去掉它",
    "table.other_label": (
        "{name}：标签应是数字 0 到 9，第 {number:,} 行却是 {label}；请把标签列命名为 'label'，并去掉其他类别"
    ),
    "table.other_number_of_columns": (
        "{file}：每行应有 8x8、16x16、20x20、28x28 或 32x32 的像素和一个标签（65、257、401、785 或 1,025 个值），"
        "第 {number} 行却有 {n} 个 ({line})"
    ),
    "table.other_number_of_values": (
        "{file}：每行应有 {n} 个值，第 {number} 行却有 {n_got} 个 ({line})；请改正该行或去掉它"
    ),
    "table.unclear_columns": "{file}：每行应有 {n_pixels} 个像素和一个标签，却多出 {n} 个值；请在上方一行给各列命名",
    "table.several_label_columns": "{file}：应只有一列标签，却有 {n} 列这样命名；请重新命名",
    "split.too_many": "对 {n:,} 个数字，测试个数应为 0 到 {most:,}，却是 {got:,}",
    "theta.dense_only": ".mat 文件只能存全连接层的网络，却是 {network}；请保存为 .npz",
    "theta.many_layers": ".mat 文件最多存 9 层权重，却有 {n} 层；请保存为 .npz",
    "theta.no_sigmoid": ".mat 文件只能存 sigmoid 单元的网络，隐藏单元却是 {activation}；请保存为 .npz",
    "weights.by_columns": "权重逐列展开",
    "weights.by_rows": "权重逐行展开",
    "weights.hidden": "隐藏单元为 {activation}",
    "weights.long_json": "{file}：JSON 网络应不超过 64 MiB，却更长；请保存为 .npz",
    "weights.other_arrays": (
        "{file}：网络应读取 400、784 或 64 个像素的图片，有 10 个输出，存为 Theta1, Theta2 或 W1, b1, W2, b2, ..."
        "，却是 {arrays}"
    ),
    "weights.other_json": (
        '{file}：JSON 网络应有 "sizes"、"weights" 和 "biases"，却是别的；请用 W1, b1, W2, b2 保存为 .npz'
    ),
    "weights.single_array": (
        "{file}：应是网络，却只有一个数组；请在 Python 中用 numpy.savez('network.npz', W1=W1, b1=b1, W2=W2, "
        "b2=b2) 保存全部数组"
    ),
    "work.cancelled": "已取消。",
    "training.broke_off": "运行中断。学到的已保留。",
    "training.cost_rose": "代价从 {first:.4g} 升到 {last:.4g}：请使用{advice}。",
    "training.diverged": "在第 {epoch:,.0f} {unit}，损失变为无穷大或不是数：{advice}。最后一个有限的网络已保留。",
    "training.early_stop_by_training_loss": (
        "提前停止：训练损失连续 {patience}没有下降；保留第 {epoch:,.0f} {unit}的网络。"
    ),
    "training.early_stop_by_validation_loss": (
        "提前停止：验证损失连续 {patience}没有下降；保留第 {epoch:,.0f} {unit}的网络。"
    ),
    "training.epoch": "轮",
    "training.evaluation": "次求值",
    "training.fewer_filters": "更少的卷积核或隐藏单元",
    "training.fewer_units": "更少的隐藏单元",
    "training.fewer_or_batch": "{fewer}，或更小的批",
    "training.fewer_or_optimizer": "{fewer}，或另一个优化器",
    "training.fewer_layers": "少于 {n} 个隐藏层，或 ReLU：梯度很难穿过这么多层 sigmoid 单元",
    "training.finished": "已完成 {length}。",
    "training.guesses": (
        "网络只是瞎猜：它认对训练数字的 {percent} %，总给同一个答案也能认对 {by_one_answer} %。试试{advice}。"
    ),
    "training.higher_rate": "高于 {rate:g} 的学习率",
    "training.iterate_longer": "更多的迭代或更多的隐藏单元",
    "training.iteration": "次迭代",
    "training.labels": "训练用的标签应为 0 到 {last}，却是 {least} 到 {greatest}",
    "training.learn_otherwise": "另一个学习率、更多的轮次或更多的隐藏单元",
    "training.less_decay": "小于 {decay:g} 的权重衰减，或{rate}",
    "training.less_momentum": "小于 {momentum:g} 的动量，或{rate}",
    "training.minimizer_ended": "{minimizer}在 {length}后结束：{reason}。",
    "training.more_units": "每个隐藏层多于 {n} 个单元",
    "training.n_epochs": "{n:,} 轮",
    "training.n_evaluations": "{n:,} 次求值",
    "training.n_iterations": "{n:,} 次迭代",
    "training.needs_memory": "这次运行约需 {needed:.1f} GB 内存，可用 {free:.1f} GB；请使用{advice}",
    "training.no_learning_rate": "学习率为 0 时权重不变：请用更大的。",
    "training.no_validation": "验证设为 {percent} %，但数字太少，每一类都抽不出来：没有做验证。",
    "training.one_label": "所有训练数字都标为 {label}：网络只学会这一个答案；请使用含全部十个数字的数据。",
    "training.one_picture": "所有训练图片都相同：没有可以区分数字的东西；请检查数据。",
    "training.other_libraries": "运行改用 {now} 继续，原来是 {before}：结果可能与从未停过的运行不同。",
    "training.other_threads": "运行改用 {now} 个 BLAS 线程继续，原来是 {before} 个：除舍入外，与从未停过的运行相同。",
    "training.reads_little": "网络只认对训练数字的 {percent} %。试试{advice}。",
    "training.scale_inputs": "缩放输入",
    "training.state_failed": "失败",
    "training.state_finished": "完成",
    "training.state_paused": "暂停",
    "training.state_running": "进行中",
    "training.state_stopped": "停止",
    "training.smaller_rate": "小于 {rate:g} 的学习率",
    "training.smaller_step_factor": "小于 {factor:g} 的阶梯因子，或{rate}",
    "training.stopped": "已停止。学到的已保留。",
    "training.stopped_minimizer": "已停止。学到的已保留；SciPy 的优化方法无法恢复。",
    "training.stopped_streamed": "已停止。学到的已保留；流式数字不会重来。",
    "training.stream_ended": "写流式数字的进程在运行之前结束，共写了 {n:,} 个。",
    "training.tolerance": "已停止：第 {epoch:,.0f} {unit}使代价的降低少于 {tolerance:g}。",
    "training.too_large_weights": (
        "要继续训练的网络权重太大，{dtype} 容不下，最大 {largest:.3g}；请使用 float64，或训练新的网络"
    ),
    "training.two_sentences": "{first}{second}",
    "training.use": "请使用{advice}",
    "run_file.damaged": "{file}：应是运行，却被截断或已损坏；请重新获取",
    "run_file.newer": "{file}：由更新版本的 Digit Lab 写入；请用那个版本打开",
    "run_file.no_run": "{file}：应是 Digit Lab 导出的运行 (.digitlab-run)，却是别的",
    "run_file.unwritable": "{file}：应是可以写入运行的位置，却遇到：{reason}",
    "session.damaged": "{file} 已损坏",
    "session.from_newer_program": "{file} 由更新版本的 Digit Lab {version} 写入",
    "session.no_network": "它没有说明网络从何而来",
    "session.not_a_network": "应是网络文件的名称，却是 {got}",
    "session.too_large": "{file} 太大",
    "session.too_many_windows": "{folder}：已经打开了 {n:,} 个窗口",
    "session.unreadable_network": "{file} 无法读取",
    "session.unwritable": "无法使用 {path}：{reason}",
    "store.busy": "{folder}：应可写入，另一个窗口却一直在写；请重试",
    "store.changing": "运行 {id} 正在反复保存；请稍后再试",
    "store.damaged": "运行 {id} 已损坏，无法读取",
    "store.in_use": "{name}正被另一个打开的窗口或程序使用：没有删除",
    "store.run": "运行 {number}",
    "store.newer": "运行 {id} 由较新的 Digit Lab 保存；请用它打开",
    "store.no_such_run": "没有运行 {id}",
    "store.not_repeatable": "这次运行的设置或数字不明：无法重复",
    "store.unwritable": "{folder}：应是可以保存运行的文件夹，却遇到：{reason}",
    "sweep.again": "运行 {number:,} 重做：{reason}",
    "sweep.best_by_digits": "就 {n:,} 个数字、各一个种子所能看出的，第一个比其他的好，超出偶然。",
    "sweep.best_by_seeds": "第一个比其他的好，超出换种子带来的差别（Welch t 检验，5 %，各 {n} 个种子）。",
    "sweep.cluster_ended": "{address} 的集群已结束",
    "sweep.cluster_gone": "位于 {address} 的集群不再响应；已完成的已保留，扫描可以继续",
    "sweep.damaged": "扫描 {id} 已损坏，无法读取",
    "sweep.days": "{n:,} 天",
    "sweep.error": "运行中断：{reason}",
    "sweep.first_equal_by_digits": (
        "{of} 个中的前 {k} 个没有真正的差别：用 {n:,} 个数字、各一个种子时，准确率相差不到 {points} 个百分点属于偶然。"
    ),
    "sweep.first_equal_by_seeds": (
        "{of} 个中的前 {k} 个没有真正的差别：换个种子也有这么大的差别（Welch t 检验，5 %，各 {n} 个种子）。"
    ),
    "sweep.goes_on": "{of:,} 次运行中已完成 {n:,} 次；用同样的命令，或 {program} sweep --resume {id}，可以继续",
    "sweep.hours": "{n} 小时",
    "sweep.log_of_zero": "{setting} 的对数范围应从大于 0 处开始，却是 {got}",
    "sweep.lost": "运行在 {n} 次尝试后放弃：{reason}",
    "sweep.max_minutes": "扫描的分钟数应为 0 到 {most:,}，却是 {got}",
    "sweep.max_runs": "扫描的运行次数应为 0 到 {most:,}，却是 {got}",
    "sweep.minutes": "{n} 分钟",
    "sweep.needs_random": (
        "{setting} 的范围没有说明值的个数，只能从中抽取：请说明抽取多少种组合 (--random N)，或给范围一个个数，例"
        "如 0.001..1 log 7"
    ),
    "sweep.no_cluster": (
        "{seconds:g} 秒内没有集群在 {address} 响应：应是 Dask 调度器的地址，例如 tcp://192.168.1.5:8786，或 local"
    ),
    "sweep.no_count": "{setting} 的范围应说明有多少个值，例如 10..100 step 10 或 10..1000 log 5，却是 {got}",
    "sweep.no_dask": "集群需要软件包 distributed，它没有安装；{how}",
    "sweep.no_memory": "内存不足以进行这次运行",
    "sweep.no_process": "无法为扫描的运行启动进程：{reason}",
    "sweep.no_program_there": ("不使用工作进程 {worker}：它无法运行 Digit Lab {here}；请这样启动它：{program} worker"),
    "sweep.no_range": "{setting} 不是数，没有范围；请列出它的值，却是 {got}",
    "sweep.no_scheduler": (
        "{seconds:g} 秒内没有集群在 {address} 响应：应是 Dask 调度器的地址，例如 tcp://192.168.1.5:8786"
    ),
    "sweep.no_such_setting": "没有设置 {got}；是否指 {names} 之一？",
    "sweep.no_such_sweep": "没有扫描 {id}",
    "sweep.no_values": "{setting} 需要变化的值，例如 0.1,0.3,1",
    "sweep.no_worker": ("位于 {address} 的集群没有可用的工作进程；请在那里启动一个：{program} worker {address}"),
    "sweep.none_differs_by_digits": (
        "{k} 个与第一个都没有真正的差别：用 {n:,} 个数字、各一个种子时，准确率相差不到 {points} 个百分点属于偶然。"
    ),
    "sweep.none_differs_by_seeds": (
        "{k} 个与第一个都没有真正的差别：换个种子也有这么大的差别（Welch t 检验，5 %，各 {n} 个种子）。"
    ),
    "sweep.none_yet": "没有可以继续的扫描",
    "sweep.not_a_switch": "{setting} 应是 yes 或 no，却是 {got}",
    "sweep.not_a_vary": "--vary 应是设置及其值，例如 learning-rate=0.1,0.3,1，却是 {got}",
    "sweep.nothing_varies": "这次扫描中没有变化：请给至少一项设置两个值，或用几个种子训练",
    "sweep.other_digits": "{name} 的数字不是扫描开始时的那些，结果将无法比较；请开始新的扫描",
    "sweep.other_libraries": "工作进程 {worker} 用 {there} 计算，本程序用 {here}：它的运行可能在最后几位上不同",
    "sweep.other_version": "不使用工作进程 {worker}：它的 Digit Lab 是 {there}，这里是 {here}",
    "sweep.out_cannot_be_written": "--out 应是可以写入的位置，却是 {got}：{reason}",
    "sweep.out_of_another_kind": "--out 应是已有文件夹中的 .csv 文件，却是 {got}",
    "sweep.port_of_what": "--port 是 --scheduler 监听的端口；工作进程只需要 ADDRESS",
    "sweep.port_taken": "调度器无法监听端口 {port}：也许另一个程序正在使用；请试试别的 --port",
    "sweep.process_ended": "它的进程已结束 ({code})",
    "sweep.random_count": "要抽取的组合数应为 1 到 {most:,}，却是 {got}",
    "sweep.range_among_values": "{setting} 用于抽取的范围应单独写，却与其他值一起写成 {got}",
    "sweep.range_backwards": "{setting} 的范围应从小到大，却是 {got}",
    "sweep.range_count": "{setting} 的范围应有 {least} 到 {most:,} 个值，却是 {got}",
    "sweep.refused": "{values} 不行：{reason}",
    "sweep.resume_with_settings": (
        "--resume 按原计划继续扫描；请去掉 --vary、--seeds、--random、--recipe、--fresh 和设置"
    ),
    "sweep.resumed": "继续扫描 {id}：{of:,} 次运行中已完成 {n:,} 次（--fresh 开始新的）",
    "sweep.seconds": "{n} 秒",
    "sweep.run_ended": "{at:,} / {of:,}  {values}：{figures}",
    "sweep.run_ended_and_left": "{at:,} / {of:,}  {values}：{figures}；还需约 {duration}",
    "sweep.run_seconds": "{n:.1f} 秒",
    "sweep.test_share": "测试 {share}",
    "sweep.validation_share": "验证 {share}",
    "sweep.seed_count": "种子的个数应为 1 到 {most:,}，种子不超过 2,147,483,647，却是 {got}",
    "sweep.seed_varies": "种子不像其他设置那样变化：请说明有几个",
    "sweep.seeds_twice": "--seeds 和 --vary seed=... 都说明用哪些种子；请去掉其中一个",
    "sweep.spread": "{n} 个种子平均为 {mean}，标准差 {spread} 个百分点：从 {least} 到 {most}。",
    "sweep.streamed": (
        "{name} 上的运行无法重复，所以无法比较：运行时不断有新的数字加入；请使用其他数字，例如 handwriting:50000:7"
    ),
    "sweep.too_many": (
        "扫描有 {n:,} 次运行，用 {workers} 个工作进程约需{duration}：请减少取值，用 --random N 抽取一些组合，或用"
        " --yes 确认"
    ),
    "sweep.under_way": "扫描 {id} 正在另一个进程中进行",
    "sweep.unwritable": "{folder}：应是可以保存扫描的文件夹，却遇到：{reason}",
    "sweep.varies_twice": "{setting} 变化了两次；请只写一次，列出它的所有值",
    "sweep.workers_of_cluster": "--workers 用于这台计算机；集群使用为它启动的工作进程",
    "sweep.worker_begun": "这台计算机参与计算，直到按 Ctrl+C。其他计算机这样参与：{worker}\n这样开始扫描：{sweep}",
    "sweep.worker_count": "--workers 应为 1 到 {most:,}，却是 {got}",
    "sweep.worker_gone": "工作进程 {worker} 已消失",
    "sweep.worker_of_what": (
        "工作进程需要调度器的 ADDRESS，例如 tcp://192.168.1.5:8786；或用 --scheduler 在这里运行调度器"
    ),
    "zip.damaged": "{file}：应是 zip，却已损坏或有密码；请重新获取",
    "zip.no_room": "{file}：解压应有 {n_bytes:,} 字节的空间，磁盘却已满；请腾出空间",
    "zip.within": "在 {file} 中：{reason}",
    "optimizer.gradient_descent": "梯度下降",
    "optimizer.momentum": "动量",
    "optimizer.nesterov": "Nesterov 动量",
    "minimizer.l_bfgs_b_formula": "拟牛顿法：由最近十个梯度估计曲率；一次用全部数字",
    "minimizer.cg": "共轭梯度",
    "minimizer.cg_formula": "Polak-Ribière：每个方向与前一个共轭；一次用全部数字",
    "minimizer.newton_cg_formula": "牛顿步，每步由共轭梯度求出；一次用全部数字",
    "minimizer.tnc": "截断牛顿",
    "minimizer.tnc_formula": "TNC：提前截断的牛顿步；一次用全部数字",
    "schedule.constant": "恒定",
    "schedule.step": "阶梯",
    "schedule.step_formula": "η γ^⌊epoch / s⌋: 每 s 轮乘以 γ",
    "schedule.cosine": "余弦",
    "schedule.cosine_formula": "η (1 + cos πt) / 2: 到结束时降为 0，t = 0..1",
    "schedule.one_cycle": "单周期",
    "schedule.one_cycle_formula": "在运行的前 30 % 从 η / 25 升到 η，再降到 η / 250,000",
    "initialization.uniform": "均匀: ±0.12，偏置也是 (ex4)",
    "initialization.uniform_0_1": "均匀 0.1: ±0.1，偏置也是",
    "initialization.he": "He: ±√(6 / n_in)，用于 ReLU",
    "initialization.normal": "正态: N(0, 1)，偏置也是",
    "initialization.normal_n": "正态, 1/n: N(0, 1/n_in)，偏置 N(0, 1)",
    "loss.softmax_cross_entropy": "Softmax + 交叉熵",
    "loss.softmax_cross_entropy_formula": "−log hₜ，t 为真实类别，h = softmax(z)",
    "loss.sigmoid_cross_entropy": "Sigmoid + 交叉熵",
    "loss.sigmoid_cross_entropy_formula": "Σ −y log h − (1 − y) log(1 − h)，对十个输出",
    "loss.sigmoid_squared_error": "Sigmoid + 平方误差",
    "loss.sigmoid_squared_error_formula": "½ Σ (h − y)²，对十个输出",
    "activation.relu_formula": "f(z) = max(0, z),  z > 0 时 f′ = 1，否则为 0",
    "scaling.none": "原样",
    "scaling.centered": "从 −1 到 1",
    "scaling.centered_formula": "(x − ½ 墨) / ½ 墨：纸 −1，墨 +1；8×8 为 (x − 8) / 8",
    "scaling.standardized": "标准化",
    "scaling.standardized_formula": "(x − 均值) / 每个像素的标准差，按训练数字计算",
    "augmentation.none": "无",
    "augmentation.none_description": "每一轮都用原样的数字",
    "augmentation.light": "弱",
    "augmentation.light_description": (
        "旋转 ±5°，倾斜 ±0.1，大小 ±6 %，平移 ±0.5 像素，弹性 ±0.35 像素，笔画 ±15 %，对比度 ±5 %"
    ),
    "augmentation.strong": "强",
    "augmentation.strong_description": (
        "旋转 ±8°，倾斜 ±0.15，大小 ±10 %，平移 ±0.8 像素，弹性 ±0.6 像素，笔画 ±25 %，对比度 ±10 %"
    ),
    "split.given": "按数据所定",
    "split.given_description": "数据指明的测试数字；没有指明时，分层抽取 15 %",
    "split.stratified": "分层抽取",
    "split.stratified_description": "由种子抽取，每一类比例相同",
    "split.plain": "随机抽取",
    "split.plain_description": "由种子从所有数字中一视同仁地抽取",
    "split.last": "最后若干个",
    "split.last_description": "数据末尾的若干个数字，按数据自己的顺序",
    "ink.framed": "长边缩放到 {span:g} 像素，重心在正中",
    "ink.blocks": "扶正，拉伸到 20 × 32 个细像素，再按 4 × 4 的方块计数",
    "timing.plain": "纯 Python",
    "timing.plain_formula": "math.exp，逐个元素",
    "timing.expit_formula": "f = scipy.special.expit(z)，再取 f (1 − f)",
    "timing.density": "逻辑斯谛密度",
    "recipe.default_label": "Coursera 网络，25 单元",
    "recipe.default_description": "Coursera 练习 4 的网络，400-25-10，用小批量梯度下降，慢得可以看清。",
    "recipe.default_line": "慢得可以看清：约 15 秒。",
    "recipe.softmax_regression_label": "十个模板，没有隐藏层",
    "recipe.softmax_regression_description": "没有隐藏层：十个模板，每个数字一个，与手绘比较。",
    "recipe.softmax_regression_line": "一层能做到什么，做不到什么。",
    "recipe.momentum_label": "100 单元，带动量",
    "recipe.momentum_description": "更宽的隐藏层；用动量只需三分之一的轮次。",
    "recipe.momentum_line": "只需三分之一的轮次。",
    "recipe.deep_relu_label": "两层 ReLU，Adam",
    "recipe.deep_relu_description": "128 和 64 个 ReLU 单元，用 Adam，验证损失 20 轮没有下降即停止。",
    "recipe.deep_relu_line": "不再改善时自己停下。",
    "recipe.conv_small_label": "小型卷积网络",
    "recipe.conv_small_description": "10 个和 20 个 5x5 的卷积核，各接一个池化，25 轮中每轮都用重新变形的数字。",
    "recipe.conv_small_line": "卷积核在图片上移动：约 99 %。",
    "recipe.lenet_label": "LeNet-5 的规模，28×28",
    "recipe.lenet_description": (
        "LeNet-5 的各层 (LeCun et al. 1998)，用 ReLU 单元和最大池化，在原样的 28x28 MNIST 上。"
    ),
    "recipe.lenet_line": "原样的 MNIST，两分钟：99.3 %。",
    "recipe.lenet_figure": "测试数字识别正确率 99.3 %",
    "recipe.mnist_best_label": "MNIST 上最好，28×28",
    "recipe.mnist_best_description": (
        "32 个和 64 个卷积核加暂退，在原样的 28x28 MNIST 上，24 轮中每轮都重新变形；约 13 分钟。"
    ),
    "recipe.mnist_best_line": "测试数字 99.6 %，约 13 分钟。",
    "recipe.mnist_best_figure": "测试数字识别正确率 99.6 %",
    "recipe.ex4_newton_cg_label": "练习 4，Newton-CG",
    "recipe.ex4_newton_cg_description": (
        "Coursera 练习 4，如 SciPy 笔记本那样训练：400-25-10，权重衰减 1，50 次迭代。"
    ),
    "recipe.ex4_newton_cg_line": "训练数字达到 99.6 %。",
    "recipe.ex4_newton_cg_figure": "代价 0.30 到 0.31，训练数字识别正确率 99.6 %",
    "recipe.ex4_tnc_label": "练习 4，截断牛顿",
    "recipe.ex4_tnc_description": "Coursera 练习 4，如 NumPy 笔记本那样训练：TNC，权重衰减 1，对代价求值 400 次。",
    "recipe.ex4_tnc_line": "用 SciPy 对代价求值 400 次。",
    "recipe.ex4_tnc_figure": "代价 0.31 到 0.32，训练数字识别正确率 99.5 %",
    "recipe.ex4_gradient_descent_label": "练习 4，2,000 次迭代",
    "recipe.ex4_gradient_descent_description": (
        "Coursera 练习 4，如 Theano 笔记本那样训练：一次用全部数字，学习率 1，2,000 次迭代。"
    ),
    "recipe.ex4_gradient_descent_line": "一次用全部数字的梯度下降。",
    "recipe.ex4_gradient_descent_figure": "代价 0.20 到 0.21，训练数字识别正确率 97.8 %",
    "recipe.ex4_gradient_descent_decay_label": "练习 4，权重衰减 3",
    "recipe.ex4_gradient_descent_decay_description": "同上，权重衰减 3。",
    "recipe.ex4_gradient_descent_decay_line": "同上，权重更小：96.2 %。",
    "recipe.ex4_gradient_descent_decay_figure": "代价 0.61，训练数字识别正确率 96.2 %",
    "recipe.softmax_regression_sgd_label": "Softmax，每步一个数字",
    "recipe.softmax_regression_sgd_description": (
        "scikit-learn 笔记本的第一个模型：UCI 数字 8×8，标准化，每步一个数字，一轮。"
    ),
    "recipe.softmax_regression_sgd_line": "UCI 8×8，标准化。95 到 97 %。",
    "recipe.softmax_regression_sgd_figure": "测试数字识别正确率 95 到 97 %",
    "recipe.mlp_sgd_label": "10 单元，每步一个数字",
    "recipe.mlp_sgd_description": "scikit-learn 笔记本的网络：同样的数字，10 个 sigmoid 单元，学习率 0.1，15 轮。",
    "recipe.mlp_sgd_line": "UCI 8×8，标准化。多为 96 %。",
    "recipe.mlp_sgd_figure": "测试数字识别正确率 93 到 98 %，多为 96 %",
    "recipe.uci_squared_error_label": "NumPy 笔记本，15 单元",
    "recipe.uci_squared_error_description": (
        "纯 NumPy 笔记本：UCI 数字从 −1 到 1，一次用全部，直到损失的下降少于 0.0001。"
    ),
    "recipe.uci_squared_error_line": "UCI 8×8，平方误差。95.6 %。",
    "recipe.uci_squared_error_figure": "约 950 轮后停止，损失 0.085，训练数字识别正确率 95.6 %",
    "source.uci_digits": "13 人写的 1,797 个数字，以 8x8 扫描，置入 20x20；自带；15 % 留作测试。",
    "source.uci_digits_8x8": "同样的 1,797 个数字，保持扫描时的样子，64 个输入，0 到 16；用“输入”设置缩放。",
    "source.handwriting": "程序自己写的 20,000 个数字；任意多个，也可带种子：handwriting:50000:7。",
    "source.handwriting_endless": "生成的笔迹；运行中流式数字替换最旧的；或 handwriting-endless:50000:7。",
    "source.mnist": "70,000 个数字，其中 10,000 个用于测试，28x28 或缩小到 20x20；需下载一次 (11.6 MB)。",
    "source.ex4": "课程 ex4data1.mat 的 5,000 个数字，由 MNIST 重建，MNIST 需下载一次。",
    "source.drawings": "你在窗口中画并加了标签的数字；五分之一留作测试。",
    "handling.inverted": "墨纸对调",
    "handling.transposed": "行列对调",
    "handling.y_up": "上下翻转",
    "handling.mirrored": "左右翻转",
    "handling.as_is": "保持原样",
    "handling.several": "{first}并{last}",
    "handling.comma": "{first}、{second}",
    "data.kinds": (
        "MATLAB 文件 (.mat)、IDX 文件（图片与标签放在一起）、NumPy 的 .npz 或 .npy、表格（.csv、.tsv、.txt、.data"
        "）、笔画文件（.json、.ndjson），gzip 压缩与否均可，图片文件夹，或含以上任一种的 .zip"
    ),
    "idx.pictures": "图片",
    "idx.labels": "标签",
    "download.refusal": "从 {host} 得到 {refusal}",
    "session.the_settings": "设置",
    "session.the_drawing": "手绘",
    "session.the_network": "网络",
    "session.the_network_because": "网络（{reason}）",
    "setting.hidden_layers": "隐藏层",
    "setting.hidden_activation": "隐藏层的激活函数",
    "setting.output_loss": "输出与损失",
    "setting.initialization": "初始权重",
    "setting.seed": "种子",
    "setting.optimizer": "优化器",
    "setting.learning_rate": "学习率",
    "setting.momentum": "动量",
    "setting.batch_size": "批大小",
    "setting.epochs": "轮数",
    "setting.shuffle": "打乱",
    "setting.schedule": "调度",
    "setting.step_epochs": "阶梯间隔",
    "setting.step_factor": "阶梯因子",
    "setting.weight_decay": "权重衰减",
    "setting.validation_fraction": "验证比例",
    "setting.validation_seed": "验证种子",
    "setting.patience": "耐心值",
    "setting.tolerance": "容差",
    "setting.input_format": "输入格式",
    "setting.input_scaling": "输入缩放",
    "setting.augmentation": "数据增强",
    "setting.split": "划分",
    "setting.test_fraction": "测试比例",
    "setting.split_seed": "测试种子",
    "setting.test_count": "测试个数",
    "setting.dtype": "精度",
    "source.mnist_training": (
        "MNIST 的 60,000 个训练数字：50,000 个用于训练，或用 mnist-training:N 取前 N 个，最后 10,000 个用于验证。"
    ),
    "digits.uci": "UCI 数字",
    "digits.generated": "生成的笔迹",
    "digits.endless": "无尽的笔迹",
    "digits.mnist": "MNIST",
    "digits.mnist_training": "MNIST 训练数字",
    "digits.ex4": "Coursera 练习 4",
    "digits.drawings": "我的手绘",
    "digits.more": "{name}，{more}",
    "initialization.zero": "零: 每个权重为 0，所有单元始终相同",
    "initialization.constant": "常数: 每个权重为 0.1，所有单元始终相同",
    "axis.digit": "数字",
    "axis.digits": "数字",
    "axis.hidden_layer": "隐藏层",
    "axis.how_sure": "确信程度",
    "axis.layer": "层",
    "axis.layer_number": "第 {number} 层",
    "axis.noise": "噪声",
    "axis.others": "其他",
    "axis.pixels_to_the_right": "右移像素",
    "axis.scribbles": "涂鸦",
    "axis.share_of_the_way": "路程的比例",
    "axis.shown": "所示",
    "axis.step_h": "步长 h，10 的幂次",
    "axis.this_hand": "这种笔迹",
    "axis.update": "更新",
    "picture.end": "终点",
    "picture.first_network": "第一个网络",
    "picture.its_digit": "它的 {digit}",
    "picture.mean": "{digit} 的均值",
    "picture.read_as": "{share:.0%} 是 {digit}",
    "picture.second_network": "第二个网络",
    "picture.start": "起点",
    "picture.template": "模板 {digit}",
    "picture.the_digit": "数字 {digit}",
    "picture.unit": "单元 {number}",
}
