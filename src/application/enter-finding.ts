/** 登记: somebody brings up what they have heard or seen. Whoever oversees decides whether it is a finding; its unit hears nothing before that. */
import { overseersOf, type Finding, type FindingSource } from '../domain/finding.js';
import { otherField } from '../domain/ledger.js';
import { may, standings } from '../domain/permission.js';
import { answersFor, holders, unitsOf } from '../domain/responsibility.js';
import type { CommitteeRole, PersonId, Roster, UnitId } from '../domain/roster.js';
import { dialogAfter } from './complete-request.js';
import { fieldName, findingLook, findingNotices, overseersToTell, ownerOf } from './finding-book.js';
import { findingTrouble } from './finding-trouble.js';
import { findUnit } from './find-cycle.js';
import { receiptMark } from './ports.js';
import { proposalWords } from './proposal-words.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { unitName } from './words.js';
import { say, type World } from './world.js';

/** How people say where it comes from; what stands first. */
const sourceWords: readonly (readonly [RegExp, FindingSource])[] = [
  [/^(?:上级|县里|市里|区里|省里|巡察|巡视|督查)(?:反馈|指出|转来|交办)?$/u, 'superiors'],
  [/^(?:群众|村民|来信|来访|信访)(?:反映|来信|来访)?$/u, 'citizens'],
  [/^(?:同级|兄弟单位)(?:反映|提出)?$/u, 'peers'],
  [/^(?:下级|基层)(?:反映|提出)?$/u, 'subordinates'],
  [/^(?:检查|抽查)(?:发现)?$/u, 'inspection'],
  [/^(?:自查|本单位|自己)(?:发现|查出|看到)?$/u, 'self-check'],
];
const most = 500;

export async function enterFinding(world: World, said: Said, typed: string): Promise<Response> {
  const { source, unit, field, text } = readEntry(world, said, typed);
  if (unit === undefined || text === '')
    return saying(say(world, 'finding-entry', { unit: unit === undefined ? null : unitName(world, unit) }));
  if ([...text].length > most) return findingTrouble(world, said.person, 'too-long');
  if (!may(world.config().roster, said.person.id, 'enter', { unit })) return saying(say(world, 'denied', {}));
  const owner = ownerOf(world, unit);
  if (owner === undefined) return findingTrouble(world, said.person, 'no-owner');
  const no = await world.stores.matters.number(`finding/${said.messageId}`);
  const finding = newFinding(world, said, { no, source, unit, field, text, owner });
  const words = await proposalWords(world, finding, said.now);
  const recorded = await world.stores.matters.write(
    {
      matter: finding,
      after: 0,
      due: findingLook(world, finding, said.now),
      waitsFor: overseersOf(world.config().roster, finding),
      actor: said.person.id,
      act: 'finding-proposed',
      notices: findingNotices(world, finding, { kind: 'finding-proposed', to: overseersToTell(world, finding, said.person.id) }, said.now),
      said: {
        messageId: said.messageId,
        receipt: {
          to: said.person.id,
          text: say(world, 'receipt-finding-entered', {
            number: no,
            unit: unitName(world, unit),
            field: fieldName(world, field),
            text,
            decides: overseersOf(world.config().roster, finding).includes(said.person.id),
            recurrence: words.recurrence,
            no: receiptMark,
          }),
        },
        ...dialogAfter(said),
      },
    },
    said.now,
  );
  return responseTo(recorded);
}

interface Entry {
  source: FindingSource;
  unit?: UnitId;
  field: string;
  text: string;
}

/** `[where from] unit [field] what`, parted by blanks. */
function readEntry(world: World, { person }: Said, typed: string): Entry {
  const { roster, settings } = world.config();
  const words = typed.trim().split(/\s+/u);
  const named = sourceWords.find(([pattern]) => pattern.test(words[0] ?? ''))?.[1];
  if (named !== undefined) words.shift();
  const found = findUnit(roster, words[0] ?? '');
  if ('unit' in found) words.shift();
  const unit = 'unit' in found ? found.unit.id : onlyUnitOf(roster, person.id);
  const field = [...settings.ledger.fields.keys()].find((id) => fieldName(world, id) === words[0]);
  if (field !== undefined) words.shift();
  const source = named ?? sourceOf(roster, person.id, unit);
  const text = words.join(' ');
  return { source, field: field ?? otherField, text, ...(unit === undefined ? {} : { unit }) };
}

/** Whoever answers for one unit, and oversees nothing, need not name it. */
function onlyUnitOf(roster: Roster, person: PersonId): UnitId | undefined {
  const [own, ...others] = unitsOf(roster, person);
  return others.length === 0 && [...standings(roster, person)].every((one) => one === 'unit') ? own : undefined;
}

/** Where it comes from when nobody says: what one says of one's own unit one has found oneself. */
function sourceOf(roster: Roster, person: PersonId, unit: UnitId | undefined): FindingSource {
  if (unit !== undefined && answersFor(roster, unit, person)) return 'self-check';
  return standings(roster, person).has('discipline') ? 'inspection' : 'citizens';
}

/** A finding that was only brought up. Discipline oversees it, unless nobody holds that role. */
export function newFinding(
  world: World,
  { at }: Pick<Said, 'at'>,
  given: Pick<Finding, 'no' | 'source' | 'unit' | 'field' | 'text' | 'owner'> &
    Partial<Pick<Finding, 'files' | 'origin' | 'basis' | 'overseer'>>,
): Finding {
  const { roster } = world.config();
  const overseers: readonly CommitteeRole[] = ['discipline', 'discipline-secretary', 'clerk'];
  const overseer = overseers.find((role) => holders(roster, role, given.unit).length > 0) ?? 'discipline';
  const joint = holders(roster, 'supervisor', given.unit).slice(0, 1);
  return {
    kind: 'finding',
    at,
    called: unitName(world, given.unit),
    version: 0,
    files: [],
    origin: { kind: 'entered' },
    overseer,
    joint,
    state: 'proposed',
    step: 0,
    level: 'none',
    plans: [],
    evidence: [],
    sentBack: [],
    objections: [],
    closed: [],
    rechecks: [],
    decided: [],
    reopened: 0,
    ...given,
  };
}
