import { expect, it } from 'vitest';
import { attachmentNamed } from '../../src/application/attachments-of.js';
import type { World } from '../../src/application/world.js';
import type { Matter } from '../../src/domain/matter.js';
import { findingOf } from '../harness/findings.js';
import { inspectionOf, problemWith } from '../harness/inspection-books.js';
import { request, taskOf } from '../harness/stores.js';

const shown = { by: 'chen', at: 1, words: '改了' };
const known: readonly Matter[] = [
  inspectionOf(1, { records: { post: problemWith('a.jpg'), board: problemWith('b.jpg') } }),
  findingOf(2, {
    files: ['b.jpg'],
    evidence: [
      { ...shown, files: ['c.jpg', 'd.jpg'] },
      { ...shown, at: 3, files: ['g.jpg'] },
    ],
    rechecks: [{ by: 'luo', askedAt: 1, found: { at: 2, holds: false, words: '又旧了', files: ['f.jpg'] } }],
  }),
  taskOf(3, { evidence: [{ ...shown, files: ['e.jpg'] }] }),
  request(4, 'a'),
];
const matters = { matter: (no: number) => Promise.resolve(known.find((matter) => matter.no === no)) };
const world = { stores: { matters } } as unknown as Pick<World, 'stores'>;

it.each([
  ['0123.jpg', { name: '0123.jpg' }],
  ['../key', { name: '../key' }],
  ['1', { several: 2 }],
  ['1-2', { name: 'b.jpg' }],
  ['2-1', { name: 'b.jpg' }],
  ['2-3', { name: 'd.jpg' }],
  ['2-4', { name: 'f.jpg' }],
  ['2-5', { name: 'g.jpg' }],
  ['2-6', undefined],
  ['2-0', undefined],
  ['3', { name: 'e.jpg' }],
  ['4', undefined],
  ['99', undefined],
] as const)('an attachment asked for as %s is %j', async (typed, found) => {
  expect(await attachmentNamed(world, typed)).toEqual(found);
});
