import { openDocumentTemplates } from '../../adapters/office/document-templates.js';
import { documentWriter } from '../../adapters/office/document-writer.js';
import type { OfficeDocument } from '../../application/document-port.js';
import { circularDocument } from '../../application/export-circular.js';
import { reportDocument } from '../../application/export-report.js';
import { findUnit } from '../../application/find-cycle.js';
import { ValidationError } from '../../domain/errors.js';
import { homeFolder, shipped } from '../open-home.js';
import type { Outcome, Output } from '../output.js';
import { exportInto, type ExportOptions } from './export.js';

/** As it was released, or the draft. */
export function exportCircular(output: Output, typed: string, options: ExportOptions): Promise<Outcome> {
  const no = Number(typed);
  return exportInto(output, options, async (world) => {
    if (!Number.isSafeInteger(no) || no < 1) throw new ValidationError('no-such-circular', `${typed} is no number of a circular.`);
    const { document, title, draft, reads } = await circularDocument(world, no, world.clock.now());
    return { what: 'circular', object: `circular/${no}`, title, draft, reads, write: (path) => write(path, document) };
  });
}

/** A unit by id or name. */
export function exportReport(output: Output, { cycle, unit }: { cycle: string; unit: string }, options: ExportOptions): Promise<Outcome> {
  return exportInto(output, options, async (world) => {
    const found = findUnit(world.config().roster, unit);
    const report = await reportDocument(world, cycle, 'unit' in found ? found.unit.id : unit);
    const object = `${report.cycle.id}/${report.unit}`;
    return {
      what: 'report',
      object,
      title: report.title,
      reads: [{ object, unit: report.unit }],
      write: (path) => write(path, report.document),
    };
  });
}

async function write(path: string, document: OfficeDocument): Promise<object> {
  await documentWriter(openDocumentTemplates({ home: homeFolder(process.env), shipped })).write(path, document);
  return {};
}
