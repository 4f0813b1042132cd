/**
 * Changes the key of a committee while everything runs. Data keys are wrapped anew, nothing else is touched; a process that still has the old
 * key finds the new one in the key file as soon as it needs it.
 *
 * Begun, a change is always carried to its end, never undone: a command that was sent before a crash may arrive after everything that could
 * be looked at. The old key is destroyed last, when the files of the store hold nothing that it opens, and are sure to hold what the new one does.
 */
import { PermanentError, TemporaryError } from '../domain/errors.js';
import type { Instant } from '../domain/time.js';
import type { KeyFiles, KeysAtHand, KeyStore, WrappingKey } from './key-port.js';

export interface Rotation {
  files: KeyFiles;
  store: KeyStore;
}

/** `resumed`: what was carried out is the change that an earlier call had begun. */
export interface Rotated {
  resumed: boolean;
  dataKeys: number;
}

/** Data keys come and go while they are wrapped anew; never this often in a row. */
const attempts = 20;

/**
 * Throws the PermanentErrors `key-unwritable`, `redis-keeps-old` and `key-shared` before anything has changed, and `key-not-in-force` when what is
 * stored belongs to none of the keys at hand.
 */
export async function rotateKeys(rotation: Rotation, now: Instant): Promise<Rotated> {
  const { files, store } = rotation;
  const { current, next, old } = await files.read();
  const resumed = next !== undefined || old !== undefined;
  if (!resumed) {
    const inForce = await store.inForce();
    if (inForce !== undefined && inForce !== current.print) throw keyNotInForce(files.path);
    await store.checkRotation(current.print);
  }
  await files.prepare();
  return { resumed, dataKeys: await finishRotation(rotation, now) };
}

/** Carries a change of the key that was begun to its end; how many data keys were wrapped anew. */
export async function finishRotation({ files, store }: Rotation, now: Instant): Promise<number> {
  await files.prepare();
  const keys = await files.read();
  const dataKeys = await rewrapAll(store, keys, files.path, now);
  if (keys.next !== undefined) await files.replace();
  await store.forgetOld();
  await files.destroyOld();
  return dataKeys;
}

/** A store that lost its last seconds may be back at the old key. */
async function rewrapAll(store: KeyStore, { current, next, old }: KeysAtHand, path: string, now: Instant): Promise<number> {
  const to = next ?? current;
  let strange: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const inForce = await store.inForce();
    const stored = await store.dataKeys();
    if (inForce === to.print) return stored.size;
    const from = [current, old].find((key) => key !== undefined && key.print === inForce);
    if (inForce !== undefined && from === undefined) throw keyNotInForce(path);
    const known = [...stored].filter(([, wrapped]) => from?.wraps(wrapped) ?? false);
    strange = [...stored.keys()].filter((name) => known.every(([ours]) => ours !== name));
    // Key and data keys were not read at one moment.
    if (strange.length > 0) continue;
    const rows = known.map(([name, before]) => ({ name, before, after: from === undefined ? '' : rewrapped(before, from, to) }));
    const outcome = await store.rewrap({ from: inForce ?? '', to: to.print, rows, actor: 'operator' }, now);
    if (outcome === 'done') return rows.length;
  }
  if (strange.length > 0) {
    const names = strange.slice(0, 3).join(', ');
    throw new PermanentError(
      'data-key-broken',
      `The data keys of ${names} were not wrapped by the key in force; nothing was wrapped anew.`,
    );
  }
  throw new TemporaryError('keys-busy', 'The data keys changed each time they were read; the same command goes on with it.');
}

function rewrapped(wrapped: string, from: WrappingKey, to: WrappingKey): string {
  const dataKey = from.unwrap(wrapped);
  const again = to.wrap(dataKey);
  dataKey.fill(0);
  return again;
}

/** What is stored was sealed with a key that is not on this machine. */
export function keyNotInForce(path: string, cause?: unknown): PermanentError {
  return new PermanentError(
    'key-not-in-force',
    `What is stored was sealed with another key than that of ${path}. If the key was changed elsewhere, copy the key file of there to this place.`,
    cause,
  );
}
