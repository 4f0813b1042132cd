/** How people speak in a scene, and what of an answer is the same in two courses of it. */
import type { Heard, Step } from './crash-scene.js';
import type { Township } from './township.js';

/** Without what counts messages, as the receipt's number and how many somebody was sent, and what is drawn: codes and keys. */
export function plainText(text: string): string {
  return (
    text
      .replaceAll(/回执 \d+/gu, '回执')
      .replaceAll(/(给您发了|消息：已发出|近7天发了)\d+/gu, '$1几')
      .replaceAll(/(的码|登录码)[： ]\d{8}/gu, '$1')
      .replaceAll(/(?:\d+:)?[0-9a-f]{4}(?:-[0-9a-f]{4}){3}/gu, '封存码')
      .replaceAll(/\/f\/[\w-]+/gu, '/f/…')
      .replaceAll(/\/calendar\/[\w-]+/gu, '/calendar/…')
      .replaceAll(/\d{1,2}:\d{2}/gu, '几点')
      // Only the first of several in one message greets.
      .replace(/^\p{Script=Han}{2,4}同志：\n/u, '')
      .replaceAll(/共发\d+条，人均\d+条，自查占\S+/gu, '共发几条')
  );
}

/** Somebody does what the step says, under this message id. */
export async function speak(town: Township, step: Extract<Step, { who: string }>, id: string, heard: Heard): Promise<unknown> {
  const from = town.account(step.who);
  if ('recalls' in step) return town.does((hub) => hub.recall(`step-${Number(/\d+/u.exec(id)?.[0]) - step.recalls}`));
  if ('does' in step) return town.does((hub) => hub[step.does]({ from, id }));
  if ('sends' in step)
    return town.does((hub) => hub[step.sends]({ from, id, bytes: step.bytes, fileName: step.fileName ?? `attached.${step.sends}` }));
  const text = typeof step.says === 'string' ? step.says : step.says(heard);
  if (step.inGroup === undefined) return town.says(step.who, text, { id });
  return town.does((hub) => hub.say({ from, id, text, room: town.room(), mentionBot: step.inGroup === true }));
}
