/** Keeps each receiver of events told, each in a course of its own: one that fails or hangs holds up neither the others nor the bot. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Alarms } from '../../application/alarm-port.js';
import type { Clock, Log, WebhookReceiver } from '../../application/ports.js';
import type { Told } from '../../application/tell-webhook.js';
import { dayMs, hourMs, secondMs } from '../../domain/time.js';

export interface FollowerOptions {
  /** As they are set now. */
  receivers(): readonly WebhookReceiver[];
  tell(receiver: WebhookReceiver, stopping: AbortSignal): Promise<Told>;
  /** This process tells the receiver no more. */
  yield(id: string): Promise<void>;
  clock: Pick<Clock, 'now'>;
  alarms: Alarms;
  log: Log;
  pauseMs?: readonly [first: number, longest: number];
}

export interface Follower {
  /** There may be something to tell. Returns at once and never throws; called at every beat. */
  wake(): void;
  /** What was not accepted is left for the next start. */
  stop(): Promise<void>;
}

const alarmAfterMs = dayMs;

export function openFollower(options: FollowerOptions): Follower {
  const { clock, alarms, log, pauseMs = [10 * secondMs, hourMs] } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const pauses = new Map<string, { url: string; secretFrom: string; end: AbortController }>();
  const failing = new Map<string, Extract<Told, { kind: 'failed' }>>();

  function alarm(): void {
    const named = new Set(options.receivers().map(({ id }) => id));
    for (const id of failing.keys()) if (!named.has(id)) failing.delete(id);
    const now = clock.now();
    const wanted = [...failing].filter(([, { why, since }]) => why.kind === 'no-secret' || now - since >= alarmAfterMs);
    if (wanted.length === 0) alarms.clear('webhook-failing');
    else alarms.raise('webhook-failing', { webhooks: wanted.map(([id]) => id).join(' ') });
  }

  /** undefined: there is nothing more to tell now. */
  async function step(id: string): Promise<'more' | 'failed' | undefined> {
    const receiver = options.receivers().find((one) => one.id === id);
    if (receiver === undefined) return undefined;
    try {
      const told = await options.tell(receiver, stopping.signal);
      if (told.kind !== 'failed') {
        failing.delete(id);
        return told.kind === 'more' ? 'more' : undefined;
      }
      // The address may hold a token: it is not logged.
      if (!failing.has(id)) log.warn({ webhook: id, ...told.why }, 'a webhook did not accept an event; it is sent again');
      failing.set(id, told);
    } catch (error) {
      log.warn({ err: error, webhook: id }, 'a webhook could not be told of events');
    }
    return 'failed';
  }

  async function run(id: string): Promise<void> {
    const { signal } = stopping;
    for (let failures = 0; !signal.aborted; ) {
      const came = await step(id);
      if (came === undefined) return;
      failures = came === 'failed' ? failures + 1 : 0;
      const waitMs = Math.min(pauseMs[1], pauseMs[0] * 2 ** Math.min(failures - 1, 30));
      if (failures > 0) await rest(id, waitMs);
    }
  }

  /** Until the time is over, or the receiver is set otherwise. */
  async function rest(id: string, waitMs: number): Promise<void> {
    const receiver = options.receivers().find((one) => one.id === id);
    if (receiver === undefined) return;
    const end = new AbortController();
    pauses.set(id, { url: receiver.url, secretFrom: receiver.secretFrom, end });
    const signal = AbortSignal.any([stopping.signal, end.signal]);
    // An abort ends the pause.
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
    pauses.delete(id);
  }

  return {
    wake() {
      if (stopping.signal.aborted) return;
      alarm();
      for (const { id, url, secretFrom } of options.receivers()) {
        const resting = pauses.get(id);
        if (resting !== undefined && (resting.url !== url || resting.secretFrom !== secretFrom)) resting.end.abort();
        if (!running.has(id))
          running.set(
            id,
            run(id).finally(() => running.delete(id)),
          );
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all(running.values());
      await Promise.all(options.receivers().map(({ id }) => options.yield(id)));
    },
  };
}
