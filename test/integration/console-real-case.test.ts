import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RealCase } from '../../src/application/real-case.js';
import { anyPort, openTestConsole, type Answered, type TestConsole, type Visitor } from '../harness/console.js';
import { hamlet, hamletWith } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

const cycle = 'monthly-self-check-20260825-0900';
let town: Township;
let console: TestConsole;
let clerk: Visitor;

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, anyPort) });
  console = await openTestConsole(town);
  await town.until('2026-08-25 09:10');
  await town.says('赵小梅', '1是 2 3次 3没有');
  await town.says('马春生', '说明 汛期都在堤上');
  await town.says('何晓燕', '登记 石桥村 台账缺两页');
  town.takeEverything();
  const [finding] = await town.bot.world.stores.ledger.list([{ scope: { of: 'all' }, state: 'proposed' }], 1);
  await town.says('周正平', `立 ${finding?.no} 10天`);
  town.takeEverything();
  clerk = await console.signIn(town, '何晓燕');
});
afterAll(async () => {
  await console.stop();
  await town.close();
});

async function cases(name: string): Promise<RealCase[]> {
  const { status, body } = await clerk.get(`/api/v1/files/templates/${name}/cases`);
  expect(status).toBe(200);
  return body as RealCase[];
}

async function hear(name: string, id: string, text?: string): Promise<string | null> {
  const shipped = ((await clerk.get(`/api/v1/files/templates/${name}`)).body as { text: string }).text;
  const { status, body } = await clerk.post('/api/v1/files/hear', { name, text: text ?? shipped, case: id });
  expect(status).toBe(200);
  return (body as { text: string | null }).text;
}

const entries = async (): Promise<string[]> =>
  (await town.bot.world.stores.audit.entries('0-0', 5_000)).map(({ fields }) => fields.join(' '));

test.each(['self-check', 'remind', 'press', 'supervise', 'urge'])(
  '%s is heard of a unit that has not answered, as it would be said to it now',
  async (name) => {
    const found = await cases(name);
    expect(found.map(({ id }) => id)).toContain(`${cycle}/shiqiao`);
    expect(found.map(({ id }) => id)).not.toContain(`${cycle}/dongcun`);
    const text = (await hear(name, `${cycle}/shiqiao`)) ?? '';
    expect(text).toContain('石桥村');
    expect(text).toContain('8月');
  },
);

test('what is being written is heard, not what is in force; with faults there is nothing to hear', async () => {
  expect(await hear('remind', `${cycle}/shiqiao`, '{% for item in items %}别忘了{{ item.unit }}{% endfor %}')).toBe('别忘了石桥村');
  expect(await hear('remind', `${cycle}/shiqiao`, '{{ nobody }}')).toBeNull();
});

test('nothing is sent, stored or said of it; where a unit’s own words are shown, that is on record, once an hour', async () => {
  const before = await entries();
  for (const name of ['self-check', 'remind', 'press']) await hear(name, `${cycle}/shiqiao`);
  await hear('supervise', `${cycle}/qingshan`);
  expect(await entries()).toEqual(before);
  // The test before has heard of it as well.
  const text = (await hear('supervise', `${cycle}/shiqiao`)) ?? '';
  expect(text).toContain('汛期都在堤上');
  const read = (await entries()).filter((one) => /actor he .*act read .*shiqiao/u.test(one));
  expect(read).toHaveLength(1);
  expect([...town.takeEverything().values()].flat().join()).not.toContain('汛期都在堤上');
});

test('a finding that is open and the status are heard as well; a rung about what is the secretary’s is not the office’s to hear', async () => {
  const [finding] = await cases('finding-opened');
  expect(finding?.label).toContain('台账缺两页');
  for (const name of ['finding-opened', 'finding-press', 'finding-supervise'])
    expect(await hear(name, finding?.id ?? '')).toContain('石桥村');
  expect(await hear('status', 'own')).toContain('8月自查');
  expect((await cases('supervise')).map(({ id }) => id)).not.toContain(`${cycle}/qingshan`);
  expect(await hear('supervise', `${cycle}/qingshan`)).toBeNull();
});

test('only the office hears drafts, and only of what is there', async () => {
  for (const id of ['', '..', `${cycle}/nowhere`, `${cycle}/dongcun`, 'matter/999999', 'own', 'x'.repeat(300)])
    expect(await hear('press', id)).toBeNull();
  for (const name of ['receipt', 'no-such-template', 'nudges']) expect(await cases(name)).toEqual([]);
  const body = { name: 'press', text: '好', case: `${cycle}/shiqiao` };
  const refused = async (who: Visitor): Promise<Answered[]> => [
    await who.post('/api/v1/files/hear', body),
    await who.get('/api/v1/files/templates/press/cases'),
  ];
  for (const who of ['张建国', '周正平', '赵小梅'])
    expect(
      (await refused(await console.signIn(town, who))).map(({ status }) => status),
      who,
    ).toEqual([403, 403]);
  expect((await refused(console.stranger())).map(({ status }) => status)).toEqual([401, 401]);
  expect((await clerk.get('/api/v1/files/templates/..%2f..%2fkey/cases')).status).toBe(400);
  expect((await clerk.post('/api/v1/files/hear', { ...body, case: 'x'.repeat(301) })).status).toBe(400);
});
