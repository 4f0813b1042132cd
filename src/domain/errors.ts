/** The three kinds of error that cross a boundary. Expected outcomes are values, not errors. */

abstract class CodedError extends Error {
  /** A stable code in kebab-case, for programs; the message is for people. */
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.name = new.target.name;
  }
}

/** What somebody wrote is wrong; the message says where, what and how to mend it. */
export class ValidationError extends CodedError {}

/** It may work later, unchanged. */
export class TemporaryError extends CodedError {}

/** It will never work unchanged. */
export class PermanentError extends CodedError {}

export function isTemporary(error: unknown): boolean {
  return error instanceof TemporaryError;
}
