/** Draws whose secret is known, so that a scene goes the same way every time. */
import { chance } from '../../src/adapters/crypto/chance.js';
import type { Chance } from '../../src/application/chance-port.js';

export const knownChance: Chance = { ...chance, secret: () => chance.hash('a scene') };
