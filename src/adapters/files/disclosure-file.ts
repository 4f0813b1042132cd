/** Reads the document of a draw from a file that anybody may have written. */
import { open } from 'node:fs/promises';
import { z } from 'zod';
import type { Disclosure } from '../../domain/draw.js';
import { ValidationError } from '../../domain/errors.js';

/** A lot of a hundred thousand units is smaller. */
const mostBytes = 20 * 1024 * 1024;

/** What is shown again must not be able to steer a terminal. */
const text = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const listed = <Item extends z.ZodType>(item: Item) => z.array(item).max(200_000);

/** What is written beside these is of no account. */
const disclosure = z.object({
  lot: z.object({
    draw: text,
    sample: z.int().min(1),
    candidates: listed(z.object({ unit: text, weight: z.int().min(1) })),
    excluded: listed(z.object({ unit: text, reason: text })),
  }),
  commitment: z.object({ lot: hash, secret: hash }),
  secret: text,
  number: text,
  drawn: listed(text),
  names: z.record(text, text).default({}),
});

/** Throws a ValidationError `not-a-draw` for anything but a draw's document. */
export async function readDisclosure(path: string): Promise<Disclosure & { names: Record<string, string> }> {
  const parsed = disclosure.safeParse(jsonOf(await contentOf(path), path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `: look at ${issue.path.join('.')}`;
  throw new ValidationError('not-a-draw', `${path} is not the document of a draw, as \`draw show --json\` writes it${where}.`);
}

async function contentOf(path: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > mostBytes) throw new ValidationError('not-a-draw', `${path} is too large to be the document of a draw.`);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof ValidationError) throw error;
    throw new ValidationError('file-unreadable', `${path} cannot be read.`, error);
  }
}

function jsonOf(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new ValidationError('not-a-draw', `${path} is not JSON.`, error);
  }
}
