import { join } from 'node:path';
import { demoStart, runDemo } from '../demo.js';
import { exampleHome, openHome, shipped } from '../open-home.js';
import type { Outcome, Output } from '../output.js';
import { playScript } from '../script.js';

const scriptFile = join(shipped, 'examples', 'demo-script.yaml');

/** The sample township in the terminal; with `script`, a whole cycle, refused unless it goes exactly as written. */
export async function demo(output: Output, script: boolean, stopping: AbortSignal): Promise<Outcome> {
  stopping.throwIfAborted();
  const shown: Output = output.json ? { ...output, print: () => undefined } : output;
  if (!script) {
    const messages = await runDemo(shown, stopping);
    if (output.json) output.print(JSON.stringify({ messages }));
    return 'done';
  }
  const result = await playScript(scriptFile, shown, stopping);
  const ok = result.differences.length === 0;
  const { texts } = await openHome(exampleHome, demoStart);
  output.print(output.json ? JSON.stringify({ ok, ...result }) : texts.render('demo-summary', result));
  return ok ? 'done' : 'refused';
}
