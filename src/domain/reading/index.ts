/** What loose Chinese typing means. An answer is a form, not a keyword; what is in doubt is asked, never recorded. */
export { readAnswer } from './answer.js';
export { isBoilerplate } from './boilerplate.js';
export { isNo, isYes } from './confirmation.js';
export { type FollowUpReading, readFollowUp } from './follow-up.js';
export { readIdle } from './idle.js';
export { legible, plain } from './plain.js';
export type {
  IdleKind,
  OpenPoint,
  Reading,
  ReadingContext,
  WholeAnswers,
  WholeReading,
} from './reading.js';
export { readPrompt, readReply } from './prompt.js';
export { sampleLine } from './sample.js';
export { readSensitive, type Sensitive } from './sensitive.js';
export { readWhole } from './whole.js';
