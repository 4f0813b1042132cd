import { openLog } from '../../adapters/log/log.js';
import { LocalHub } from '../../adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../../adapters/wechaty/resolve-puppet.js';
import { renderQr } from '../../adapters/wechaty/scan.js';
import { committeeName, dateWords } from '../../application/words.js';
import { say } from '../../application/world.js';
import { ValidationError } from '../../domain/errors.js';
import { startBot, type BotOptions } from '../../main.js';
import { systemClock } from '../clocks.js';
import { homeFolder, openHome } from '../open-home.js';
import type { Output } from '../output.js';
import { untilSignal } from '../signals.js';

const roles = ['courier', 'worker', 'console'];

/** Runs the bot until SIGINT or SIGTERM. A process without the role `courier` works through what is due but neither hears nor sends. */
export async function start(output: Output, role: string): Promise<void> {
  const wanted = role.split(',').map((one) => one.trim());
  const unknown = wanted.find((one) => !roles.includes(one));
  if (unknown !== undefined) throw new ValidationError('no-such-role', `no role ${unknown}; there are: ${roles.join(', ')}`);
  const { env } = process;
  const folder = homeFolder(env);
  const log = openLog();
  const stopped = untilSignal();
  const bot = await startBot({
    folder,
    env,
    clock: systemClock,
    log,
    puppet: await puppetOf(env, folder),
    courier: wanted.includes('courier'),
    onWarning: (warning) => log.warn({}, warning),
    onScan: (qr, state) => process.stderr.write(`${state}\n${renderQr(qr)}\n`),
    onState: (state, account) => log.info({ state, account }, 'chat'),
  });
  try {
    const next = await bot.engine.nextDue(systemClock.now());
    const facts = { committee: committeeName(bot.world), schedules: bot.world.config().schedules.size, next: next ?? null };
    output.print(
      output.json
        ? JSON.stringify(facts)
        : say(bot.world, 'cli-started', { ...facts, next: next === undefined ? null : dateWords(bot.world, next) }),
    );
    await stopped;
  } finally {
    await bot.stop();
  }
}

/** The puppet of WECHATY_PUPPET; the embedded one has a chat of its own, with the roster's people in it. */
async function puppetOf(env: NodeJS.ProcessEnv, folder: string): Promise<BotOptions['puppet']> {
  const name = env['WECHATY_PUPPET'] ?? 'local';
  if (name !== 'local') return resolvePuppet(name);
  const { config } = await openHome(folder, systemClock.now());
  const contacts = [...config.roster.people.values()].flatMap(({ accounts, name: person }) => accounts.map((id) => ({ id, name: person })));
  const members = contacts.map(({ id }) => id);
  const rooms = [...config.roster.groups.values()].map(({ id, room, name: group, topic }) => ({
    id: room ?? id,
    topic: topic ?? group,
    members,
  }));
  return resolvePuppet('local', new LocalHub({ contacts, rooms, now: () => systemClock.now() }));
}
