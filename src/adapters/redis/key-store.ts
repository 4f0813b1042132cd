/** Where wrapped data keys are kept, as far as changing the key is concerned. Each of them is read and written by the sealer. */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { KeyStore, Rewrapped } from '../../application/key-port.js';
import { PermanentError } from '../../domain/errors.js';
import { forgetOldFiles, mayForgetFiles } from './forget-files.js';
import { guard } from './guard.js';
import { keysOf } from './keys.js';
import { scriptsOn } from './scripts.js';

const outcomes: readonly string[] = ['done', 'changed', 'other'] satisfies Rewrapped[];
const scanned = 1_000;

/** `folder`: that of the private Redis; absent: its files are not ours to look at. */
export function openKeyStore(client: Redis, { committee, folder }: { committee: string; folder?: string | undefined }): KeyStore {
  const { dataKeys, keyPrint, numbers, audit } = keysOf(committee);
  const scripts = scriptsOn(client);
  return {
    inForce: async () => (await guard(client.get(keyPrint))) ?? undefined,

    dataKeys: async () => new Map(Object.entries(await guard(client.hgetall(dataKeys)))),

    async rewrap({ from, to, rows, actor }, now) {
      // What an old key opens must not stand in the server's log of slow commands.
      const args = rows.flatMap(({ name, before, after }) => [name, createHash('sha1').update(before).digest('hex'), after]);
      const reply = await scripts.run('rewrap-keys', { dataKeys, keyPrint, numbers, audit }, { from, to, actor, now }, { keys: [], args });
      if (!isOutcome(reply)) throw new PermanentError('unexpected-reply', 'a script returned what it never should');
      return reply;
    },

    async checkRotation(print) {
      if (folder === undefined) await notShared(client, committee, print);
      await mayForgetFiles(client);
    },

    forgetOld: () => forgetOldFiles(client, folder),
  };
}

/** A key file that serves two committees must not be replaced for one of them: the other's data keys would be lost. */
async function notShared(client: Redis, committee: string, print: string): Promise<void> {
  const own = keysOf(committee).keyPrint;
  let cursor = '0';
  do {
    const [next, found] = await guard(client.scan(cursor, 'MATCH', 'zrt:{*}:key-print', 'COUNT', scanned));
    cursor = next;
    for (const other of found) {
      if (other === own || (await guard(client.get(other))) !== print) continue;
      const named = other.slice(other.indexOf('{') + 1, other.indexOf('}'));
      throw new PermanentError('key-shared', `The committee ${named} has the same key file; give this one a copy of its own first.`);
    }
  } while (cursor !== '0');
}

function isOutcome(reply: unknown): reply is Rewrapped {
  return typeof reply === 'string' && outcomes.includes(reply);
}
