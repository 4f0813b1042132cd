/**
 * What the command line may do, as `operator`: the row of the permission table for whoever sits at the machine. What is not in it is denied. None of
 * it decides on a matter: that is for people with a post, in chat.
 */

/** `files`: looks at the home's files alone; `reads`: at what is stored, too, and the trail names whose answers were shown; `changes`: the trail says so. */
export type OperatorReach = 'files' | 'reads' | 'changes';

export const operatorVerbs = {
  demo: 'files',
  validate: 'files',
  plan: 'files',
  start: 'changes',
  open: 'changes',
  bind: 'changes',
  'sign-in': 'changes',
  status: 'reads',
  replies: 'reads',
  file: 'reads',
  'export ledger': 'reads',
  'export cycle': 'reads',
  'export roster': 'reads',
  'export circular': 'reads',
  'export report': 'reads',
  'export calendar': 'reads',
  'roster import': 'changes',
  backup: 'reads',
  restore: 'changes',
  'jobs list': 'reads',
  'jobs cancel': 'changes',
  'jobs retry': 'changes',
  'keys rotate': 'changes',
  'clock accept': 'changes',
  'audit verify': 'reads',
  'draw show': 'reads',
  'draw verify': 'reads',
} as const satisfies Record<string, OperatorReach>;

export type OperatorVerb = keyof typeof operatorVerbs;

export function mayOperate(verb: string): verb is OperatorVerb {
  return Object.hasOwn(operatorVerbs, verb);
}
