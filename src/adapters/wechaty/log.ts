/** Where the chat writes what happens to it; pino's shape. Never given what somebody wrote. */
export interface ChatLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
