/** What each script takes, in order: the names of its keys and of its arguments. The scripts' headers say the same. */

export interface Signature {
  keys: readonly string[];
  args: readonly string[];
  /** A second file of shared functions. */
  with?: 'outcome';
}

export const signatures = {
  watermark: { keys: ['watermarks'], args: ['schedule', 'fingerprint', 'now'] },
  'move-watermark': { keys: ['watermarks'], args: ['schedule', 'to'] },
  'record-missed': { keys: ['missed', 'reasons', 'numbers', 'audit'], args: ['member', 'plannedAt', 'reason', 'now', 'token'] },
  'open-claim': { keys: ['cycle', 'numbers', 'due', 'count', 'tree'], args: ['print', 'head', 'size', 'parts', 'firstDue'] },
  'open-part': { keys: ['cycle', 'due', 'tree'], args: ['print', 'firstDue', 'part', 'text'] },
  'open-counts': { keys: ['cycle', 'count'], args: ['print'] },
  'open-finish': { keys: ['cycle', 'due', 'tree', 'open', 'numbers', 'audit'], args: ['id', 'print', 'token', 'actor', 'now'] },
  close: { keys: ['cycle', 'open', 'closed', 'prompts', 'numbers', 'audit'], args: ['id', 'now'] },
  'take-due': { keys: ['cycle', 'due', 'call'], args: ['now', 'leaseEnd', 'limit'] },
  'take-step': {
    keys: ['cycle', 'records', 'due', 'count', 'waiting', 'numbers', 'audit', 'call'],
    args: ['unit', 'step', 'nextStep', 'nextDue', 'level', 'state', 'reason', 'circulate', 'scopes', 'actor', 'act', 'object', 'now'],
  },
  postpone: { keys: ['cycle', 'records', 'due'], args: ['unit', 'step', 'to'] },
  record: {
    keys: [
      'seen',
      'records',
      'due',
      'count',
      'answers',
      'versions',
      'drafts',
      'waiting',
      'dialog',
      'sending',
      'notice',
      'numbers',
      'audit',
    ],
    args: [
      'token',
      'unit',
      'by',
      'after',
      'late',
      'at',
      'answer',
      'digest',
      'scopes',
      'act',
      'object',
      'now',
      'lease',
      'receipt',
      'dialogText',
      'draft',
    ],
  },
  explain: {
    keys: ['seen', 'explanations', 'sending', 'notice', 'numbers', 'audit'],
    args: ['token', 'unit', 'by', 'explanation', 'digest', 'object', 'now', 'lease', 'receipt'],
  },
  'draft-circular': { keys: ['waiting', 'circular', 'open', 'numbers', 'audit'], args: ['no', 'cycle', 'units', 'now'] },
  'decide-circular': {
    keys: ['seen', 'circular', 'open', 'sending', 'notice', 'numbers', 'audit'],
    args: ['token', 'no', 'state', 'by', 'reason', 'digest', 'object', 'now', 'lease', 'receipt'],
  },
  enqueue: { keys: [], args: [] },
  claim: { keys: ['courier', 'sending', 'queue', 'queueOf'], args: ['courierId', 'to', 'now', 'leaseEnd', 'token'] },
  release: { keys: ['sending', 'notice', 'queue', 'queueOf'], args: ['id', 'to', 'notBefore', 'token'] },
  settle: {
    keys: ['sending', 'failed', 'unknown', 'tally', 'noticeNumbers', 'numbers', 'audit'],
    args: ['outcome', 'now', 'reason', 'effects', 'count'],
    with: 'outcome',
  },
  expire: { keys: ['sending', 'failed', 'unknown', 'tally', 'noticeNumbers', 'numbers'], args: ['now', 'token'], with: 'outcome' },
  resolve: {
    keys: ['notice', 'failed', 'unknown', 'tally', 'noticeNumbers', 'numbers', 'audit', 'queue', 'queueOf'],
    args: ['operation', 'id', 'to', 'decision', 'by', 'now', 'effects'],
    with: 'outcome',
  },
  'note-send': { keys: ['pace'], args: ['now', 'member', 'paceFrom', 'budgetFrom', 'count'] },
  'claim-message': {
    keys: ['seen', 'dialog', 'drafts'],
    args: ['token', 'dialogChange', 'dialogText', 'draftChange', 'draft', 'draftText'],
  },
  'greet-stranger': { keys: ['stranger'], args: ['token'] },
  'hold-courier': { keys: ['courier'], args: ['courierId', 'ttlMs'] },
  'yield-courier': { keys: ['courier'], args: ['courierId'] },
  beat: { keys: ['beat', 'outages'], args: ['now', 'boundMs', 'since'] },
} as const satisfies Record<string, Signature>;
