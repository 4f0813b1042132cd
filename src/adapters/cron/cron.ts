/** Says a cron expression in Chinese. */
import cronstrue from 'cronstrue/i18n.js';
import type { Cron } from '../../application/ports.js';
import { occurrences } from './occurrences.js';

function words(expression: string): string {
  return cronstrue.default.toString(expression, { locale: 'zh_CN', use24HourTimeFormat: true, dayOfWeekStartIndexZero: true });
}

/** All that the application asks of cron expressions. */
export const cron: Cron = { occurrences, words };
