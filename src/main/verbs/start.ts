import { openLog } from '../../adapters/log/log.js';
import { openPictures } from '../../adapters/picture/open-pictures.js';
import { LocalHub } from '../../adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../../adapters/wechaty/resolve-puppet.js';
import { renderQr } from '../../adapters/wechaty/scan.js';
import { nextOpening } from '../../application/openings.js';
import { committeeName, dateWords } from '../../application/words.js';
import { say, type World } from '../../application/world.js';
import type { Instant } from '../../domain/time.js';
import { startBot, type BotOptions } from '../../main.js';
import { systemClock } from '../clocks.js';
import { firstSignIn } from '../first-sign-in.js';
import { openPages } from '../pages.js';
import { homeFolder, openHome } from '../open-home.js';
import { pictureFiles } from '../picture-files.js';
import { answer, withProgress, type Outcome, type Output } from '../output.js';
import type { Role } from '../roles.js';
import { unlessStopped, untilStopped } from '../stopping.js';

/** Runs the bot until it is told to stop. A process without the role `courier` works through what is due but neither hears nor sends. */
export async function start(output: Output, roles: readonly Role[], stopping: AbortSignal): Promise<Outcome> {
  stopping.throwIfAborted();
  const { env } = process;
  const folder = homeFolder(env);
  const log = openLog();
  const puppet = await unlessStopped(puppetOf(env, folder), stopping);
  const { createPrometheus } = await import('../../adapters/metrics/prometheus.js');
  const metrics = createPrometheus();
  const pictures = openPictures({ ...pictureFiles, log });
  const starting = startBot({
    folder,
    env,
    clock: systemClock,
    log,
    puppet,
    metrics,
    pictures,
    courier: roles.includes('courier'),
    longWork: roles.includes('worker'),
    onWarning: (warning) => log.warn({}, warning),
    onState: (state, account) => log.info({ state, account }, 'chat'),
    onScan: (qr, state) => output.tell(`${state}\n${renderQr(qr)}`),
    stopping,
  });
  const bot = await withProgress(output, 'starting', starting);
  const closing = [() => bot.stop(), () => pictures.close()];
  try {
    const pages = await openPages(bot, metrics, log, roles.includes('console'));
    closing.unshift(() => pages.stop());
    const next = nextOpeningOf(bot.world);
    const { settings, schedules } = bot.world.config();
    const address = pages.console ? (settings.console.address ?? pages.url ?? null) : null;
    const facts = { committee: committeeName(bot.world), schedules: schedules.size, console: address };
    answer(output, { ...facts, next: next === undefined ? null : new Date(next).toISOString() }, () =>
      say(bot.world, 'cli-started', { ...facts, next: next === undefined ? null : dateWords(bot.world, next) }),
    );
    const way = address === null ? undefined : await firstSignIn(bot.world, address);
    if (way !== undefined) output.tell(way);
    await untilStopped(stopping);
  } finally {
    await Promise.all(closing.map((close) => close()));
  }
  return 'done';
}

function nextOpeningOf(world: World): Instant | undefined {
  const now = world.clock.now();
  const openings = [...world.config().schedules.values()].map((schedule) => nextOpening(world, schedule, now));
  return openings.filter((at) => at !== undefined).sort((one, other) => one - other)[0];
}

/** The puppet of WECHATY_PUPPET; the embedded one has a chat of its own, with the roster's people in it. */
async function puppetOf(env: NodeJS.ProcessEnv, folder: string): Promise<BotOptions['puppet']> {
  const name = env['WECHATY_PUPPET'] || 'local';
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
