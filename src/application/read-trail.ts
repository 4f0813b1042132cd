/** Reads the trail and its seals once from the front to the back, in pages, however small the stretches are that are asked for. */
import { sealedAtMost, type AuditEntry, type Seal } from '../domain/audit-chain.js';
import type { AuditTrail } from './audit-port.js';

export interface TrailReader {
  /** The first seal behind a number; undefined: there is none yet. */
  sealAfter(no: number): Promise<Seal | undefined>;
  /** What stands behind the entry of a number, up to and beside that of `to`; at most one more than a seal may cover. */
  entriesBetween(no: number, to?: number): Promise<AuditEntry[]>;
}

const sealsRead = 50;

export function readTrail(trail: Pick<AuditTrail, 'entries' | 'sealsAfter'>): TrailReader {
  let seals: Seal[] = [];
  /** What was read and not yet asked for, all of it behind the entry of the number `behind`. */
  let page: { behind: number | undefined; entries: AuditEntry[] } = { behind: undefined, entries: [] };

  return {
    async sealAfter(no) {
      seals = seals.filter(({ to }) => to > no);
      if (seals.length === 0) seals = await trail.sealsAfter(no, sealsRead);
      return seals[0];
    },

    async entriesBetween(no, to) {
      if (page.behind !== no) page = { behind: no, entries: [] };
      const isWithin = ({ id }: AuditEntry): boolean => to === undefined || Number.parseInt(id, 10) <= to;
      while (page.entries.length <= sealedAtMost && page.entries.every(isWithin)) {
        const more = await trail.entries(page.entries.at(-1)?.id ?? `${no}-0`, sealedAtMost);
        if (more.length === 0) break;
        page.entries.push(...more);
      }
      const end = page.entries.findIndex((entry) => !isWithin(entry));
      const found = page.entries.slice(0, Math.min(end < 0 ? Infinity : end, sealedAtMost + 1));
      page = { behind: to, entries: page.entries.slice(found.length) };
      return found;
    },
  };
}
