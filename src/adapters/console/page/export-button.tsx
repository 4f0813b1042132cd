/** Asks the bot for a file of something, with the words of the chat: 导出 台账. */
import { Button } from 'antd';
import { useContext, type ReactNode } from 'react';
import { MayFiles } from './may-files.js';
import { texts } from './texts.js';
import { useTell } from './use-tell.js';

/** `name`: as one would type it. */
export function ExportButton({ name }: { name: string }): ReactNode {
  const tell = useTell();
  const words = `${texts.jobs.word} ${name}`;
  return useContext(MayFiles) ? <Button onClick={() => void tell(words, words)}>{words}</Button> : null;
}
