/**
 * Puts the font for pictures into dist/fonts, with its licence beside it. The whole font: what could be cut off beyond GBK are the rare characters
 * that names are written in, and little else.
 */
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const source = join(root, 'node_modules', '@expo-google-fonts', 'noto-sans-sc');
const files = [
  [join('400Regular', 'NotoSansSC_400Regular.ttf'), 'NotoSansSC.ttf'],
  ['LICENSE_FONT', 'OFL.txt'],
];

/** Copies what is not there yet, or of another size. */
export function ensureFont(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [from, to] of files) {
    const [origin, copy] = [join(source, from), join(folder, to)];
    if (!existsSync(copy) || statSync(copy).size !== statSync(origin).size) copyFileSync(origin, copy);
  }
}
