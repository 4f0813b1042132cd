/** Telling other programs by HTTP: how a document is posted, and how far each receiver of events has heard the audit trail. */
import type { WebhookSettings } from '../domain/settings.js';
import type { Instant } from '../domain/time.js';

export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** `refused`: the receiver answered, though not with a 2xx; a redirect is one of these. `failed`: it did not. */
export type Posted = { kind: 'accepted' } | { kind: 'refused'; status: number } | { kind: 'failed'; code: string };

/** Never rejects; settles within `timeoutMs`. An abort is a failure. */
export type Poster = (post: Post, timeoutMs: number, stopping: AbortSignal) => Promise<Posted>;

export interface WebhookReceiver extends WebhookSettings {
  /** What signs; undefined: the environment has none, and nothing is sent. */
  key: Uint8Array | undefined;
}

/** `no`: of the last entry it has heard of, or that is not for it; `failingSince`: it has accepted nothing since then. */
export interface WebhookMark {
  no: number;
  failingSince?: Instant;
}

/** Marks outlive a restart, and a receiver that is left out of the settings for a while. */
export interface WebhookStore {
  mark(id: string): Promise<WebhookMark | undefined>;
  /** Sets the first mark of a receiver; one that is there stays. */
  begin(id: string, no: number): Promise<void>;
  /** All up to `no` is accepted: it does not fail any more. Does not go back. */
  accepted(id: string, no: number): Promise<void>;
  failed(id: string, at: Instant): Promise<void>;
  /** By the store's own clock. False: another process tells this receiver. */
  hold(id: string, process: string, leaseMs: number): Promise<boolean>;
  yield(id: string, process: string): Promise<void>;
  lease(id: string): Promise<string | undefined>;
}

/** The headers that prove who sends it. */
export type WebhookSigner = (message: { id: string; body: Uint8Array; at: Instant; key: Uint8Array }) => Record<string, string>;
