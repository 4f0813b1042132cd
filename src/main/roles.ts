/** What a process of the bot may do. */
const known = ['courier', 'worker', 'console'] as const;

/** `courier`: holds the chat account, hears and sends. `worker`: works through what is due. `console`: shows pages. */
export type Role = (typeof known)[number];

export const defaultRoles: Role[] = ['courier', 'worker', 'console'];

/** Reads a comma-separated list of roles. */
export function rolesOf(text: string): { ok: true; roles: Role[] } | { ok: false; reason: string } {
  const words = text.split(',').map((word) => word.trim());
  const roles = known.filter((role) => words.includes(role));
  const wrong = words.find((word) => !roles.some((role) => role === word));
  if (wrong === undefined) return { ok: true, roles };
  return { ok: false, reason: `There is no role ${JSON.stringify(wrong)}; there are: ${known.join(', ')}.` };
}
