/** Times in the committee's timezone, whatever that of the reader's machine is. */
import { createContext, useContext } from 'react';

export const Timezone = createContext('Asia/Shanghai');

export interface Times {
  day(at: number): string;
  minute(at: number): string;
}

export function useTimes(): Times {
  const timeZone = useContext(Timezone);
  const day = new Intl.DateTimeFormat('zh-CN', { timeZone, month: 'numeric', day: 'numeric', weekday: 'short' });
  const time = new Intl.DateTimeFormat('zh-CN', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return { day: (at) => day.format(at), minute: (at) => `${day.format(at)} ${time.format(at)}` };
}
