/** Why a word about an inspection changes nothing, told plainly. */
import type { Facts } from './messages.js';
import { saying, type Response } from './said.js';
import { say, type World } from './world.js';

type Trouble = Facts<'inspection-trouble'>;
export type InspectionTrouble =
  | 'unit-missing'
  | 'unit-unknown'
  | 'own'
  | 'no-checklist'
  | 'checklist-unknown'
  | 'which-checklist'
  | 'too-often'
  | 'checked-often'
  | 'handed-in'
  | 'already'
  | 'nothing-to-sign'
  | 'own-signature'
  | 'which-to-sign'
  | 'no-such-item'
  | 'too-much'
  | 'nothing-open'
  | 'not-first'
  | 'unknown-walk'
  | 'inspector-unknown'
  | 'photo-not-wanted'
  | 'photo-no-problem';

/** `head`: what the next words complete. */
export function inspectionTrouble(world: World, about: Partial<Trouble> & { why: InspectionTrouble }, head?: string): Response {
  const { names = [], dates = [], numbers = [], ...rest } = about;
  const text = say(world, 'inspection-trouble', {
    unit: null,
    typed: null,
    near: null,
    most: null,
    items: null,
    who: null,
    at: null,
    ...rest,
    names,
    dates,
    numbers,
  });
  return saying(text, head === undefined ? {} : { dialog: { kind: 'complete', head, tail: '' } });
}
