/** Beats once a second by node-cron. Beats never overlap; one that hangs is given up, so that it cannot stop the bot for good. */
import { schedule, type Logger, type ScheduledTask } from 'node-cron';

export interface HeartbeatOptions {
  /** Called when a beat has run for more than `hungAfterMs` and is given up for a new one. */
  onHung: (runningMs: number) => void;
  /** Called with what a beat rejected with. The next beat comes all the same. */
  onError: (error: unknown) => void;
  /** 60,000 unless given. */
  hungAfterMs?: number;
}

export interface Heartbeat {
  /** No beat begins after this call; resolves when the beat under way has ended, which a hung one may never do. */
  stop(): Promise<void>;
}

interface Beat {
  ended: Promise<void>;
  /** Looks taken at it while it ran. Time is counted in looks, so that a process frozen from outside is not taken for hung. */
  looks: number;
}

const everySecond = '* * * * * *';
const looksUntilHung = 12;
/** Looks without a beat after which node-cron is set up anew: it waits out the difference when the system's clock is put back. */
const looksUntilSilent = 2;
/** Failures are told by `onError`, and an overlap or a late beat is nothing to print. */
const silentLogger: Logger = { info: ignore, warn: ignore, error: ignore, debug: ignore };

/**
 * Calls `onBeat` at each full second at which no beat is under way. Hazard: a beat that was given up may come back to life beside a new
 * one, so what beats do must stand being done twice.
 */
export function startHeartbeat(onBeat: () => Promise<void>, options: HeartbeatOptions): Heartbeat {
  const { onHung, onError, hungAfterMs = 60_000 } = options;
  const lookEveryMs = hungAfterMs / looksUntilHung;
  let current: Beat | undefined;
  let looksWithoutBeat = 0;
  let task = scheduleBeats();
  const watch = setInterval(look, lookEveryMs);

  function scheduleBeats(): ScheduledTask {
    // A zone without clock changes: in a repeated hour node-cron would wait for the second one.
    return schedule(everySecond, beatOnce, { noOverlap: true, timezone: 'Etc/UTC', logger: silentLogger, suppressMissedWarning: true });
  }

  async function beatOnce(): Promise<void> {
    const beat: Beat = { ended: run(), looks: 0 };
    current = beat;
    looksWithoutBeat = 0;
    await beat.ended;
    if (current === beat) current = undefined;
  }

  async function run(): Promise<void> {
    try {
      await onBeat();
    } catch (error) {
      onError(error);
    }
  }

  function look(): void {
    if (current) {
      current.looks += 1;
      if (current.looks <= looksUntilHung) return;
      onHung(current.looks * lookEveryMs);
    } else {
      looksWithoutBeat += 1;
      if (looksWithoutBeat <= looksUntilSilent) return;
    }
    restart();
  }

  function restart(): void {
    current = undefined;
    looksWithoutBeat = 0;
    void task.destroy();
    task = scheduleBeats();
  }

  return {
    async stop() {
      clearInterval(watch);
      await task.destroy();
      await current?.ended;
    },
  };
}

function ignore(): void {}
