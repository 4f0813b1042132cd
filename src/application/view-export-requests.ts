/** Exports on which somebody has still to decide: one's own, and those that one may decide on. */
import { may } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { tiesToExport } from '../domain/ties.js';
import type { Instant } from '../domain/time.js';
import { exportTitle } from './export-subject.js';
import { personName } from './words.js';
import type { World } from './world.js';

export interface ExportRequestView {
  no: number;
  /** As in a sentence. */
  title: string;
  by: string;
  mine: boolean;
  until: Instant;
}

export async function viewExportRequests(world: World, { id }: Person): Promise<ExportRequestView[]> {
  const { roster } = world.config();
  const open = (await world.stores.matters.open({ kind: 'export' })).filter(
    (request) => request.state === 'asked' && (request.by === id || may(roster, id, 'agree', { ties: tiesToExport(roster, request, id) })),
  );
  return Promise.all(
    open.map(async ({ no, by, subject, until }) => ({
      no,
      title: await exportTitle(world, subject),
      by: personName(world, by),
      mine: by === id,
      until,
    })),
  );
}
