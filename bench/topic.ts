/** What a file of this folder measures, as `npm run bench` runs and prints it. */

/** One line of the table. */
export interface Row {
  work: string;
  /** What was aimed at. */
  aim: string;
  measured: string;
}

export interface Topic {
  /** What `npm run bench -- <name>` calls it by. */
  name: string;
  run(): Promise<Row[]>;
}
