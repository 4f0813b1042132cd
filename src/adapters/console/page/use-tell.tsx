/** Says something to the bot for a button, and shows what it answers. */
import { App } from 'antd';
import { say } from './ask.js';
import { SaidLines } from './said-lines.js';
import { texts } from './texts.js';

const width = 560;

/** Resolves when the answer is shown, or that there is none. */
export function useTell(): (words: string, title: string) => Promise<void> {
  const { modal, message } = App.useApp();
  return async (words, title) => {
    try {
      const lines = await say(words);
      modal.info({ title, content: <SaidLines lines={lines} />, width });
    } catch {
      message.error(texts.say.failed);
    }
  };
}
