/** Findings to test with. */
import type { Finding } from '../../src/domain/finding.js';
import { dayMs } from '../../src/domain/time.js';
import { start } from './stores.js';

/** One that was only brought up, to be mended by chen. */
export function proposedFinding(no: number, changes: Partial<Finding> = {}): Finding {
  return {
    kind: 'finding',
    no,
    unit: 'a',
    at: start,
    version: 0,
    source: 'inspection',
    field: 'disclosure',
    called: 'A村',
    text: '公开栏财务只到5月',
    files: [],
    origin: { kind: 'entered' },
    owner: 'chen',
    joint: [],
    overseer: 'discipline',
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
    ...changes,
  };
}

/** One that was established at `start`, to be mended within a week. */
export function findingOf(no: number, changes: Partial<Finding> = {}): Finding {
  return proposedFinding(no, { by: 'xu', establishedAt: start, dueAt: start + 7 * dayMs, state: 'open', ...changes });
}
