/** A log that remembers, and that can be waited on. */
import { EventEmitter, once } from 'node:events';
import type { Log } from '../../src/application/ports.js';

export interface RecordingLog extends Log {
  entries: { level: 'info' | 'warn' | 'error'; facts: object; message: string }[];
  /** Resolves when the next entry with these words is written. */
  next(words: string): Promise<void>;
}

export function recordingLog(): RecordingLog {
  const entries: RecordingLog['entries'] = [];
  const written = new EventEmitter();
  const write = (level: 'info' | 'warn' | 'error') => (facts: object, message: string) => {
    entries.push({ level, facts, message });
    written.emit('entry', message);
  };
  return {
    entries,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    next: async (words) => {
      for (;;) {
        const [message]: unknown[] = await once(written, 'entry');
        if (String(message).includes(words)) return;
      }
    },
  };
}
