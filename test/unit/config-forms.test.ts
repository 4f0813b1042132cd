import { afterAll, describe, expect, it } from 'vitest';
import { load, removeHomes, rightFiles, writeHome } from '../harness/home-folder.js';
import { faultsOf, testSlips } from '../harness/slips.js';

afterAll(removeHomes);

const file = 'schedules/monthly.yaml';
const settings = 'settings.yaml';
const addressed = (rightFiles[settings] ?? '').replace('port: 8700 }', 'port: 8700, address: https://field.qingshan.example }');

async function viaOf(via: string): Promise<unknown> {
  const text = (rightFiles[file] ?? '').replace('prompt: self-check', `prompt: self-check\n${via}`);
  const loaded = await load(await writeHome({ ...rightFiles, [settings]: addressed, [file]: text }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const schedule = loaded.config.schedules.get('monthly');
  return schedule !== undefined && 'via' in schedule ? schedule.via : undefined;
}

describe('a schedule that is answered on a page', () => {
  it('says so; any other is answered in chat', async () => {
    expect(await viaOf('via: form')).toBe('form');
    expect(await viaOf('via: chat')).toBeUndefined();
    expect(await viaOf('basis: 意见')).toBeUndefined();
  });

  testSlips([
    {
      about: 'needs somewhere for its link to lead to, and says how to write that',
      file,
      from: 'prompt: self-check',
      to: 'prompt: self-check\nvia: ‸form',
      says: '网页答题要有网址：请在 settings.yaml 写上 console 的 address，如 console: { address: https://zrt.example.gov.cn }',
    },
    {
      about: 'is not anything else',
      file,
      from: 'prompt: self-check',
      to: 'prompt: self-check\nvia: ‸fax',
      says: '“via”不能是“fax”，只能是：chat、form',
    },
  ]);

  it('is one that asks: a reminder has nothing to answer', async () => {
    const reminder = 'name: 提醒\nkind: reminder\ncron: "0 9 1 * *"\nto: [clerk]\ntemplate: reminder\nvia: form\n';
    expect(await faultsOf({ [settings]: addressed, 'schedules/reminder.yaml': reminder })).toEqual([
      expect.stringMatching(/^schedules\/reminder\.yaml:6:1 {2}.*via/u),
    ]);
  });
});
