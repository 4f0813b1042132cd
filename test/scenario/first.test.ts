import { afterAll, beforeAll, it } from 'vitest';
import { Township } from '../harness/township.js';

let town: Township;
beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59' });
});
afterAll(() => town.close());

it('plays', async () => {
  const show = (label: string) => { const all = (town as any)['_peek']?.() ; };
  town.world.hub.onSent(({ to, text }) => process.stdout.write(`→${to.id}: ${text.replaceAll('\n', '⏎')}\n`));
  await town.until('2026-08-25 09:30');
  await town.says('赵小梅', '1、是　２、３次　３、Ａ　４、８月２０号　５、无');
  await town.says('赵小梅', '改 2 4');
  await town.says('赵小梅', '上面第四题搞错了，是21号');
  await town.says('赵小梅', '对的');
  await town.says('田桂花', '逐题');
  await town.says('田桂花', '没开成');
  await town.says('田桂花', '下周三');
  await town.says('田桂花', '好几次');
  await town.says('田桂花', '三次左右');
  await town.until('2026-08-27 08:40');
  await town.says('田桂花', '昨天有事走了');
  await town.says('田桂花', 'a');
  await town.says('田桂花', '8.20');
  await town.says('田桂花', '无');
  await town.until('2026-09-03 15:00');
  await town.says('张建国', '状态');
  await town.says('周正平', '状态');
  await town.says('何晓燕', '状态');
  await town.says('王志强', '谁没交');
  await town.says('张建国', '查柳湾村');
  await town.says('李德明', '查 石桥村');
  await town.says('吴永贵', '说明 会计换人，今天才交接完');
  await town.until('2026-09-04 10:00');
  await town.says('张建国', '放行1');
  await town.says('周正平', '放行1');
  await town.until('2026-09-04 10:10');
  await town.says('马春生', '1是 2 1次 3B 4 8.27 5会计刚交接，9月补公开');
  await town.until('2026-09-04 16:10');
  await town.saysInGroup('张建国', '状态');
  await town.says('王志强', '进渡 8月自查');
  await town.says('王志强', '是');
  await town.says('赵小梅', '帮助');
  await town.says('赵小梅', '我的');
  await town.says('陌生人', '你好');
  console.log(town.logged.filter(l => l.level !== 'info').map(l => JSON.stringify(l)).join('\n'));
});
