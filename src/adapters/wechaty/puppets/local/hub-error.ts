import { statusCode } from '../../status-code.js';

/** An error of the local world, with a gRPC status code as puppets behind a server have it. */
export class HubError extends Error {
  readonly code: number;
  readonly details: string;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'HubError';
    this.code = code;
    this.details = message;
  }
}

export function notFound(what: string): HubError {
  return new HubError(statusCode.notFound, `no such ${what}`);
}
