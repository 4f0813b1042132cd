/** roster.yaml for whoever takes a workbook over: its text, and the checks of a start over a text that might take its place. */
import { readRosterText } from '../adapters/files/roster-text.js';
import { loadFaultTexts } from '../adapters/yaml/fault-texts.js';
import { rosterDesk } from '../adapters/yaml/roster-desk.js';
import type { RosterDesk } from '../application/roster-desk-port.js';
import type { Instant } from '../domain/time.js';
import { readHome, shipped, type Home } from './open-home.js';

/** As it is now. `home`: what is in force. Throws a PermanentError `roster-unreadable`. */
export async function rosterNow(home: Home, now: Instant): Promise<{ text: string; desk: RosterDesk }> {
  const text = await readRosterText(home.folder);
  return { text, desk: await deskOf(home, text, now) };
}

async function deskOf({ folder, config, warnings: known }: Home, text: string, now: Instant): Promise<RosterDesk> {
  return {
    ...rosterDesk(text, await loadFaultTexts(shipped)),
    async checkHome(changed) {
      const read = await readHome(folder, now, { committee: config.roster.committee, roster: changed });
      if (read.ok) return { faults: [], warnings: read.home.warnings.filter((warning) => !known.includes(warning)) };
      const faults = read.faults.map((fault) => ({
        file: `${fault.file}:${fault.line}:${fault.column}`,
        what: fault.what,
        ...(fault.hint === undefined ? {} : { hint: fault.hint }),
      }));
      return { faults, warnings: [] };
    },
  };
}
