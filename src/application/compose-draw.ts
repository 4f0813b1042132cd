/** The words of notices about draws, made from the books: what is not true any more is not said. */
import type { ExclusionCode } from '../domain/freeze-lot.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Draw } from '../domain/spot-check.js';
import type { Instant } from '../domain/time.js';
import { asDraw, standingOf } from './draw-book.js';
import { countAsked, longCode, lotFacts, unitLines } from './draw-words.js';
import type { Composer, DueNotice, Reader } from './due-notice.js';
import { isTo } from './due-notice.js';
import type { drawNoticeKinds } from './notices.js';
import { dateWords, dayWords, nearDayWords, personName, timeOfDay, titleOf, unitName } from './words.js';
import { today } from './said.js';
import { say, type World } from './world.js';

export const drawComposers: Record<(typeof drawNoticeKinds)[number], Composer> = {
  'draw-committed': (world, items, _reader, now) => committed(world, items, now, false),
  'draw-reminder': (world, items, _reader, now) => committed(world, items, now, true),
  'draw-sealed': sealed,
  'draw-lapsed': async (world, items) => (await drawsIn(world, items)).map((draw) => lapsed(world, draw)),
  'draw-summary': summary,
  'draw-answered': answered,
  'draw-disclosed': disclosed,
  'draw-called': called,
};

async function drawsIn(world: World, items: readonly DueNotice[]): Promise<Draw[]> {
  const numbers = [...new Set(items.map(({ notice }) => (notice.facts as { no: number }).no))];
  const found = await Promise.all(numbers.map(async (no) => asDraw(await world.stores.matters.matter(no))));
  return found.filter((draw) => draw !== undefined);
}

async function committed(world: World, items: DueNotice[], now: Instant, again: boolean): Promise<string[]> {
  const draws = (await drawsIn(world, items)).filter(({ state }) => state === 'committed');
  const several = (await world.stores.matters.open({ kind: 'draw' })).filter(({ state }) => state === 'committed').length > 1;
  return draws.map((draw) =>
    say(world, 'draw-committed', {
      ...lotFacts(world, draw),
      again,
      several,
      until: nearDayWords(world, draw.until, now, true),
    }),
  );
}

/** Nothing for whoever is not the custodian any more. */
async function sealed(world: World, items: DueNotice[], reader: Reader): Promise<string[]> {
  const { custodian } = world.config().settings;
  if (custodian === undefined || !isTo(reader, [custodian])) return [];
  return (await drawsIn(world, items)).map(({ batch, at, commitment }) =>
    say(world, 'draw-sealed', {
      batch,
      at: dateWords(world, at),
      lot: longCode(commitment.lot),
      secret: longCode(commitment.secret),
    }),
  );
}

function lapsed(world: World, draw: Draw): string {
  const { batch, lot } = draw;
  // Nothing is broken where all have been checked as often as they may be.
  const full = lot.excluded.length > 0 && lot.excluded.every(({ reason }) => reason === ('often' satisfies ExclusionCode));
  return say(world, 'draw-lapsed', { batch, title: titleOf(world, draw), nobody: draw.lapsed === 'nobody', full });
}

/** Whom to telephone, as long as there is somebody. */
async function summary(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const again = items.every(({ notice }) => (notice.facts as { again?: boolean }).again === true);
  const draws = (await drawsIn(world, items)).filter(({ state }) => state === 'calling');
  const sections = draws.map(async (draw) => {
    const { units } = await standingOf(world, draw, now);
    const silent = units.filter(({ reach }) => reach === 'silent').map(({ unit }) => unitName(world, unit));
    if (silent.length === 0) return [];
    const { batch, code } = lotFacts(world, draw);
    return [
      say(world, 'draw-summary', {
        batch,
        count: countAsked(draw),
        units: unitLines(world, draw, units),
        silent: silent.length,
        first: silent[0] ?? null,
        again,
        code,
      }),
    ];
  });
  return (await Promise.all(sections)).flat();
}

async function answered(world: World, items: DueNotice[]): Promise<string[]> {
  const sections: string[] = [];
  for (const draw of await drawsIn(world, items)) {
    const units = items.flatMap(({ notice }) => {
      const facts = notice.facts as { no: number; units: UnitId[] };
      return facts.no === draw.no ? facts.units : [];
    });
    sections.push(say(world, 'draw-answered', { units: await answeredAt(world, draw, [...new Set(units)]) }));
  }
  return sections;
}

async function answeredAt(world: World, draw: Draw, units: readonly UnitId[]): Promise<{ unit: string; at: string | null }[]> {
  const records = await world.stores.cycles.records(draw.cycle, units);
  return units.map((unit) => {
    const at = records.get(unit)?.answeredAt;
    return { unit: unitName(world, unit), at: at === undefined ? null : timeOfDay(world, at) };
  });
}

async function disclosed(world: World, items: DueNotice[], _reader: Reader, now: Instant): Promise<string[]> {
  const sections: string[] = [];
  for (const draw of (await drawsIn(world, items)).filter(({ state }) => state === 'disclosed')) {
    const { units = [] } = (items.find(({ notice }) => (notice.facts as { no: number }).no === draw.no)?.notice.facts ?? {}) as {
      units?: UnitId[];
    };
    const isFirst = draw.silent.length === 0 && draw.calls.length === 0;
    sections.push(
      say(world, 'draw-disclosed', {
        number: draw.no,
        batch: draw.batch,
        count: countAsked(draw),
        units: isFirst ? unitLines(world, draw, (await standingOf(world, draw, now)).units) : [],
        answered: await answeredAt(world, draw, units),
      }),
    );
  }
  return sections;
}

function called(world: World, items: DueNotice[], _reader: Reader, now: Instant): string[] {
  return items.map(({ notice }) => {
    const { promptAt, by } = notice.facts as { promptAt: Instant; by: PersonId };
    const sameDay = today(world, promptAt) === today(world, now);
    return say(world, 'draw-called', {
      at: sameDay ? timeOfDay(world, promptAt) : dayWords(world, promptAt, true),
      by: personName(world, by),
    });
  });
}
