/** 放行 and 不发: a person who holds the release role decides on a draft, once. The group then hears totals; with 点名 the units, never a person. */
import type { Command } from '../domain/command.js';
import type { Cycle } from '../domain/cycle.js';
import { standings } from '../domain/permission.js';
import { answersFor } from '../domain/responsibility.js';
import { isOwing } from './count-units.js';
import { circulateRung, isUpToSecretary, mayRelease } from './draft-circular.js';
import { earliest, noticeOf } from './notices.js';
import { receiptMark, type Circular, type Notice } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { dayWords, personName, unitName } from './words.js';
import { say, type World } from './world.js';

type Decision = Extract<Command, { verb: 'release' | 'withhold' }>;

export async function decideCircular(world: World, said: Said, command: Decision): Promise<Response> {
  const open = await world.stores.circulars.openCirculars();
  const circular = command.no === undefined ? (open.length === 1 ? open[0] : undefined) : await world.stores.circulars.circular(command.no);
  const cycle = circular === undefined ? undefined : await world.stores.cycles.cycle(circular.cycle);
  if (circular === undefined || cycle === undefined) {
    const numbers = await releasable(world, said, open);
    return saying(
      numbers.length > 0 || mayAsk(world, said, command) ? say(world, 'which-circular', { numbers }) : say(world, 'denied', {}),
    );
  }
  if (!mayRelease(world, { cycle, units: circular.units }, said.person.id)) return notTheirs(world, said, command, cycle, circular);
  if (circular.state !== 'open') {
    const by = circular.decidedBy === undefined ? null : personName(world, circular.decidedBy);
    return saying(say(world, 'circular-decided', { number: circular.no, released: circular.state === 'released', by }));
  }
  return command.verb === 'release'
    ? release(world, said, cycle, circular, command.naming)
    : withhold(world, said, circular, command.reason);
}

async function release(world: World, said: Said, cycle: Cycle, circular: Circular, naming: boolean): Promise<Response> {
  const { no, units } = circular;
  const records = await world.stores.cycles.records(cycle.id, units);
  const stillOpen = units.filter((unit) => isOwing(records.get(unit) ?? { state: 'excused' }, said.now));
  if (stillOpen.length === 0) {
    return decide(world, said, no, {
      state: 'withheld',
      reason: 'all-answered',
      notices: [],
      text: say(world, 'circular-settled', { number: no, no: receiptMark }),
    });
  }
  const notices = groupNotices(world, cycle, circular, naming ? stillOpen : [], said.now);
  const [notice] = notices;
  const at = dayWords(world, notice === undefined ? said.now : Math.max(notice.notBefore, earliest(world, said.now, notice.urgent)), true);
  return decide(world, said, no, {
    state: 'released',
    notices,
    text: say(world, 'circular-released', { number: no, at, no: receiptMark }),
  });
}

async function withhold(world: World, said: Said, { no }: Circular, reason: string | undefined): Promise<Response> {
  if (reason === undefined) return saying(say(world, 'withhold-reason', { number: no }));
  return decide(world, said, no, {
    state: 'withheld',
    reason,
    notices: [],
    text: say(world, 'circular-withheld', { number: no, no: receiptMark }),
  });
}

async function decide(
  world: World,
  said: Said,
  no: number,
  { state, reason, notices, text }: { state: 'released' | 'withheld'; reason?: string; notices: Notice[]; text: string },
): Promise<Response> {
  const decision = {
    no,
    messageId: said.messageId,
    state,
    by: said.person.id,
    ...(reason === undefined ? {} : { reason }),
    notices,
    receipt: { to: said.person.id, text },
  };
  return responseTo(await world.stores.circulars.decide(decision, said.now));
}

/** To the group the cycle was announced in. */
function groupNotices(world: World, cycle: Cycle, { no, units }: Circular, named: string[], now: number): Notice[] {
  const group = cycle.schedule.announce?.group ?? world.config().roster.groups.keys().next().value;
  if (group === undefined) return [];
  return [
    noticeOf(
      world,
      `${cycle.id}/circular/${no}/group`,
      {
        kind: 'circulate-group',
        to: { kind: 'group', group },
        cycle,
        facts: { units: named, secretary: isUpToSecretary(world, { cycle, units }) },
      },
      now,
    ),
  ];
}

/** Discipline is told what there is to decide; the secretary, who looks on, what there would be to release. */
function mayAsk(world: World, { person }: Said, { verb }: Decision): boolean {
  const standing = standings(world.config().roster, person.id);
  return standing.has('discipline') || (verb === 'release' && standing.has('secretary'));
}

async function notTheirs(world: World, said: Said, { verb }: Decision, cycle: Cycle, circular: Circular): Promise<Response> {
  const { roster } = world.config();
  const about = circular.units.find((unit) => !answersFor(roster, unit, said.person.id));
  const looksOn =
    circulateRung(cycle)?.to.some((role) => (roster.people.get(said.person.id)?.roles as string[] | undefined)?.includes(role)) ?? false;
  if (verb === 'withhold' || !looksOn || about === undefined) return saying(say(world, 'denied', {}));
  return saying(say(world, 'circular-not-yours', { unit: unitName(world, about, cycle) }));
}

async function releasable(world: World, said: Said, open: readonly Circular[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const { no, cycle, units } of open) {
    const about = await world.stores.cycles.cycle(cycle);
    if (about !== undefined && mayRelease(world, { cycle: about, units }, said.person.id)) numbers.push(no);
  }
  return numbers;
}
