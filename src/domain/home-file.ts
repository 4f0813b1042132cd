/** Which files of a home the office may change from the console, by the names under which they may be asked for: nothing else can be reached. */
export const fileFolders = ['schedules', 'templates'] as const;
export type FileFolder = (typeof fileFolders)[number];

/** One file: its folder, and its name without the extension. */
export interface HomeFile {
  folder: FileFolder;
  name: string;
}

/** Letters, digits, `-` and `_`: no path, no dot, nothing hidden. */
export const fileName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/u;

const endings: Record<FileFolder, string> = { schedules: '.yaml', templates: '.md' };

export function endingOf(folder: FileFolder): string {
  return endings[folder];
}

/** Below the home, as faults name it: `schedules/monthly-self-check.yaml`. */
export function pathOf({ folder, name }: HomeFile): string {
  return `${folder}/${name}${endings[folder]}`;
}
