/**
 * `node --import ./scripts/compiled.mjs file.ts` runs TypeScript as the product runs: each module is what the compiler makes of it with
 * tsconfig.json, where it stands. A loader that wraps every function, as tsx does to keep its name, would be measured with it.
 */
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import ts from 'typescript';

const config = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config, ts.sys, '.');
const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, sourceMap: false, inlineSourceMap: true };

// The hooks run in a thread of their own, which loads this file again.
if (isMainThread) register(import.meta.url);

/** Sources import each other by the names they will have once compiled. */
export async function resolve(specifier, context, next) {
  const isOwn = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
  return next(isOwn ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), { compilerOptions, fileName: fileURLToPath(url) });
  return { format: 'module', source: outputText, shortCircuit: true };
}
