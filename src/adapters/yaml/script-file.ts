/**
 * The script of a demonstration: who says what when, and what the bot is expected to say. A number that only the bot knows is taken from what
 * it says, `号：{码}`, and said again, `绑定{码}`.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { instantOf } from '../../domain/date-text.js';
import { PermanentError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time.js';

const timezone = 'Asia/Shanghai';

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
  .transform((text): Instant => instantOf(text.slice(0, 10), Number(text.slice(11, 13)) * 60 + Number(text.slice(14)), timezone));

const names = z.array(z.string()).min(1);
const readers = z.union([z.array(z.string()), z.int().min(0)]);

const step = z.union([
  /** Nothing that was said in the scene before may be left unexpected. */
  z.strictObject({ scene: z.string() }),
  /** Time passes until then, everything at its time. */
  z.strictObject({ until: moment }),
  /** One speaks, or several do, one after the other. */
  z.strictObject({ who: z.union([z.string(), names]), says: z.string(), group: z.string().exactOptional() }),
  /** Somebody edits a file of the home: `from`, which stands in it once, becomes `to`. Two seconds pass. */
  z.strictObject({ change: z.string(), from: z.string().min(1), to: z.string() }),
  /** The next message to a person or a group that holds all the parts. */
  z.strictObject({ expect: z.string(), has: names }),
  /** All messages that hold the part went to exactly these, or to so many. */
  z.strictObject({ expectAll: z.string(), to: readers }),
  /** All messages that are a text of a nudge library went to exactly these, or to so many people. */
  z.strictObject({ nudges: readers }),
  /** How many units of the newest open cycle of that name are where. */
  z.strictObject({ counts: z.record(z.string(), z.int()), of: z.string() }),
]);

export type ScriptStep = z.infer<typeof step>;

/** Throws a PermanentError `bad-script` that names the file and the first step that is wrong. */
export async function loadScript(file: string): Promise<ScriptStep[]> {
  const steps = z.array(step).safeParse(parse(await readFile(file, 'utf8')));
  if (!steps.success) throw new PermanentError('bad-script', `${file}: ${z.prettifyError(steps.error)}`);
  return steps.data;
}
