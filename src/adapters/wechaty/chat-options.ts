/** How the rest of the program gets its chat. */
import type { Puppet } from 'wechaty-puppet';
import type { Chat, InboundHandler } from '../../application/chat-port.js';
import type { Instant } from '../../domain/time.js';
import type { ChatLog } from './log.js';
import type { ScanState } from './scan-state.js';
import type { ChatTimes } from './times.js';

export type ChatState = 'online' | 'offline' | 'logged-out';

export interface ChatOptions {
  /** Makes a NEW puppet for each attempt; or the name of a puppet's package. */
  puppet: (() => Puppet) | string;
  /** Where the puppet remembers its session: a path without ending. Absent: every new connection may need a new QR code. */
  memory?: string;
  onInbound: InboundHandler;
  /** A QR code waits to be scanned, or something became of it. */
  onScan?(qr: string, state: ScanState): void;
  /** Called on each change. `logged-out`: the connection stands and a login is waited for. */
  onState?(state: ChatState, account?: string): void;
  log: ChatLog;
  now: () => Instant;
  times?: Partial<ChatTimes>;
}

export interface ChatConnection extends Chat {
  /** Ends the connection and all attempts at one, within 3 s. Sends are `offline` from now on. */
  stop(): Promise<void>;
}
