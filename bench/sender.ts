/** A process that sends what is due, and may be killed at it. */
export interface Sender {
  /** When it has sent nothing for so long, it will send nothing more. */
  quietMs: number;
  /** Resolves when its program is loaded; it has not begun. */
  load(): Promise<void>;
  /** Resolves when it has begun to send. Each recipient is told as soon as the platform has the message. */
  start(onSent: (to: string) => void): Promise<void>;
  /** How many messages it shows to a person, for it does not know whether they arrived. Nothing is sent under way then. */
  unknown(): Promise<number>;
  /** Without a word of warning. */
  kill(): Promise<void>;
}
