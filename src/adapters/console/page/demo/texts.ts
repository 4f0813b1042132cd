/** What the chat of the demonstration says, from the folder where all words to users are. */
import words from '../../../../../templates/demo.json';

export interface Step {
  title: string;
  how: string;
  who: string;
  /** Let pass before one looks. */
  forward?: string;
  /** Put where one writes; sent by hand. */
  words?: string;
  /** Leads to the console. */
  console?: boolean;
}

const { steps: listed, ...rest } = words;
export const texts = rest;
export const steps: readonly Step[] = listed;
