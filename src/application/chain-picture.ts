/** The responsibility tree that comes with 断链: who answers for what, and where it does not connect, as far as the reader oversees it. */
import type { Person, Unit } from '../domain/roster.js';
import { treeRows, type TreeRow } from '../domain/tree-rows.js';
import { isOfUnit } from '../domain/broken-links.js';
import { brokenPlaces } from './broken-places.js';
import { linkWords } from './link-words.js';
import type { ChainPicture, ChainRow } from './picture-port.js';
import { pictureHead, pictureWord } from './picture-words.js';
import { committeeName, dateWords, personName, unitName } from './words.js';
import type { World } from './world.js';

/** Each unit has a row while they are few; of more, those that are broken have, and those above them. */
const rowsShown = { whole: 40, ways: 24 };
const officesShown = 8;

/** undefined: nothing is broken. */
export async function chainPicture(world: World, person: Person): Promise<ChainPicture | undefined> {
  const { units } = world.config().roster;
  const { seen, places } = await brokenPlaces(world, person);
  if (places.length === 0) return undefined;
  const broken = new Map(places.filter(isOfUnit).map((link) => [link.unit, linkWords(world, link).link]));
  const offices = places.filter((link) => !isOfUnit(link)).map((link) => linkWords(world, link).link);
  const tree = seen.flatMap((id) => units.get(id) ?? []);
  const { rows, hidden } = treeRows(tree, [...broken.keys()], rowsShown);
  const left = hidden + Math.max(0, offices.length - officesShown);
  return {
    kind: 'chain',
    ...pictureHead(world, 'chain'),
    subtitle: pictureWord(world, 'chain-as-of', {
      name: committeeName(world),
      at: dateWords(world, world.clock.now(), false),
      count: places.length,
    }),
    rows: [
      ...offices.slice(0, officesShown).map((note): ChainRow => {
        return { depth: 0, name: pictureWord(world, 'chain-office'), note, state: 'broken' };
      }),
      ...rows.map((row) => chainRow(world, row, broken)),
    ],
    more: left === 0 ? null : pictureWord(world, 'chain-more', { count: left }),
  };
}

function chainRow(world: World, row: TreeRow, broken: ReadonlyMap<string, string>): ChainRow {
  const { depth } = row;
  if ('rest' in row) {
    const note = row.broken === 0 ? pictureWord(world, 'chain-whole') : pictureWord(world, 'chain-broken', { count: row.broken });
    return { depth, name: pictureWord(world, 'chain-rest', { count: row.rest }), note, state: 'gathered' };
  }
  const name = unitName(world, row.unit);
  const link = broken.get(row.unit);
  if (link !== undefined) return { depth, name, note: link, state: 'broken' };
  const unit = world.config().roster.units.get(row.unit);
  return { depth, name, note: unit === undefined ? '' : holderWords(world, unit), state: 'whole' };
}

/** Who answers for it, and to whom. */
function holderWords(world: World, { principal, supervisors }: Unit): string {
  const leader = supervisors[0]?.person;
  const parts = [
    ...(principal === undefined ? [] : [personName(world, principal)]),
    ...(leader === undefined ? [] : [pictureWord(world, 'chain-leader', { name: personName(world, leader) })]),
  ];
  return pictureWord(world, 'chain-holder', { parts });
}
