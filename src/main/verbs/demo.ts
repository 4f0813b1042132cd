import { join } from 'node:path';
import { PermanentError } from '../../domain/errors.js';
import { demoStart, runDemo } from '../demo.js';
import { exampleHome, openHome, shipped } from '../open-home.js';
import type { Output } from '../output.js';
import { playScript } from '../script.js';
import { untilSignal } from '../signals.js';

const scriptFile = join(shipped, 'examples', 'demo-script.yaml');

/** The sample township in the terminal; with `script`, a whole cycle, which must go exactly as written. */
export async function demo(output: Output, { script }: { script?: boolean }): Promise<void> {
  const print = output.json ? (): void => undefined : output.print;
  if (script !== true) return runDemo(print, untilSignal());
  const result = await playScript(scriptFile, print);
  const { texts } = await openHome(exampleHome, demoStart);
  output.print(output.json ? JSON.stringify({ ok: result.differences.length === 0, ...result }) : texts.render('demo-summary', result));
  if (result.differences.length > 0) throw new PermanentError('script-differs', `${result.differences.length} differences`);
}
