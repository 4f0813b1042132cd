/** A schedule's file with its pause set or lifted; everything else stays as it was written, comments included. */

const written = /^paused:[^\r\n]*(?:\r?\n|$)/mu;
const firstKey = /^[A-Za-z][\w-]*[ \t]*:/mu;

export function isPaused(text: string): boolean {
  return /^paused:[ \t]*true[ \t]*(?:#.*)?\r?$/mu.test(text);
}

/** As it was where there is no key to put it before. */
export function withPause(text: string, paused: boolean): string {
  const without = text.replace(written, '');
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return paused ? without.replace(firstKey, (key) => `paused: true${end}${key}`) : without;
}
