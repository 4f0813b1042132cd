import { verdictWords } from '../../application/audit-verdict.js';
import { verifyAudit, type Verdict } from '../../application/verify-audit.js';
import type { Head } from '../../domain/audit-chain.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/**
 * Verifies the audit trail as it is stored now, beside the running bot or without it: against its seals, against the seal kept in this home, and
 * against heads that the custodian was told. The outcome is `refused` when it does not hold. `from`: begins with the seal over that number, and
 * takes what comes before as it is.
 */
export async function verifyTrail(output: Output, given: { heads: readonly Head[]; from: number }): Promise<Outcome> {
  return withWorld(output, async (world) => {
    const { committee } = world.config().roster;
    const { audit } = world.stores;
    const verdict = await verifyAudit(audit, { committee, kept: await world.witness.read(), ...given });
    const { entries, last } = await audit.extent();
    answer(output, reportOf(verdict, entries), () => verdictWords(world, verdict, { entries, last }));
    return verdict.broken === undefined ? 'done' : 'refused';
  });
}

function reportOf({ sealed, head, key, agreed, broken }: Verdict, entries: number): object {
  return {
    ok: broken === undefined,
    entries,
    sealed,
    head: head === undefined ? null : `${sealed}:${head}`,
    key: key ?? null,
    witnessed: agreed,
    broken: broken ?? null,
  };
}
