/** Inspections to test with. */
import type { Checklist } from '../../src/domain/checklist.js';
import type { Inspection } from '../../src/domain/inspection.js';
import { start } from './stores.js';

const checklist: Checklist = {
  id: 'village',
  name: '村级检查',
  plan: { name: '年度检查计划', filing: '青纪2026-3' },
  audience: { units: 'all' },
  usual: true,
  perYear: 2,
  field: 'disclosure',
  overseer: 'discipline',
  signatures: 1,
  items: [
    { id: 'post', text: '有人在岗吗？' },
    { id: 'board', text: '公开栏贴到几月？' },
  ],
};

/** One that luo began at `start`, of which nothing has been said. */
export function inspectionOf(no: number, changes: Partial<Inspection> = {}): Inspection {
  return {
    kind: 'inspection',
    no,
    unit: 'a',
    called: '甲村',
    at: start,
    version: 0,
    checklist,
    inspectors: ['luo'],
    heard: {},
    places: {},
    paused: [],
    records: {},
    signed: [],
    findings: {},
    state: 'open',
    ...changes,
  };
}

/** A problem with these photos. */
export function problemWith(...files: readonly string[]): Inspection['records'][string] {
  return {
    said: [{ verdict: 'problem', words: '只到5月', by: 'luo', at: start }],
    photos: files.map((file) => ({ file, by: 'luo', at: start })),
  };
}
