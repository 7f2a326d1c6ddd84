"""What can be done in dialogs.

While something is typed only keys arrive here that type nothing: each action has a function key, ctrl or the like.
"""

from __future__ import annotations

from tracker.tui.action_types import Action, Place, movement

_NEXT_LINE, _LINE_BEFORE = ("down", "ctrl+n"), ("up", "ctrl+p")
_APPLY = ("ctrl+s", "f10")

DIALOG_ACTIONS: tuple[Action, ...] = (
    Action("dialog.next", Place.DIALOG, ("tab",), "app.focus_next", "下一格",
           "光标到下一格；写路径时先收下灰色的补全。", hint=6, palette=False),
    Action("dialog.previous", Place.DIALOG, ("shift+tab",), "app.focus_previous", "上一格",
           "光标到上一格。", palette=False),
    Action("dialog.help", Place.DIALOG, ("f1", "question_mark", "fullwidth_question_mark"), "app.show_help", "帮助",
           "列出眼前这个对话框的按键。", palette=False),
    Action("dialog.leave", Place.DIALOG, ("escape",), "leave", "取消",
           "什么也不办，离开；填了一半的再问一次，正在办的停下。", hint=9, palette=False),
    Action("line.enter", Place.LINE, ("enter",), "submit", "确定",
           "这一格填好了：到下一格，最后一格就办。", hint=1, palette=False),
    movement("form.down", Place.FORM, ("down",), "app.focus_next", "下一格"),
    movement("form.up", Place.FORM, ("up",), "app.focus_previous", "上一格"),
    movement("choose.down", Place.CHOOSE, _NEXT_LINE, "move(1)", "下一行"),
    movement("choose.up", Place.CHOOSE, _LINE_BEFORE, "move(-1)", "上一行"),
    movement("choose.page-down", Place.CHOOSE, ("pagedown",), "move_page(1)", "下一页"),
    movement("choose.page-up", Place.CHOOSE, ("pageup",), "move_page(-1)", "上一页"),
    Action("answer.apply", Place.ANSWER, _APPLY, "apply", "办理",
           "照填的办；缺什么、为什么不行，就地说明。", hint=2, palette=False),
    Action("offer.next", Place.OFFER, ("ctrl+n",), "offer(1)", "常用的话",
           "把常用的话填进这一格，再按换一句。", hint=3, palette=False, first=True),
    Action("offer.previous", Place.OFFER, ("ctrl+p",), "offer(-1)", "上一句常用的",
           "换成上一句常用的话。", palette=False, first=True),
    Action("confirm.agree", Place.CONFIRM, ("enter", *_APPLY), "agree", "就这样办",
           "照列出来的办。", hint=1, palette=False),
    Action("evidence.browse", Place.EVIDENCE, ("ctrl+o",), "browse", "浏览",
           "到文件夹里找佐证文件。", hint=3, palette=False),
    Action("evidence.remove", Place.EVIDENCE, ("delete", "x"), "remove", "撤下",
           "撤下光标所在的一份佐证，写明理由；光标要在列出的佐证上。", hint=4, palette=False),
    Action("folder.up", Place.FOLDER, ("ctrl+up", "alt+up"), "up", "上一级",
           "到上一级文件夹。", hint=4, palette=False),
    Action("import.mark", Place.IMPORT, ("ctrl+t", "insert"), "mark", "选上",
           "选上光标所在的文件或文件夹，再按一次不选；可以选几个。", hint=2, palette=False, first=True),
    Action("import.start", Place.IMPORT, _APPLY, "start", "导入",
           "导入选上的；一个也没有选的，导入写出来的文件或文件夹。", hint=3, palette=False),
    Action("views.save", Place.VIEWS, _APPLY, "save", "把现在的筛选存下",
           "把现在的筛选连同排列存下，名称是写出来的那几个字。", hint=2, palette=False),
    Action("views.delete", Place.VIEWS, ("ctrl+x", "delete"), "delete", "删掉",
           "删掉光标所在的一个。", hint=3, palette=False, first=True),
    Action("help.close", Place.HELP, ("escape", "enter", "f1", "question_mark", "fullwidth_question_mark", "q"),
           "leave", "关闭", "关闭帮助。", hint=1, palette=False),
)  # fmt: skip
