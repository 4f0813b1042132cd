import { resolve } from 'node:path';
import { openLog } from '../../adapters/log/log.js';
import { doubtSends } from '../../application/doubt-sends.js';
import { verifyAudit } from '../../application/verify-audit.js';
import { dateWords } from '../../application/words.js';
import { say } from '../../application/world.js';
import { longestGapMs } from '../../domain/clock-jump.js';
import { homeFolder } from '../open-home.js';
import type { OpenWorld } from '../open-world.js';
import { answer, withProgress, type Outcome, type Output } from '../output.js';
import { restoreHome, type Restored } from '../restore-home.js';

/**
 * Puts a backup back, as `operator`, where no bot runs and Redis holds nothing of the committee. The audit trail is verified against the head in
 * the backup; the outcome is `refused`, with all restored, when it does not hold.
 */
export async function restore(output: Output, file: string, stopping: AbortSignal): Promise<Outcome> {
  const { env } = process;
  const place = { folder: homeFolder(env), env, log: openLog({ level: 'warn' }), stopping };
  const restoring = restoreHome(resolve(file), place, async (restored, opened, store) => {
    await store.leaveGap();
    return settled(output, restored, opened);
  });
  const { facts, words, outcome } = await withProgress(output, 'putting everything back', restoring);
  answer(output, facts, () => words);
  return outcome;
}

interface Settled {
  facts: object;
  words: string;
  outcome: Outcome;
}

async function settled(output: Output, { header, keys, files, beside, aside }: Restored, { world }: OpenWorld): Promise<Settled> {
  const { audit, household } = world.stores;
  const now = world.clock.now();
  const { id, committee, sealed } = header;
  const doubted = await doubtSends(world, now);
  const kept = await world.witness.read();
  const verdict = await verifyAudit(audit, { committee, kept, heads: sealed === null ? [] : [sealed] });
  await audit.note({ at: now, actor: 'operator', act: 'restored', object: `backup/${id}` }, `restored/${id}`);
  const lastBeat = await household.lastBeat();
  const facts = {
    at: new Date(header.at).toISOString(),
    id,
    committee,
    keys,
    files,
    beside,
    audit: header.audit,
    sealed: verdict.sealed,
    broken: verdict.broken ?? null,
    lostTo: aside?.to !== undefined && aside.to > header.audit ? aside.to : null,
    aside: aside?.path ?? null,
    doubted,
    lastBeat: lastBeat === undefined ? null : new Date(lastBeat).toISOString(),
  };
  const shown = {
    at: dateWords(world, header.at),
    keys,
    files,
    beside,
    sealed: verdict.sealed,
    audit: header.audit,
    broken: verdict.broken?.from ?? null,
    lost: facts.lostTo,
    aside: facts.aside,
    doubted,
    accept: lastBeat !== undefined && now - lastBeat > longestGapMs,
  };
  const words = output.json ? '' : say(world, 'cli-restore', shown);
  return { facts, words, outcome: verdict.broken === undefined ? 'done' : 'refused' };
}
