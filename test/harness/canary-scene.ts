/** A township in which everything is said that people can say, each time with a canary; and who may read which of them. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { may } from '../../src/domain/permission.js';
import type { UnitId } from '../../src/domain/roster.js';
import { canary, type Secret } from './canaries.js';
import { files, hamletWith, replace } from './hamlet.js';
import { Township } from './township.js';

const shipped = new URL('../../schedules', import.meta.url).pathname;
const lastQuestion = '  - { id: issue, type: text, text: 主要问题，或要镇里协调的事？, label: 问题 }\n';
const board = '  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月 }\n';
const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const stranger = { id: 'wxid_stranger_of_the_canaries', name: canary('the stranger’s name'), called: '生人' };

const prepare = hamletWith(
  replace(files.selfCheck, lastQuestion, `${lastQuestion}${board}`),
  replace(files.roster, 'accounts: [wxid_ma] }', 'accounts: [] }'),
  async (home) => {
    for (const id of ['quarterly-duty-report', 'rules-register'])
      await cp(join(shipped, `${id}.yaml`), join(home, 'schedules', `${id}.yaml`));
    await mkdir(join(home, 'lists'), { recursive: true });
    await writeFile(join(home, 'lists', 'rules.yaml'), '- { id: gongwu, text: 公务接待办法, unit: shiqiao, due: 2026-09-30 }\n');
  },
);

/** `unit`: who may look at it may read this as well. Absent: nobody but who wrote it. */
interface Said extends Secret {
  by: string;
  unit?: UnitId | undefined;
  /** It is kept, and goes into no message. */
  silent?: boolean;
}

export class CanaryScene {
  readonly secrets: Said[] = [];
  readonly heard: { to: string; text: string }[] = [];

  private constructor(readonly town: Township) {}

  static async open(): Promise<CanaryScene> {
    const scene = new CanaryScene(await Township.open({ at: '2026-08-25 08:59', prepare, others: [stranger] }));
    scene.secrets.push({ name: 'the stranger’s name', text: stranger.name, by: '生人' });
    scene.secrets.push({ name: 'the stranger’s account', text: stranger.id, by: '生人', guessable: true });
    return scene;
  }

  /** A canary of somebody's own, to be put into what they say. */
  bird(name: string, by: string, unit?: UnitId, silent = false): string {
    const text = canary(name);
    this.secrets.push({ name, text, by, unit, silent });
    return text;
  }

  /** What was sent so far goes to the record; returns what somebody was sent since the last time. */
  listen(who: string): string {
    const heard = this.town.takeEverything();
    for (const [to, texts] of heard) this.heard.push(...texts.map((text) => ({ to, text })));
    return heard.get(who)?.join('\n') ?? '';
  }

  /** Each message that holds what its reader may not read. */
  wronglyHeard(): string[] {
    const { roster } = this.town.bot.world.config();
    // Whose account it is since the code was typed.
    const called = (who: string) => (who === stranger.called ? '马春生' : who);
    const personOf = (who: string) => [...roster.people.values()].find(({ name }) => name === called(who))?.id;
    return this.secrets.flatMap(({ name, text, by, unit }) => {
      const readers = this.heard.filter((message) => message.text.includes(text) && message.to !== by).map(({ to }) => to);
      const wrong = readers.filter((to) => unit === undefined || !may(roster, personOf(to) ?? '', 'look', { unit }));
      return wrong.map((to) => `${name} was told to ${to}`);
    });
  }

  async play(): Promise<void> {
    await this.#bind();
    await this.#selfCheck();
    await this.#requests();
    await this.#whatIsNotKept();
    await this.#reports();
    await this.#tasks();
    await this.#ladder();
  }

  async #bind(): Promise<void> {
    const { town } = this;
    await town.says('何晓燕', '绑定码 马春生');
    const code = /的码：(\d{8})\n/u.exec(this.listen('何晓燕'))?.[1] ?? '';
    this.secrets.push({ name: 'the code', text: code, by: '何晓燕', guessable: true });
    await town.says('生人', `您好，我是${this.bird('a stranger’s words', '生人')}`);
    await town.says('生人', `绑定 ${code}`);
    await town.until('2026-08-25 09:10');
    this.listen('');
  }

  async #selfCheck(): Promise<void> {
    const { town } = this;
    for (const text of ['逐题', '是', '3', `${this.bird('an answer', '赵小梅', 'dongcun')}漏水`]) await town.says('赵小梅', text);
    const bytes = Buffer.concat([jpg, Buffer.from(this.bird('a photo', '赵小梅'))]);
    const fileName = `${this.bird('the name of a photo', '赵小梅')}.jpg`;
    await town.does((hub, id) => hub.photo({ from: town.account('赵小梅'), bytes, fileName, id }));
    await town.says('赵小梅', `改 3 ${this.bird('a correction', '赵小梅', 'dongcun')}`);
    await town.says('赵小梅', `上面第三题搞错了，是${this.bird('what was not confirmed', '赵小梅')}`);
    for (const text of ['逐题', '是', '2', `${this.bird('a draft', '生人')}没修好`]) await town.says('生人', text);
    this.listen('');
  }

  async #requests(): Promise<void> {
    const { town } = this;
    await town.says('李德明', `有困难 ${this.bird('a difficulty', '李德明', 'dongcun')}没法贴`);
    const first = this.#numberFor('李德明');
    await town.pass('2m');
    await town.says('王志强', `协调${first} ${this.bird('help', '王志强', 'dongcun')}，下周三前`);
    await town.says('生人', `延期3天，${this.bird('a reason', '生人', 'shiqiao')}住院`);
    const second = this.#numberFor('生人');
    await town.pass('2m');
    await town.says('王志强', `不同意${second} ${this.bird('a refusal', '王志强', 'shiqiao')}`);
    await town.pass('2m');
    this.listen('');
  }

  #numberFor(who: string): string {
    return /(\d+)号/u.exec(this.listen(who))?.[1] ?? '';
  }

  async #whatIsNotKept(): Promise<void> {
    const { town } = this;
    await town.says('吴永贵', `我要举报支书收红包${this.bird('a report of wrongdoing', '吴永贵')}`);
    await town.says('吴永贵', `今天真热${this.bird('talk', '吴永贵')}`);
    await town.saysInGroup('吴永贵', `@助手 ${this.bird('words to the bot in the group', '吴永贵')}`);
    await town.saysInGroup('吴永贵', this.bird('words in the group', '吴永贵'), false);
    this.listen('');
  }

  async #reports(): Promise<void> {
    const { town } = this;
    await town.says('何晓燕', '发起 季度履责报告');
    await town.pass('2m');
    this.listen('');
    const bytes = Buffer.from(`一、${this.bird('a report', '李德明')}\n`);
    const fileName = `${this.bird('the name of a report', '李德明')}.txt`;
    await town.does((hub, id) => hub.file({ from: town.account('李德明'), bytes, fileName, id }));
    await town.pass('2m');
    const number = this.#numberFor('王志强');
    await town.says('王志强', `退回 ${number} ${this.bird('what was asked back', '王志强', 'dongcun')}`);
    const prompt =
      /（(\d+)#）/u.exec(this.heard.find(({ to, text }) => to === '吴永贵' && text.includes('履责报告'))?.text ?? '')?.[1] ?? '';
    await town.says(
      '吴永贵',
      `${prompt}# 1 ${this.bird('part of a report', '吴永贵', 'shiqiao')}研究了3次\n2 没有\n3 没有\n4 没有\n5 没有`,
    );
    await town.says('王志强', '查 石桥村 三季度');
    await town.pass('2m');
    this.listen('');
  }

  async #tasks(): Promise<void> {
    const { town } = this;
    await town.says('何晓燕', '发起 制度台账');
    await town.pass('2m');
    await town.says('吴永贵', `已办 1 ${this.bird('evidence', '吴永贵', 'shiqiao')}`);
    await town.pass('2m');
    await town.says('何晓燕', `退回 1 ${this.bird('why it was sent back', '何晓燕', 'shiqiao')}`);
    await town.pass('2m');
    this.listen('');
  }

  async #ladder(): Promise<void> {
    const { town } = this;
    await town.until('2026-09-02 09:30');
    this.listen('');
    await town.says('吴永贵', `说明 ${this.bird('an explanation', '吴永贵', 'shiqiao')}没顾上`);
    await town.until('2026-09-04 10:00');
    const draft = /通报草稿 (\d+)号，没发\n石桥村/u.exec(this.listen('周正平'))?.[1] ?? '';
    await town.says('周正平', `不发 ${draft} ${this.bird('why nothing was circulated', '周正平', 'shiqiao', true)}`);
    await town.pass('10m');
    this.listen('');
  }
}
