/** The desk at which the office changes files of its home: what is there, the check of the start over a draft, and the writing. */
import { existsSync } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homePrint } from '../adapters/files/home-print.js';
import { listTexts, placeFolder, placeText, readStored } from '../adapters/files/edited-files.js';
import { factNames } from '../adapters/liquid/fact-names.js';
import type { FileDesk, FileFault, FileState } from '../application/desk-port.js';
import { samples } from '../application/messages.js';
import { dateOf } from '../domain/date-text.js';
import { drawingRoles, scheduleKinds } from '../domain/schedule.js';
import { endingOf, pathOf, type FileFolder, type HomeFile } from '../domain/home-file.js';
import { withDraftHome } from './draft-home.js';
import { fileMark } from './file-mark.js';
import { readHome, shipped, type Home } from './open-home.js';
import type { Fault } from '../adapters/yaml/fault.js';

/** `files`: those in force at any moment. */
export function openFileDesk(files: () => Home): FileDesk {
  const home = (): string => files().folder;
  // Each reads the whole home: two at once would only take turns at the processor.
  let last: Promise<unknown> = Promise.resolve();

  return {
    async list(folder) {
      const own = new Set(await listTexts(home(), folder));
      const isWhole = folder === 'schedules' && existsSync(join(home(), folder));
      const names = new Set([...own, ...(isWhole ? [] : await listTexts(shipped, folder))]);
      return [...names].toSorted().map((name) => ({ name, own: own.has(name) }));
    },

    read: (file) => stateOf(home(), file),

    async isFree(file) {
      return (await stateOf(home(), file)) === undefined && !(await isThere(join(home(), pathOf(file))));
    },

    async startingTexts(now) {
      const { roster, settings } = files().config;
      const units = [...roster.units.values()];
      const unit = (units.find(({ supervisors }) => supervisors.length > 0) ?? units[0])?.id ?? '';
      const year = dateOf(now, settings.timezone).slice(0, 4);
      const held = new Set([...roster.people.values()].flatMap(({ roles }) => roles));
      const officer = drawingRoles.find((role) => held.has(role)) ?? drawingRoles[0];
      const [field = ''] = settings.ledger.fields.keys();
      const given = { unit, year, officer, field };
      return Promise.all(
        scheduleKinds.map(async (kind) => ({
          kind,
          text: filled(await readFile(join(shipped, 'templates', 'starting', `${kind}.yaml`), 'utf8'), given),
        })),
      );
    },

    draft(file, text, now) {
      const turn = last.then(async () => {
        const { config } = files();
        const beside = await shippedBeside(home(), file.folder);
        return withDraftHome(home(), { file, text, beside }, async (draft) => {
          const read = await readHome(draft, now, { committee: config.roster.committee });
          if (!read.ok) return { ok: false as const, faults: read.faults.map((fault) => faultOf(fault, file)) };
          const { config: found, texts, warnings } = read.home;
          return { ok: true as const, schedules: found.schedules, texts, warnings };
        });
      });
      last = turn.catch(() => undefined);
      return turn;
    },

    async place(file, text, was, now) {
      const beside = await shippedBeside(home(), file.folder);
      if (beside.size > 0 && text !== null && was === null) {
        await placeFolder(home(), file.folder, new Map([...beside, [`${file.name}${endingOf(file.folder)}`, text]]));
        const placed = await readStored(home(), file);
        return placed?.text === text ? 'placed' : 'changed';
      }
      return placeText(home(), file, { text, was, mark: fileMark(now, files().config.settings.timezone) });
    },

    async inForce() {
      return (await homePrint(home())) === files().print;
    },

    preview: (name, texts) => (isMessage(name) ? texts.render(name, samples[name]) : undefined),

    facts(name, text) {
      if (!isMessage(name)) return [];
      const used = factNames(text);
      return used === undefined ? [] : Object.keys(samples[name]).map((fact) => ({ name: fact, used: used.has(fact) }));
    },
  };
}

async function stateOf(home: string, file: HomeFile): Promise<FileState | undefined> {
  const [own, given] = await Promise.all([readStored(home, file), readStored(shipped, file)]);
  const standard = given?.text ?? null;
  if (own !== undefined) return { ...own, shipped: standard };
  // One of the home's own that cannot be read stands in the shipped one's place all the same; so does a folder of schedules for all of them.
  const isHidden = existsSync(join(home, file.folder === 'schedules' ? file.folder : pathOf(file)));
  return standard === null || isHidden ? undefined : { text: standard, digest: null, shipped: standard };
}

/**
 * The shipped schedules that a home without a folder of its own goes by: its first own file must not end them. One whose list the home has not
 * written is left out, for it has nothing to do.
 */
async function shippedBeside(home: string, folder: FileFolder): Promise<ReadonlyMap<string, string>> {
  if (folder !== 'schedules' || existsSync(join(home, folder))) return new Map();
  const texts = new Map<string, string>();
  for (const name of await listTexts(shipped, folder)) {
    const text = (await readStored(shipped, { folder, name }))?.text ?? '';
    const list = /^items:[ \t]*([A-Za-z0-9_-]+\.yaml)[ \t]*$/mu.exec(text)?.[1];
    if (list === undefined || existsSync(join(home, 'lists', list))) texts.set(`${name}${endingOf(folder)}`, text);
  }
  return texts;
}

function faultOf({ file, line, column, what, hint }: Fault, edited: HomeFile): FileFault {
  return { file, line, column, what, hint: hint ?? null, here: file === pathOf(edited) };
}

/** `$unit`, `$officer`, `$field` and `$year`: what is different in each home and year. */
function filled(text: string, given: Readonly<Record<string, string>>): string {
  return text.replace(/\$([a-z]+)/gu, (whole, name: string) => given[name] ?? whole);
}

/** A link that leads nowhere stands there too. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function isMessage(name: string): name is keyof typeof samples {
  return Object.hasOwn(samples, name);
}
