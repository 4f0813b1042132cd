/** The log on stderr: JSON lines for machines, short lines for a terminal. Both show only what clean.ts lets through. */
import { destination, pino, stdTimeFunctions } from 'pino';
import type { Log } from '../../application/ports.js';
import { cleanFacts } from './clean.js';

/** What a failing stderr leaves unwritten is kept up to this size. */
const waitingBytes = 1_000_000;

/** Takes finished lines, each with its line break. */
export interface LogSink {
  write(line: string): unknown;
}

/**
 * Opens the log. Without options it writes to stderr, prettily when that is a terminal. Lines are written at once, so that nothing is lost
 * when the process ends.
 */
export function openLog(options: { sink?: LogSink; pretty?: boolean; level?: 'info' | 'warn' | 'error' } = {}): Log {
  const sink = options.sink ?? stderrSink();
  const pretty = options.pretty ?? (options.sink === undefined && process.stderr.isTTY);
  const out: LogSink = pretty ? { write: (line) => sink.write(prettyLine(line)) } : sink;
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      // A fact may be called level or time as well.
      nestedKey: 'facts',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    out,
  );
  return {
    info: (facts, message) => logger.info(cleanFacts(facts), message),
    warn: (facts, message) => logger.warn(cleanFacts(facts), message),
    error: (facts, message) => logger.error(cleanFacts(facts), message),
  };
}

/** process.stderr loses lines when the process ends; this waits for a slow reader. A reader that went away ends the log, not the bot. */
function stderrSink(): LogSink {
  const sink = destination({ dest: 2, sync: true, maxLength: waitingBytes });
  // A full disk behind stderr: there is nowhere left to say so.
  sink.on('error', () => undefined);
  return sink;
}

const colours = new Map([
  ['info', '\u001B[32m'],
  ['warn', '\u001B[33m'],
  ['error', '\u001B[31m'],
]);

function prettyLine(line: string): string {
  const { level, time, msg, facts } = JSON.parse(line) as { level: string; time: string; msg?: string; facts?: object };
  const at = new Date(time).toTimeString().slice(0, 8);
  const colour = colours.get(level) ?? '';
  const words = Object.entries(facts ?? {}).map(([name, value]) => `${name}=${printable(value)}`);
  return `${at} ${colour}${level.padEnd(5)}\u001B[0m ${msg ?? ''}${words.length > 0 ? `  ${words.join(' ')}` : ''}\n`;
}

/** A name from outside must not steer the terminal. JSON escapes C0 only. */
function printable(value: unknown): string {
  const text = typeof value === 'string' && /^[\p{L}\p{N}_.:/@#-]+$/u.test(value) ? value : JSON.stringify(value);
  return text.replace(/[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
