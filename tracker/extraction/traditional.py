"""Traditional characters: the rules know simplified ones, and a web page may have been turned into the others.

One character stands for one, so that no place moves. The table holds what reports are made of, not every character.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.lexicon.compiling import compiled

_PAIRS = (
    "黨党們们會会學学習习書书記记員员織织個个這这還还對对於于與与為为來来時时從从個个將将開开發发現现問问題题實实際际務务責责任任導导領领幹干部部隊队伍伍"
    "總总結结報报告告職职評评議议點点價价讚赞講讲話话說说論论語语言言訓训練练認认識识訂订計计劃划設设許许證证據据試试該该詳详誤误讀读調调查查談谈請请諾诺謀谋"
    "講讲謝谢護护變变讓让豐丰負负財财貢贡貧贫貨货販贩貫贯費费貼贴貿贸資资賦赋質质賬账購购贈赠跡迹踐践蹤踪車车軍军軟软較较載载輔辅輕轻輪轮輸输轄辖轉转農农"
    "運运過过達达違违遠远適适遷迁選选遺遗邊边郵邮鄉乡鄰邻醫医釋释鎮镇鋪铺鋼钢錄录錢钱錯错鍵键鏈链鐵铁鑒鉴長长門门閉闭閑闲間间闊阔關关陣阵陰阴陳陈陸陆陽阳"
    "階阶隨随險险隱隐難难雖虽雙双雜杂離离電电靈灵靜静響响頁页項项順顺須须預预頓顿頭头頻频題题額额類类顧顾顯显風风飛飞養养餘余館馆駐驻騎骑驗验驅驱體体高高"
    "鬥斗鬧闹魚鱼鮮鲜鳥鸟鹽盐麗丽黃黄點点齊齐齡龄龍龙龐庞"
    "業业東东絲丝兩两嚴严喪丧豐丰臨临麗丽舉举義义樂乐習习鄉乡買买亂乱爭争虧亏雲云亞亚產产畝亩親亲億亿僅仅從从倉仓儀仪價价眾众優优夥伙傘伞偉伟傳传傷伤倫伦偽伪"
    "體体傭佣餘余佛佛側侧僑侨儘尽償偿儲储兒儿黨党蘭兰關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯沖冲決决況况凍冻淨净涼凉減减湊凑幾几鳳凤憑凭凱凯擊击"
    "劃划劉刘則则剛刚創创刪删別别劑剂劇剧勸劝辦办務务動动勵励勁劲勞劳勢势勝胜匯汇醫医華华協协單单賣卖盧卢衛卫卻却廠厂廳厅歷历壓压厭厌縣县參参雙双發发變变敘叙"
    "葉叶號号嘆叹後后嚇吓嗎吗聽听啟启吳吴員员響响喚唤嘗尝團团園园圍围國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛壩坝墳坟壯壮聲声處处備备復复夠够頭头誇夸奪夺奮奋獎奖"
    "婦妇媽妈嬰婴孫孙學学寧宁寶宝實实寵宠審审憲宪宮宫寬宽賓宾對对尋寻導导壽寿將将爾尔塵尘嘗尝層层屆届屬属歲岁島岛峽峡崗岗嶺岭嶽岳幣币帥帅師师帳帐帶带幫帮"
    "幹干並并廣广莊庄慶庆庫库應应廟庙廢废開开異异棄弃張张彌弥彎弯彈弹強强歸归當当錄录徹彻徑径徵征憶忆懷怀態态憐怜總总戀恋懇恳惡恶慣惯愛爱憤愤願愿慮虑懲惩懶懒"
    "戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担擬拟攏拢揀拣擁拥攔拦擇择掛挂摯挚擋挡擠挤揮挥損损撿捡換换據据擲掷攜携攝摄擺摆搖摇攤摊敵敌數数"
    "齋斋斷断無无舊旧時时曠旷曉晓暫暂術术機机殺杀雜杂權权條条來来楊杨極极構构棗枣標标棧栈棟栋欄栏樹树樣样橋桥檔档檢检樓楼歡欢歐欧殘残毀毁畢毕氣气漢汉湯汤溝沟"
    "沒没滬沪淚泪潔洁灑洒澆浇測测濟济渾浑濃浓塗涂湧涌漲涨漸渐澀涩淵渊漁渔滲渗溫温灣湾濕湿潰溃滾滚滿满濾滤濱滨灘滩滅灭燈灯靈灵災灾爐炉煉炼爛烂煩烦燒烧熱热愛爱"
    "爺爷狀状獨独獲获獻献環环瓊琼電电畫画暢畅療疗瘡疮癥症監监蓋盖盤盘睜睁瞭了礦矿碼码磚砖礎础確确禮礼禍祸離离種种積积稱称穩稳窮穷竊窃競竞筆笔築筑篩筛簡简籃篮"
    "類类糧粮緊紧糾纠紅红約约級级紀纪純纯紛纷紙纸線线組组細细終终經经結结給给絡络絕绝統统繼继績绩緒绪續续維维綜综綠绿緩缓編编緣缘縮缩繳缴繞绕網网羅罗罰罚"
    "職职聯联聰聪聖圣腦脑臟脏膽胆脫脱腳脚臉脸艱艰藝艺節节蘇苏薦荐蕩荡榮荣藥药蓮莲營营蕭萧虛虚雖虽蟲虫補补襲袭裝装見见觀观規规視视覽览覺觉觸触計计"
    "迴回週周麼么裡里裏里著着後后乾干鬆松隻只準准衝冲製制複复併并佈布佔占徵征託托禦御誌志註注係系繫系範范蒐搜採采祕秘羣群啓启郷乡証证関关衆众産产値值強强内内"
    "軌轨輝辉輛辆迫迫遞递邏逻鄭郑釐厘鈴铃銷销鋒锋錦锦鎖锁鍋锅鍛锻闖闯閱阅闡阐阻阻障障頒颁頗颇顆颗飯饭飲饮餐餐馬马駕驾騙骗驕骄骨骨鬱郁黑黑默默鞏巩薄薄"
    "憊惫慘惨慚惭態态擬拟斂敛棲栖槍枪橫横櫃柜歷历殼壳濁浊濫滥瀉泻犧牺獎奖疊叠癱瘫皺皱盡尽礙碍稅税穀谷竄窜筍笋糞粪紮扎綁绑縱纵繁繁罷罢聞闻聳耸肅肃膚肤舖铺"
    "詢询詞词誠诚課课誰谁諒谅諧谐諸诸謂谓謹谨譜谱譴谴豈岂貞贞貪贪貯贮賀贺賞赏賠赔賴赖賺赚贏赢趕赶趨趋躍跃躊踌輩辈輯辑轟轰辭辞遲迟遼辽鄙鄙醜丑釀酿錘锤鎮镇閣阁闢辟"
)
TABLE = {ord(old): new for old, new in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) if old != new}
_SIGNS = compiled("[黨們會學習書記員織這還對與為來將發現問題實務責導領總結報職評議點組]")
_ENOUGH = 6
"""How many such characters a text must hold: a name may be written with one."""


def simplified(text: str) -> str:
    """The text with simplified characters, each in the place of the one it stands for; the length stays."""
    if _SIGNS.search(text) is None or len(_SIGNS.findall(text)) < _ENOUGH:
        return text
    return text.translate(TABLE)


def as_written(shown: str, stored: str, places: Sequence[int]) -> str:
    """Words of the view with the traditional characters that the report has in their places."""
    return "".join(
        stored[place] if TABLE.get(ord(stored[place])) == char else char
        for char, place in zip(shown, places, strict=True)
    )
