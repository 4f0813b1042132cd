/** Secrets and hashes for draws, from the machine's own source of randomness. */
import { createHash, randomBytes } from 'node:crypto';
import type { Chance } from '../../application/chance-port.js';

const secretBytes = 32;

export const chance: Chance = {
  secret: () => randomBytes(secretBytes).toString('hex'),
  hash: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
};
