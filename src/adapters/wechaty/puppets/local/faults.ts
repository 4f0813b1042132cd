/** What can go wrong between the bot and the chat, for tests and demonstrations. */
import { statusCode } from '../../status-code.js';
import { HubError } from './hub-error.js';

/** What is to become of one send. */
export type SendFate =
  | { kind: 'deliver' }
  | { kind: 'reject'; error: Error }
  /** Never answered; delivered when `released` settles. */
  | { kind: 'hang'; released: Promise<void> }
  | { kind: 'lose-reply'; error: Error };

/** Faults of sending, each armed by a call: for one address, or for the next send. Several for the next send happen one after the other. */
export class Faults {
  readonly #refused = new Set<string>();
  readonly #next: SendFate[] = [];

  /** Every send to this account or room is refused: it certainly does not go out. */
  refuse(id: string): void {
    this.#refused.add(id);
  }

  accept(id: string): void {
    this.#refused.delete(id);
  }

  /** The next send is never answered. Calling what is returned delivers it, late. */
  hangNextSend(): () => void {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#next.push({ kind: 'hang', released });
    return release;
  }

  /** The next send is delivered, but its sender gets an error. */
  loseNextReply(): void {
    this.#next.push({ kind: 'lose-reply', error: new HubError(statusCode.unavailable, 'connection reset') });
  }

  /** The next send is rejected as WeChat does with an account that sends too fast. */
  rejectNextAsTooFrequent(): void {
    this.#next.push({ kind: 'reject', error: new Error('操作过于频繁') });
  }

  /** What becomes of a send to this address; an armed fault is used up by it. */
  fateOf(id: string): SendFate {
    if (this.#refused.has(id)) {
      return { kind: 'reject', error: new HubError(statusCode.permissionDenied, 'the contact does not accept messages') };
    }
    return this.#next.shift() ?? { kind: 'deliver' };
  }
}
