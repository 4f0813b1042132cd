/** What is said in chat of leave and transfers, as far as the roster in force is made of it. */
import type { Postings } from '../domain/posting.js';

export interface PostingStore {
  /** Rises with every change. */
  version(): Promise<number>;
  /** All that is open: to come, or in force. */
  all(): Promise<Postings & { version: number }>;
}
