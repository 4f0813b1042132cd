import type { LocalHub } from '../src/adapters/wechaty/puppets/local/hub.js';

/** Says something in a hub as somebody, and resolves with the next text the bot sends to them. */
export function answered(hub: LocalHub): (from: string, text: string) => Promise<string> {
  const waiting = new Map<string, (text: string) => void>();
  hub.onSent(({ to, text }) => {
    const settle = waiting.get(to.id);
    waiting.delete(to.id);
    settle?.(text);
  });
  return (from, text) =>
    new Promise((settle) => {
      waiting.set(from, settle);
      hub.say({ from, text });
    });
}
