/**
 * The gRPC status codes that somebody here decides by. Wechaty turns every error into one that carries such a code, whatever the puppet;
 * an ordinary Error becomes `unknown`.
 */
export const statusCode = {
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  failedPrecondition: 9,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** The status code an error carries; undefined when it carries none. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}

/** A word for a log that tells one error from another without its message, which may quote what somebody wrote. */
export function errorWord(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : typeof error;
}
