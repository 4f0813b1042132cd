/** Names every key of one committee. All share a hash tag, so that every script is safe on Redis Cluster. Built nowhere else. */
import type { Recipient } from '../../application/ports.js';
import type { CycleId } from '../../domain/cycle.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import { ValidationError } from '../../domain/errors.js';

export type Lane = 'normal' | 'urgent';

export interface CycleKeys {
  /**
   * HASH: status (opening, open, closed), head, print, size, parts, firstNo, firstDue, token, closedAt; draftsGone and filesGone, when those
   * were deleted; expiredAt, when all that was said in it was.
   */
  cycle: string;
  /** HASH number → part of the units and the tree (cycle-parts.ts). */
  tree: string;
  /** ZSET unit → next due; an open unit with nothing more to come stands at +inf. */
  due: string;
  /** HASH unit → record as text (unit-record.ts); a unit without one is as it was opened. */
  records: string;
  /** HASH `scope:state` → number of units. */
  count: string;
  /** HASH unit → latest answer, sealed. */
  answers: string;
  /** HASH `unit#version` → earlier answers, sealed. */
  versions: string;
  /** HASH `unit|person` → draft, sealed. */
  drafts: string;
  /** HASH unit → latest explanation, `unit#n` → earlier ones, sealed. */
  explanations: string;
  /** ZSET unit → when it joined those waiting for a circular. */
  waiting: string;
  /** HASH person → units whose prompt they got, one a line. Gone when the cycle closes. */
  prompts: string;
  /** HASH unit → what was agreed with it, as text (unit-terms.ts). */
  terms: string;
}

export type Keys = ReturnType<typeof keysOf>;

/** A recipient as one word: `p:<person>` or `g:<group>`. */
export function recipientText(to: Recipient): string {
  return to.kind === 'person' ? `p:${to.person}` : `g:${to.group}`;
}

export function parseRecipient(text: string): Recipient {
  const id = text.slice(2);
  return text.startsWith('p:') ? { kind: 'person', person: id } : { kind: 'group', group: id };
}

/** Throws a ValidationError `bad-committee` when the id could break out of the hash tag. */
export function keysOf(committee: string) {
  if (!/^[A-Za-z0-9_-]+$/.test(committee))
    throw new ValidationError('bad-committee', `a committee's id is made of letters, digits, - and _: ${committee}`);
  const key = (rest: string) => `zrt:{${committee}}:${rest}`;
  const queueName = (lane: Lane) => (lane === 'urgent' ? 'queue!' : 'queue');
  return {
    prefix: key(''),
    /** HASH cycle (or `outbox`) → wrapped data key. */
    dataKeys: key('keys'),
    /** STRING: the print of the key file's key that wrapped all of them. */
    keyPrint: key('key-print'),
    /** HASH of counters: audit, prompt, notice, circular, matter. */
    numbers: key('numbers'),
    /** STREAM of numbered entries. */
    audit: key('audit'),
    /** STREAM of seals over its entries, each under the number it ends with. */
    auditSeals: key('audit:seals'),
    /** STRING: the number of the entry that an operation appended. */
    noted: (operationId: string) => key(`noted:${operationId}`),
    watermarks: key('watermarks'),
    missed: key('missed'),
    missedReasons: key('missed:reasons'),
    openCycles: key('cycles:open'),
    closedCycles: key('cycles:closed'),
    cycle: (id: CycleId): CycleKeys => cycleKeys(key(`cycle:${id}`)),
    notice: (id: string) => key(`notice:${id}`),
    /** ZSET recipient → earliest due. */
    queue: (lane: Lane) => key(queueName(lane)),
    /** ZSET notice → due, of one recipient. */
    queueOf: (lane: Lane, recipient: string) => key(`${queueName(lane)}:${recipient}`),
    /** STRING: what one call returned; short-lived, for a command that is sent again. */
    call: (token: string) => key(`call:${token}`),
    /** HASH receipt's notice → its claim, its body and its form, while it is being sent and nothing has gone amiss (notices.lua). */
    receipts: key('receipts'),
    /** ZSET notice → end of its lease. */
    sending: key('sending'),
    unsettled: (outcome: 'unknown' | 'failed') => key(outcome),
    /** HASH number → notice, of those that ever failed or became unknown. */
    noticeNumbers: key('notice-no'),
    /** HASH `cycle:outcome` → number of notices. */
    tally: key('tally'),
    /** ZSET person → when a message to them last came to anything. */
    reached: key('reached'),
    /** HASH person → `messages|first failure|last arrival`, of those to whom all have failed since one arrived. */
    unreached: key('unreached'),
    pace: key('pace'),
    /** HASH of counters for what the bot started in an hour since 1970: messages, `p:<person>`, `c:<cause>`, `x:<person>/<cause>`. */
    load: (hour: number) => key(`load:${hour}`),
    budget: (person: PersonId) => key(`budget:${person}`),
    seen: (messageId: string) => key(`seen:${messageId}`),
    dialog: (person: PersonId) => key(`dialog:${person}`),
    stranger: (accountDigest: string, day: string) => key(`stranger:${day}:${accountDigest}`),
    circular: (no: number) => key(`circular:${no}`),
    openCirculars: key('circulars:open'),
    /** HASH: version, print, tags, kind, unit, cycle, body (sealed). */
    matter: (no: number) => key(`matter:${no}`),
    /** HASH key → number. */
    matterNumbers: key('matter-no'),
    /** ZSET `tag|number`, all of score 0: what the open ones are found by. */
    openMatters: key('matters:open'),
    /** ZSET number → when it is looked at next. */
    dueMatters: key('matters:due'),
    /** ZSET number → when it was settled. */
    settledMatters: key('matters:settled'),
    /** ZSET `schedule@planned time` → when it was opened. */
    rounds: key('rounds'),
    /** HASH `schedule@planned time` → the call that opened it, `|`, JSON. */
    roundDetails: key('rounds:details'),
    /** ZSET text → when the person was given it last. */
    given: (person: PersonId) => key(`given:${person}`),
    /** ZSET person → the last act that is kept of them. */
    actors: key('acts'),
    /** ZSET `act|id` → when. */
    acts: (person: PersonId) => key(`acts:${person}`),
    /** HASH person → the account bound to them: digest, sealed, at; JSON. */
    bindings: key('bindings'),
    /** HASH account's digest → person. */
    boundAccounts: key('bindings:accounts'),
    /** HASH account's digest → the account, sealed. */
    suspendedAccounts: key('bindings:suspended'),
    /** HASH event → what the clerk has to hear of; JSON. */
    bindingEvents: key('bindings:events'),
    /** HASH code's digest → `person|good until`. */
    codes: key('codes'),
    /** HASH person → their open code's digest. */
    codeOf: key('codes:of'),
    /** STRING: when all codes were voided because of wrong tries; gone when a new one is made. */
    codesSuspended: key('codes:suspended'),
    /** ZSET try → when; the wrong ones of all accounts. */
    allCodeTries: key('codes:tries'),
    /** HASH since, count, stopped: the wrong tries of one account. */
    codeTries: (accountDigest: string) => key(`codes:tries:${accountDigest}`),
    /** HASH code's digest → `person|good until`, of the console. */
    signInCodes: key('sign-in'),
    /** HASH person → their open code's digest, of the console. */
    signInCodeOf: key('sign-in:of'),
    /** ZSET try → when; the wrong ones at the console. */
    signInTries: key('sign-in:tries'),
    /** HASH token's digest → `person|since|until`. */
    sessions: key('sessions'),
    /** STRING, for a while: for whom, which cycle and unit, and until when a link to an answer form is good; JSON. */
    formLink: (digest: string) => key(`form:${digest}`),
    /** STRING, for a while: the digest of the link that counts. */
    currentFormLink: (cycle: CycleId, unit: UnitId, person: PersonId) => key(`form-of:${cycle}/${unit}/${person}`),
    /** HASH token's digest → person. */
    calendarLinks: key('calendars'),
    /** HASH person → `digest of their calendar's token|since`. */
    calendarLinkOf: key('calendars:of'),
    /** HASH receiver of events → `number of the entry it has heard of|since when it fails`. */
    webhooks: key('webhooks'),
    /** STRING, for a while: the process that tells it. */
    webhookLease: (id: string) => key(`webhooks:${id}`),
    ownAccount: key('own-account'),
    courier: key('courier'),
    beat: key('beat'),
    outages: key('outages'),
    /** STRING: when the chat account was last known to be online. */
    chatBeat: key('beat:chat'),
    /** STRING: when an operator last said that the clock is right. */
    clock: key('clock'),
    /** STRING: until when the account keeps still. */
    rest: key('rest'),
    links: key('links'),
    /** STRING: the digest of the files in force. */
    files: key('files'),
    /** HASH: day of the last run; circular, the highest number deleted; how many deletions there were, and as of which the files were written anew. */
    retention: key('retention'),
    /** What stands before every key of the queue of long work, which BullMQ names. Nothing of it outlasts the server: it is in no backup. */
    jobs: key('jobs'),
    /** ZSET name of a file that long work has made or was given → until when it is kept. */
    jobFiles: key('job-files'),
    /** STRING, only while a backup is being restored: what is stored is not whole. */
    restoring: key('restoring'),
    /** ZSET `reader|object|operation` → when: who has read what a unit said; `*`: what all units said. */
    reads: (unit: UnitId) => key(`reads:${unit}`),
  };
}

function cycleKeys(base: string): CycleKeys {
  return {
    cycle: base,
    tree: `${base}:tree`,
    due: `${base}:due`,
    records: `${base}:records`,
    count: `${base}:count`,
    answers: `${base}:answers`,
    versions: `${base}:versions`,
    drafts: `${base}:drafts`,
    explanations: `${base}:explanations`,
    waiting: `${base}:waiting`,
    prompts: `${base}:prompts`,
    terms: `${base}:terms`,
  };
}
