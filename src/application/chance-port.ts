/** What a draw needs of cryptography. */
import type { Hash } from '../domain/audit-chain.js';

export interface Chance {
  /** 256 bits that nobody can foresee, as 64 hexadecimal digits. */
  secret(): string;
  /** SHA-256. */
  hash: Hash;
}
