/** What a template is given: plain data, whole by its sample. */

const deepest = 8;

/**
 * Copies facts as plain data without prototypes, functions or getters, so that a template can reach nothing else, and completes them by the
 * sample: what the sample has and the facts lack is null, which a template shows as nothing.
 */
export function plainFacts(facts: object, sample: object | undefined): object {
  return plainObject(facts, sample, 0);
}

function plainObject(value: object, sample: object | undefined, depth: number): Record<string, unknown> {
  const samples = (sample ?? {}) as Record<string, unknown>;
  const result = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(samples)) result[name] = null;
  for (const [name, own] of Object.entries(value)) {
    result[name] = plain(own, Object.hasOwn(samples, name) ? samples[name] : undefined, depth + 1);
  }
  return result;
}

function plain(value: unknown, sample: unknown, depth: number): unknown {
  const own = plainValue(value);
  if (typeof own !== 'object' || own === null) return own;
  if (depth > deepest) return null;
  if (Array.isArray(own)) return own.map((item: unknown) => plain(item, firstOf(sample), depth + 1));
  return plainObject(own, isRecord(sample) ? sample : undefined, depth);
}

/** A value as data: what is neither text, number, truth, list nor object is nothing. Lists and objects are given back as they are. */
export function plainValue(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'object':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    default:
      return null;
  }
}

function firstOf(sample: unknown): unknown {
  return Array.isArray(sample) ? sample[0] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
