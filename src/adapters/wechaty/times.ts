/** The bounds the chat works within, in milliseconds. Tests shorten them; nothing else should. */
export interface ChatTimes {
  /** A send that has not settled by then is unknown, or offline if it had not begun. */
  sendMs: number;
  /** From the start of an attempt, or a confirmed scan, to the login. Not counted while a QR code waits to be scanned. */
  loginMs: number;
  /** How long starting waits for the first login, scan or failure before it returns and goes on trying. */
  startMs: number;
  /** Stopping, and each giving up of a lost connection. */
  stopMs: number;
  /** The pause before the next attempt doubles from the first to the second figure; half of it is drawn by lot. */
  backoffMs: readonly [number, number];
  /** How often the puppet is asked for a sign of life. */
  probeMs: number;
  /** Silence of that length, with two questions unanswered, is a lost connection. */
  silenceMs: number;
  /** How long a message may hold up those announced after it. */
  orderMs: number;
  /** Fetching one photo. */
  photoMs: number;
}

export const defaultTimes: ChatTimes = {
  sendMs: 60_000,
  loginMs: 60_000,
  startMs: 5_000,
  stopMs: 3_000,
  backoffMs: [1_000, 60_000],
  probeMs: 15_000,
  silenceMs: 45_000,
  orderMs: 1_000,
  photoMs: 60_000,
};
