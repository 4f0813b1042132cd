/** What a verification of the trail came to, in words. */
import { verifyAudit, type Verdict } from './verify-audit.js';
import { groupsOf, headWords } from './witnesses.js';
import { say, type World } from './world.js';

export interface AuditVerdict {
  holds: boolean;
  text: string;
}

const running = new WeakMap<object, Promise<AuditVerdict>>();

/**
 * Verifies the trail against its seals and the seal kept in this home, a batch at a time. Whoever asks while one is under way gets the outcome of
 * that one. Throws what the stores throw.
 */
export function verdictOfTrail(world: World): Promise<AuditVerdict> {
  const { audit } = world.stores;
  const under = running.get(audit) ?? verify(world).finally(() => running.delete(audit));
  running.set(audit, under);
  return under;
}

async function verify(world: World): Promise<AuditVerdict> {
  const { audit } = world.stores;
  const { committee } = world.config().roster;
  const verdict = await verifyAudit(audit, { committee, kept: await world.witness.read() });
  return { holds: verdict.broken === undefined, text: verdictWords(world, verdict, await audit.extent()) };
}

export function verdictWords(
  world: World,
  { sealed, head, key, agreed, broken }: Verdict,
  { entries, last }: { entries: number; last: number },
): string {
  return say(world, 'cli-audit', {
    entries,
    sealed,
    unsealed: Math.max(0, last - sealed),
    head: head === undefined ? null : headWords({ no: sealed, hash: head }),
    key: key === undefined ? null : groupsOf(key),
    witnessed: agreed,
    from: broken?.from ?? null,
    why: broken?.why ?? null,
  });
}
