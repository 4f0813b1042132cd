/** Writes schemas/*.schema.json anew: run it after changing what the files may hold (`npx tsx scripts/generate-schemas.ts`). */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonSchemas } from '../src/adapters/yaml/json-schemas.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'schemas');

await mkdir(folder, { recursive: true });
for (const [name, text] of await jsonSchemas(root)) await writeFile(join(folder, name), text);
