import { test } from 'vitest';
import { answer, hears, liaisonsBut, opened, play } from '../harness/scene.js';

const at = '2026-08-25 08:59';

test('the nearest word is offered, and carried out only on 是', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('王志强', '进渡 8月自查');
    hears(town, '王志强', '没看懂“进渡”，是“进度 8月自查”吗？⏎对就回：是');
    await town.says('王志强', '是');
    hears(town, '王志强', '8月自查，9月1日截止⏎9个单位：已交0，没交9⏎8月25日发题');
    await town.says('王志强', '状太');
    hears(town, '王志强', '没看懂“状太”，是“状态”吗？⏎对就回：是');
    await town.says('王志强', '不是');
    hears(town, '王志强', '好，没动。');
    await town.says('赵小梅', '崔办');
    hears(town, '赵小梅', '没看懂这句。要看能说什么，回：帮助');
  }));

test('a voice message is asked for as text', () =>
  play({ at }, async (town) => {
    await town.does((hub, id) => hub.voice({ from: town.account('吴永贵'), id }));
    hears(town, '吴永贵', '语音我听不了。⏎长按选“转文字”，再发给我就行。');
  }));

test('help fits one screen and shows only what this person may do', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '帮助');
    hears(
      town,
      '赵小梅',
      '您是东村联络员，常用：⏎答题：照题号回，或 逐题⏎看题：题目　不会答：跳过⏎改：改 2 4⏎办完：已办 号，已改 号⏎不好办：延期 3天 原因｜有困难｜不适用｜改派 姓名⏎有什么情况：说明 ……⏎请假：请假 9.7-9.11 谁代⏎看自己的：我的　看一看：状态⏎有事找党政办何晓燕',
    );
    await town.says('王志强', '怎么用');
    hears(
      town,
      '王志强',
      '您分管9个单位，常用：⏎看：状态、谁没交、逾期、台账、断链⏎看一家：查 东村　看一件：进度 8月自查⏎催：催办 东村　等您定的：待定⏎' +
        '单位请示时：同意 号、不同意 号 原因⏎督办时：协调、延期、改派、督办⏎看问题：看 号　记问题：登记 单位 看到什么⏎看报告：已阅 号、退回 号 要补什么⏎电脑上看：登录　期限进手机：日历⏎有事找党政办何晓燕',
    );
    await town.says('周正平', '帮助');
    hears(
      town,
      '周正平',
      '镇纪委，全镇都能看，常用：⏎看：状态、谁没交、台账、逾期、断链⏎看一家：查 单位　等您定的：待定⏎通报：放行 号、不发 号 原因⏎问题：立 号 期限、退回 号 原因、销号 号⏎记问题：登记 单位 看到什么⏎抽查：核 单位 情况⏎电脑上看：登录　期限进手机：日历⏎线索、密件别在这里说。⏎有事找党政办何晓燕',
    );
    await town.says('何晓燕', '帮助');
    hears(
      town,
      '何晓燕',
      '办公室常用：⏎发：发起 名称　撤：撤销 名称⏎停：暂停 单位 至 日期⏎人：绑定码 姓名、调离 姓名 日期 谁接⏎查：状态、断链、谁没交、台账、查 单位⏎任务：销号 号、退回 号 原因　等您看的：待定⏎要文件：导出 台账、导出 名单⏎群众反映：登记 群众 单位 什么事⏎说不清的消息：再发 号、已到 号⏎电脑上办：登录　期限进手机：日历',
    );
    await town.says('张建国', '帮助');
    hears(
      town,
      '张建国',
      '全镇都能看，常用：⏎看：状态、谁没交、逾期、台账、断链⏎看一家：查 东村　看一件：进度 8月自查⏎过问：催办 东村　等您定的：待定⏎' +
        '单位请示时：同意 号、不同意 号 原因⏎有困难的：协调 号 怎么帮⏎看问题：看 号　记问题：登记 单位 看到什么⏎看报告：已阅 号、退回 号 要补什么⏎电脑上看：登录　期限进手机：日历⏎有事找党政办何晓燕',
    );
    await town.says('罗勇', '帮助');
    hears(
      town,
      '罗勇',
      '检查员常用：⏎查一家：检查 单位，或 检查 单位 清单⏎每项回：正常、问题、不适用，可加一句⏎随时可回：上一项、暂停、继续、改 项号⏎' +
        '查完：提交　请您签的：会签 号⏎在查、查过的：我的⏎有事找党政办何晓燕',
    );
  }));

test('我的 tells what is under way, what is kept, and who may see it', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '我的');
    hears(
      town,
      '赵小梅',
      '赵小梅，东村联络员⏎在办1件：8月自查，9月1日（周二）18:00⏎本周给您发了1条⏎存着：姓名、职务、微信绑定、0次自查（加密）⏎能看的人：李德明、王志强、书记、镇纪委、办公室⏎都看看回：我的 全部',
    );
    await answer(town, liaisonsBut('柳湾村'));
    await town.says('赵小梅', '我的');
    hears(
      town,
      '赵小梅',
      '赵小梅，东村联络员⏎没有在办的⏎本周给您发了1条⏎存着：姓名、职务、微信绑定、1次自查（加密）⏎能看的人：李德明、王志强、书记、镇纪委、办公室⏎看某次回：我的 8月⏎都看看回：我的 全部',
    );
    await town.says('赵小梅', '我的 8月');
    town.expects('赵小梅', '东村8月自查：已交，8月25日', '2 谈话：1次', '赵小梅联络员答，8月25日');
    await town.says('刘芳', '我的 8月');
    town.expects('刘芳', '柳湾村8月自查：还没收到，9月1日截止');
  }));
