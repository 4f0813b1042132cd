/** A bot that was killed cannot give the chat account back. Whoever starts in its place takes it at once, instead of waiting for the lease to run out. */
import { hasEnded } from '../adapters/files/process-identity.js';
import type { World } from '../application/world.js';

/**
 * Frees the account when the process that holds it certainly runs no more: until somebody holds it, nobody hears what people write. When the
 * store cannot be asked now, the lease has to run out.
 */
export async function inheritAccount({ stores: { household }, log }: Pick<World, 'stores' | 'log'>): Promise<void> {
  try {
    const holder = await household.courier();
    if (holder !== undefined && (await hasEnded(holder))) await household.yieldCourier(holder);
  } catch (error) {
    log.warn({ err: error }, 'it could not be found out who holds the chat account');
  }
}
