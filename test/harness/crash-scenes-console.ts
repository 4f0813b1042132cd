/** What the console reads, for the office and for discipline; and an answer that is said there. */
import { verdictOfTrail } from '../../src/application/audit-verdict.js';
import { openCalendar } from '../../src/application/open-calendar.js';
import type { Posted } from '../../src/application/ports.js';
import { realCases, sayReal } from '../../src/application/real-case.js';
import { createWebhookTeller } from '../../src/application/tell-webhook.js';
import { viewAudit } from '../../src/application/view-audit.js';
import { viewBurden } from '../../src/application/view-burden.js';
import { viewCycle, viewCycles } from '../../src/application/view-cycles.js';
import { viewLedger } from '../../src/application/view-ledger.js';
import { viewToday } from '../../src/application/view-today.js';
import { viewExportRequests } from '../../src/application/view-export-requests.js';
import { viewUnitAnswers } from '../../src/application/view-unit-answers.js';
import { viewUnitHistory } from '../../src/application/view-unit-history.js';
import { webhookEventTypes } from '../../src/domain/webhook-event.js';
import type { Scene } from './crash-scene.js';
import { anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamlet, hamletWith, replace } from './hamlet.js';
import type { Township } from './township.js';

async function hearsTemplates(town: Township): Promise<void> {
  const { world } = town.bot;
  const clerk = world.config().roster.people.get('he');
  if (clerk === undefined) throw new Error('the clerk is not in the roster');
  for (const template of ['supervise', 'finding-opened'])
    for (const { id } of await realCases(world, clerk, template))
      await sayReal(world, clerk, { template, texts: world.texts, id }, town.now());
}

async function opensEveryPage(town: Township): Promise<void> {
  const { world } = town.bot;
  const now = town.now();
  const { people } = world.config().roster;
  for (const id of ['he', 'zhou']) {
    const person = people.get(id);
    if (person === undefined) throw new Error(`${id} is not in the roster`);
    await viewToday(world, person, now);
    for (const cycle of await viewCycles(world, person, now)) {
      await viewCycle(world, person, cycle.id);
      await viewUnitHistory(world, person, cycle.id, 'dongcun');
      await viewUnitAnswers(world, person, { cycle: cycle.id, unit: 'dongcun', operationId: 'scene-1' }, now);
    }
    for (const closed of [false, true]) await viewLedger(world, person, closed, now);
    await viewExportRequests(world, person);
    await viewBurden(world, now);
    await viewAudit(world, {});
    await verdictOfTrail(world);
  }
}

/** All that it has not heard of; what it does not accept it is told again. A name of its own: nobody waits for the lease of somebody dead. */
async function tellsAnother(town: Township, posted: Posted, id = 'oa'): Promise<void> {
  const tell = createWebhookTeller({ ...town.bot.world, processId: 'teller' }, { post: () => Promise.resolve(posted), sign: () => ({}) });
  const receiver = { id, url: '', secretFrom: '', events: webhookEventTypes, key: new Uint8Array(32) };
  const { signal } = new AbortController();
  while ((await tell(receiver, signal)).kind === 'more');
}

export const consoleScenes: readonly Scene[] = [
  {
    name: 'pages that are opened, and an answer said in the console',
    at: '2026-08-25 08:59',
    prepare: hamletWith(
      hamlet,
      anyTime,
      withoutBudget,
      replace(files.settings, 'pacing: false', 'pacing: false\nconsole: { address: https://field.qingshan.example }'),
    ),
    // A receipt that nobody is known to have read goes out by chat.
    mayDiffer: [/收到，石桥村/u, /receipt/u],
    steps: [
      { act: 'another program is named', run: (town) => tellsAnother(town, { kind: 'accepted' }) },
      { act: 'a second one is named', run: (town) => tellsAnother(town, { kind: 'accepted' }, 'archive') },
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '1是 2 3次 3无'),
      { act: 'templates are heard', run: hearsTemplates },
      {
        act: 'an answer is said in the console',
        run: (town) =>
          town.bot.hearing.answer('ma', { id: 'console:ma:scene-1', at: town.now(), content: { kind: 'text', text: '1是 2 2次 3无' } }),
      },
      ...says('周正平', '登记 东村 公开栏坏了'),
      { act: 'every page is opened', run: opensEveryPage },
      { act: 'a phone asks for a calendar that is nobody’s', run: (town) => openCalendar(town.bot.world, 'x', town.now()) },
      { act: 'another program refuses what happened', run: (town) => tellsAnother(town, { kind: 'refused', status: 503 }) },
      { act: 'another program accepts it', run: (town) => tellsAnother(town, { kind: 'accepted' }) },
      { until: '2026-08-25 12:00' },
    ],
  },
];
