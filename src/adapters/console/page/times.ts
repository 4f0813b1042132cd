/** Times in the committee's timezone, whatever that of the reader's machine is. */
import { createContext, useContext, useMemo } from 'react';

export const Timezone = createContext('Asia/Shanghai');

export interface Times {
  day(at: number): string;
  minute(at: number): string;
  /** As the bot writes it: 8月25日 周二 9:00. */
  words(at: number): string;
  clock(at: number): string;
}

export function useTimes(): Times {
  const timeZone = useContext(Timezone);
  return useMemo(() => timesIn(timeZone), [timeZone]);
}

function timesIn(timeZone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat('zh-CN', { timeZone, ...options });
  const day = format({ month: 'numeric', day: 'numeric', weekday: 'short' });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = format({ month: 'long', day: 'numeric' });
  const weekday = format({ weekday: 'short' });
  const clock = (at: number): string => time.format(at).replace(/^0(?=\d:)/u, '');
  return {
    day: (at) => day.format(at),
    minute: (at) => `${day.format(at)} ${time.format(at)}`,
    words: (at) => `${date.format(at)} ${weekday.format(at)} ${clock(at)}`,
    clock,
  };
}
