/** The alarms of one home: kept in a file, told to a webhook. Needs neither Redis nor the chat. */
import type { Alarms } from '../../application/alarm-port.js';
import type { Clock, Log, Poster } from '../../application/ports.js';
import { minuteMs, secondMs } from '../../domain/time.js';
import { AlarmBoard } from './alarm-board.js';
import { callDocument, readAlarmFile, writeAlarmFile } from './alarm-file.js';
import { Caller } from './caller.js';
import type { Receiver } from './call.js';

export interface AlarmOptions {
  file: string;
  committee: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
  post: Poster;
  /** Where alarms are posted as of now; undefined: nowhere. */
  receiver(): Receiver | undefined;
  times?: { timeoutMs: number; pauseMs: readonly [first: number, longest: number] };
}

export interface OpenAlarms extends Alarms {
  /** Resolves when the file shows how things stand. */
  written(): Promise<void>;
  stop(): Promise<void>;
}

const usualTimes = { timeoutMs: 10 * secondMs, pauseMs: [5 * secondMs, 10 * minuteMs] } as const;
/** By real time, whatever clock the bot runs by: often enough that `at` is never a minute old. */
const beatEveryMs = 20 * secondMs;

/** Takes up what the last run left: alarms that are still raised, and what the receiver has not accepted. Writes nothing before the first beat. */
export async function openAlarms(options: AlarmOptions): Promise<OpenAlarms> {
  const { file, committee, clock, log, times = usualTimes } = options;
  const { damaged, ...before } = await readAlarmFile(file);
  if (damaged) log.warn({ file }, 'the file of alarms cannot be read: what is still so is raised anew');
  const board = new AlarmBoard(before);
  const writer = createWriter(() => ({ path: file, at: clock.now(), state: board.state }), {
    failed: (code) => {
      log.error({ code }, 'the file of alarms cannot be written');
      if (code !== 'ENOSPC' && code !== 'EDQUOT') return;
      board.raise('disk-full', { where: 'alarm-file' }, clock.now(), tells());
      caller.wake();
    },
    recovered: () => {
      if (board.clear('disk-full', clock.now(), tells())) writer.write(true);
      caller.wake();
    },
  });
  const tells = (): boolean => options.receiver() !== undefined;
  const caller = new Caller({
    ...times,
    post: options.post,
    receiver: () => options.receiver(),
    log,
    next: () => {
      const call = board.next();
      return call === undefined ? undefined : { id: call.id, document: callDocument(committee, call) };
    },
    accepted: (id) => {
      board.told(id);
      writer.write(true);
    },
  });
  let beatAt = Number.NEGATIVE_INFINITY;
  return {
    raise(kind, facts = {}) {
      const isNew = board.state.alarms.every((alarm) => alarm.kind !== kind);
      if (isNew) log.warn({ alarm: kind, about: facts }, 'an alarm is raised');
      if (!board.raise(kind, facts, clock.now(), tells())) return;
      writer.write(isNew);
      caller.wake();
    },
    clear(kind) {
      const cleared = board.clear(kind, clock.now(), tells());
      if (cleared) log.info({ alarm: kind }, 'an alarm is over');
      if (!cleared) return;
      writer.write(true);
      caller.wake();
    },
    raised: () => board.state.alarms,
    beat() {
      const at = performance.now();
      if (at - beatAt < beatEveryMs) return;
      beatAt = at;
      writer.write(false);
      // What the last run could not tell, or a receiver that was named only now.
      caller.wake();
    },
    written: () => writer.written(),
    async stop() {
      await caller.stop();
      await writer.written();
    },
  };
}

/** One write at a time; what changes meanwhile is in the next. A failure is told once, until a write succeeds again. */
function createWriter(
  content: () => { path: string; at: number; state: AlarmBoard['state'] },
  on: { failed(code: string): void; recovered(): void },
): { write(durable: boolean): void; written(): Promise<void> } {
  let wanted: { durable: boolean } | undefined;
  let running: Promise<void> | undefined;
  let failing = false;
  const run = async (): Promise<void> => {
    while (wanted !== undefined) {
      const { durable } = wanted;
      wanted = undefined;
      try {
        const { path, at, state } = content();
        await writeAlarmFile(path, at, state, durable);
        if (failing) on.recovered();
        failing = false;
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        if (!failing) on.failed(code);
        failing = true;
      }
    }
    running = undefined;
  };
  return {
    write(durable) {
      wanted = { durable: durable || wanted?.durable === true };
      running ??= run();
    },
    written: async () => running,
  };
}
