/** Long work as this machine does it: what a running bot lends to the queue. Libraries for office files are loaded with the first work that needs them. */
import { basename } from 'node:path';
import { replaceRosterText } from '../adapters/files/roster-text.js';
import { startJobWorker, type JobWorker } from '../adapters/redis/job-worker.js';
import { doLongWork } from '../application/do-long-work.js';
import type { DocumentWriter } from '../application/document-port.js';
import type { LongWorkOffice } from '../application/long-work-port.js';
import type { World } from '../application/world.js';
import { backupIntoFolder, backupsIn } from './backups.js';
import { fileMark } from './file-mark.js';
import { shipped } from './open-home.js';
import type { OpenWorld } from './open-world.js';
import { rosterNow } from './roster-files.js';

export function longWorkOffice(world: World, opened: Pick<OpenWorld, 'vault' | 'redis' | 'home'>): LongWorkOffice {
  const folder = (): string => opened.home().folder;
  return {
    async workbook(workbook) {
      const { workbookWriter } = await import('../adapters/office/workbook-writer.js');
      return workbookWriter.bytes(workbook);
    },
    document: async (document) => (await documentsOf(folder())).bytes(document),
    async read(bytes) {
      const { workbookReader } = await import('../adapters/office/workbook-reader.js');
      return workbookReader.read(bytes);
    },
    roster: (now) => rosterNow(opened.home(), now),
    async replaceRoster(before, after, now) {
      const time = fileMark(now, world.config().settings.timezone);
      return basename(await replaceRosterText(folder(), { before, after, time }));
    },
    backup: (by, watched, now) => backupIntoFolder(by, { world, opened, home: folder() }, watched, now),
    backups: () => backupsIn(folder()),
  };
}

/** By the templates of a home. */
export async function documentsOf(home: string): Promise<DocumentWriter> {
  const [{ documentWriter }, { openDocumentTemplates }] = await Promise.all([
    import('../adapters/office/document-writer.js'),
    import('../adapters/office/document-templates.js'),
  ]);
  return documentWriter(openDocumentTemplates({ home, shipped }));
}

export function startLongWork(world: World, office: LongWorkOffice, { redis }: Pick<OpenWorld, 'redis'>): Promise<JobWorker> {
  const { committee } = world.config().roster;
  return startJobWorker({ client: redis.client, committee, log: world.log }, (run) => doLongWork(world, office, run, world.clock.now()));
}
