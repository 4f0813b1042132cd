/** The JSON Schemas of the files, for editors: from the same definitions that check them, described in the words of templates/fields.yaml. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ValidationError } from '../../domain/errors.js';
import { checklistSchema } from './checklist-file.js';
import { dutySchema } from './duty-files.js';
import { holidaySchema } from './holiday-files.js';
import { rosterSchema } from './roster-file.js';
import { scheduleSchema } from './schedule-file.js';
import { listSchema } from './schedule-kinds/task.js';
import { settingsSchema } from './settings-file.js';

/** File names without `.schema.json`. */
const schemas = {
  roster: rosterSchema,
  settings: settingsSchema,
  schedule: scheduleSchema,
  checklist: checklistSchema,
  list: listSchema,
  duties: dutySchema,
  holidays: holidaySchema,
};

const descriptionsSchema = z.record(z.string(), z.record(z.string(), z.string()));

type Json = z.core.JSONSchema.BaseSchema;

/** Texts by file name, each ending with a newline. Throws ValidationError `field-descriptions` when a field has none or one is left over. */
export async function jsonSchemas(shipped: string): Promise<ReadonlyMap<string, string>> {
  const source = await readFile(join(shipped, 'templates', 'fields.yaml'), 'utf8');
  const descriptions = descriptionsSchema.parse(parse(source));
  return new Map(
    Object.entries(schemas).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { io: 'input' });
      describe(name, json, new Map(Object.entries(descriptions[name] ?? {})));
      return [`${name}.schema.json`, `${JSON.stringify(json, undefined, 2)}\n`];
    }),
  );
}

function describe(name: string, json: Json, texts: ReadonlyMap<string, string>): void {
  const used = new Set<string>();
  visit(json, '', undefined, (field, path, kind) => {
    const key = kind !== undefined && texts.has(`${kind}/${path}`) ? `${kind}/${path}` : path;
    const text = texts.get(key);
    if (text === undefined) throw new ValidationError('field-descriptions', `${name}: ${path} has no description in fields.yaml`);
    field.description = text;
    used.add(key);
  });
  const unused = [...texts.keys()].filter((path) => !used.has(path));
  if (unused.length > 0) throw new ValidationError('field-descriptions', `${name}: no such field: ${unused.join(', ')}`);
}

type OnField = (field: Json, path: string, kind: string | undefined) => void;

/**
 * The root and every property below it, with its path; lists and the forms a value may have add nothing to the path. Where a file has a form
 * for each kind, each of them is visited as the root, with its kind.
 */
function visit(json: Json, path: string, kind: string | undefined, onField: OnField): void {
  if (path === '') onField(json, path, kind);
  for (const [key, field] of Object.entries(json.properties ?? {})) {
    if (typeof field === 'boolean') continue;
    const below = path === '' ? key : `${path}.${key}`;
    onField(field, below, kind);
    visit(field, below, kind, onField);
  }
  const forms = [json.items, ...(json.anyOf ?? []), ...(json.oneOf ?? [])].flat();
  for (const form of forms) {
    if (typeof form === 'object') visit(form, path, path === '' ? kindOf(form) : kind, onField);
  }
}

function kindOf({ properties }: Json): string | undefined {
  const kind = properties?.['kind'];
  return typeof kind === 'object' && typeof kind.const === 'string' ? kind.const : undefined;
}
