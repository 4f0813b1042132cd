/** Words in which the scenes are written: `⏎` is a line break on the phone, and units that a scene is not about answer by themselves. */
import { expect } from 'vitest';
import { Township, type TownshipOptions } from './township.js';

/** The worlds over which the bot may talk. */
export const worlds = ['local', 'grpc'] as const;

/** Plays a scene and closes it: at its end nobody was sent anything that was not expected, and nothing went wrong inside. */
export async function play(options: TownshipOptions, scene: (town: Township) => Promise<void>): Promise<void> {
  const town = await Township.open(options);
  try {
    await scene(town);
    town.expectsNothing();
    expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
  } finally {
    await town.close();
  }
}

/** A text as the conversations write it. */
export function phone(text: string): string {
  return text.replaceAll('⏎', '\n');
}

/** The next message to somebody is exactly this. */
export function hears(town: Township, who: string, text: string): void {
  town.expectsExactly(who, phone(text));
}

/** The next message to somebody is exactly this, and the line of its receipt; returns the receipt's number. */
export function hearsWithReceipt(town: Township, who: string, text: string): string {
  const [, said, number = ''] = /^([\s\S]*)\n回执 ([A-Z0-9-]+)$/u.exec(town.expects(who)) ?? [];
  expect(said).toBe(phone(text));
  return number;
}

/** Everybody of these is sent a message with these words, and nobody else. */
export function allHear(town: Township, people: readonly string[], words: string): void {
  expect(town.takeAll(phone(words)).sort()).toEqual([...people].sort());
}

/** Who answers for each unit of the example, by the unit's name. Shangping has nobody. */
export const liaisons: Readonly<Record<string, string>> = {
  镇党委: '张建国',
  东村: '赵小梅',
  柳湾村: '刘芳',
  石桥村: '马春生',
  大塘村: '彭小军',
  杨家坪村: '田桂花',
  西河村: '苏红梅',
  南岭村: '曹小玲',
  黄土岭村: '余秀英',
  三岔口村: '蒋冬生',
  新桥村: '董丽',
  竹园村: '秦小红',
  财政所: '钱玉',
  党政办: '林晓',
  卫生院: '韩雪',
  农业服务中心: '叶青',
  文化站: '杜娟',
};

/** The liaisons of all units but these. */
export function liaisonsBut(...units: string[]): string[] {
  return Object.entries(liaisons).flatMap(([unit, liaison]) => (units.includes(unit) ? [] : [liaison]));
}

/** All these people answer in one message; each gets a receipt. */
export async function answer(town: Township, people: readonly string[]): Promise<void> {
  for (const person of people) {
    await town.says(person, '1是 2 1次 3A 4 8.19 5无');
    town.expects(person, '自查记下了', /回执 \d+$/u);
  }
}

/** The August round as it begins in the scenes: announced, put to all liaisons, and the clerk told of the one unit that has none. */
export async function opened(town: Township): Promise<void> {
  await town.until('2026-08-25 09:10');
  town.expects('群', '8月主体责任自查今天开始');
  town.expects('何晓燕', '上坪村：没有联络员');
  allHear(town, liaisonsBut(), '8月自查，5题');
}
