/** Turns zod's findings about a file's shape into faults at their places. */
import type { z } from 'zod';
import { didYouMean } from './did-you-mean.js';
import { faultCodes, type FaultCode } from './fault-codes.js';
import type { FaultList, Hint } from './fault.js';
import type { FaultTexts, Values } from './fault-texts.js';
import type { Place } from './place.js';

type Issue = z.core.$ZodIssue;

/** Keys that belong to another kind of schedule: told as such, not as unknown. */
const keysOfSpotChecks = new Set(['sample']);

/** Whatever inspects needs this key, and the reason is told. */
const plannedBy = 'plan';

const mostListed = 20;

/** Checks a file's shape; the data when it is right, undefined when faults were added. */
export function checkShape<Out>(root: Place, schema: z.ZodType<Out>, faults: FaultList, texts: FaultTexts): Out | undefined {
  const result = schema.safeParse(root.value());
  if (result.success) return result.data;
  for (const issue of result.error.issues.flatMap(unfold)) addIssue(root, issue, faults, texts);
  return undefined;
}

/** Of a value that may have several forms, the findings about the form that was attempted: the one whose outermost type fits. */
function unfold(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const attempted = issue.errors.filter((form) => form.every(({ path }) => path.length > 0) || form.some(isAboutContent));
  const [form] = attempted;
  if (!form || attempted.length > 1) return [issue];
  return form.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }));
}

function isAboutContent({ code, path }: Issue): boolean {
  return path.length > 0 || (code !== 'invalid_type' && code !== 'invalid_value');
}

function addIssue(root: Place, issue: Issue, faults: FaultList, texts: FaultTexts): void {
  const { place, whole } = root.follow(issue.path);
  const key = issue.path.findLast((step) => typeof step === 'string') ?? '';
  if (issue.code === 'unrecognized_keys') return addUnknownKeys(place, issue.keys, issue.message.split(' '), faults);
  const value = place.value();
  if (!whole) return faults.add(place.file, place.at, key === plannedBy ? 'unplanned' : 'missing-key', { key });
  if (value === null) return faults.add(place.file, place.keyAt, 'no-value', { key });
  const { code, values, hint } = describe(issue, value, texts);
  faults.add(place.file, place.at, code, { key, value: shown(value), ...values }, hint);
}

function addUnknownKeys(place: Place, keys: readonly string[], allowed: readonly string[], faults: FaultList): void {
  for (const key of keys) {
    const at = place.get(key)?.keyAt ?? place.at;
    if (keysOfSpotChecks.has(key)) faults.add(place.file, at, 'only-in-spot-checks', { key });
    else faults.add(place.file, at, 'unknown-key', { key, allowed: allowed.slice(0, mostListed).join('、') }, hintForKey(key, allowed));
  }
}

function hintForKey(key: string, allowed: readonly string[]): Hint | undefined {
  return key.includes('：') ? { code: 'full-width-colon' } : didYouMean(key, allowed);
}

function describe(issue: Issue, value: unknown, texts: FaultTexts): { code: FaultCode; values?: Values; hint?: Hint | undefined } {
  const own = ownCode(issue);
  if (own) return { code: own };
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'wrong-type',
        values: { expected: texts.word(issue.expected) },
        hint: typeof value === 'string' && value.includes('：') ? { code: 'full-width-colon' } : undefined,
      };
    case 'invalid_value':
      return notOneOf(issue.values.map(String), value);
    case 'invalid_union':
      return notOneOf('options' in issue && issue.options ? issue.options.map(String) : optionsOf(issue, texts), value);
    case 'too_small':
      return { code: tooSmall(issue.origin), values: { min: Number(issue.minimum) } };
    case 'too_big':
      return { code: tooBig(issue.origin), values: { max: Number(issue.maximum) } };
    case 'invalid_format':
    case 'custom':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
      return { code: 'bad-format' };
    default:
      return issue satisfies never;
  }
}

/** Where an own rule is broken, zod's message is the fault's code. */
function ownCode({ message }: Issue): FaultCode | undefined {
  return faultCodes.find((code) => code === message);
}

function notOneOf(options: string[], value: unknown): { code: FaultCode; values: Values; hint: Hint | undefined } {
  const hint = typeof value === 'string' ? didYouMean(value, options) : undefined;
  return { code: 'not-one-of', values: { options: options.join('、') }, hint };
}

/** What each form of a value asks for at its outermost: words it may be, or a type. */
function optionsOf(issue: Extract<Issue, { code: 'invalid_union' }>, texts: FaultTexts): string[] {
  const wanted = issue.errors.flat().flatMap((inner) => {
    if (inner.code === 'invalid_value') return inner.values.map(String);
    return inner.code === 'invalid_type' ? [texts.word(inner.expected)] : [];
  });
  return [...new Set(wanted)];
}

function tooSmall(origin: string): FaultCode {
  if (origin === 'string') return 'text-empty';
  return origin === 'array' ? 'list-too-short' : 'number-too-small';
}

function tooBig(origin: string): FaultCode {
  if (origin === 'string') return 'text-too-long';
  return origin === 'array' ? 'list-too-long' : 'number-too-big';
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
