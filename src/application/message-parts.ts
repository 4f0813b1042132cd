/** Samples of the facts that several messages share. Part of messages.ts. */

const option = { letter: 'A', text: 'text' };
export const question = {
  no: 1,
  type: 'choice',
  text: 'text',
  label: 'label',
  reason: 'reason',
  measure: 'x',
  zero: true,
  example: '8.12',
  options: [option],
};
export const line = { no: 1, label: 'label', answer: 'answer' };
export const change = { no: 1, before: 'before', after: 'after' };
export const notice = { no: 77, to: 'name', what: 'what', at: 'at' };
export const prompt = { unit: 'unit', title: 'title', number: 12 };
export const totals = { title: 'title', total: 18, answered: 15, late: 0, pending: 1, extended: 1, excused: 0, unreached: 1, open: 2 };
export const unreached = { unit: 'unit', why: 'vacant', post: 'role' };
