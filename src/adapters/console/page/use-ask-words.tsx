/** Says a word of the chat that needs some more words: they are asked for first. */
import { App, Input } from 'antd';
import { useTell } from './use-tell.js';

export interface Question {
  /** Already known: `核 东村`. */
  words: string;
  /** What is asked for; empty: it is only confirmed. */
  ask: string;
  /** Shown instead of `words`. */
  title?: string;
}

/** `onDone`: after the bot has answered. */
export function useAskWords(onDone: () => void): (question: Question) => void {
  const { modal } = App.useApp();
  const tell = useTell();
  return ({ words, ask, title = words }) => {
    let typed = '';
    modal.confirm({
      title,
      content:
        ask === '' ? null : (
          <Input.TextArea
            autoFocus
            placeholder={ask}
            aria-label={ask}
            rows={3}
            maxLength={2000}
            onChange={(event) => (typed = event.target.value)}
          />
        ),
      onOk: () => tell(`${words} ${typed}`.trim(), title).then(onDone),
    });
  };
}
