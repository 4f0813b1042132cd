/** All that the application asks of cron expressions. */
import { createRequire } from 'node:module';
import type { Cron } from '../../application/ports.js';
import { occurrences } from './occurrences.js';

/** Loaded as the CommonJS module it is: what an import makes of its default export differs from one loader to the next. */
const cronstrue = createRequire(import.meta.url)('cronstrue/i18n') as typeof import('cronstrue/i18n.js');

function words(expression: string): string {
  return cronstrue.default.toString(expression, { locale: 'zh_CN', use24HourTimeFormat: true });
}

export const cron: Cron = { occurrences, words };
