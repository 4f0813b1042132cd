import type { LocalHub } from '../src/adapters/wechaty/puppets/local/hub.js';

export interface Sayings {
  /** Says something in the hub as somebody, and resolves with the next text the bot sends to them. */
  say(from: string, text: string): Promise<string>;
  end(): void;
}

export function answered(hub: LocalHub): Sayings {
  const waiting = new Map<string, (text: string) => void>();
  const end = hub.onSent(({ to, text }) => {
    const settle = waiting.get(to.id);
    waiting.delete(to.id);
    settle?.(text);
  });
  return {
    say: (from, text) =>
      new Promise((settle) => {
        waiting.set(from, settle);
        hub.say({ from, text });
      }),
    end,
  };
}
