/** Which templates a schedule names, and of which message each must be able to tell the facts. */
import type { Place } from './place.js';

export interface TemplateUse {
  place: Place;
  /** The message in whose place the template is said: its name, under which its facts are known. */
  message: string;
}

export function templateUses(root: Place): TemplateUse[] {
  const announce = { place: root.get('announce')?.get('template'), message: 'self-check-open' };
  const uses = {
    'self-check': [{ place: root.get('prompt'), message: 'self-check' }, announce],
    report: [{ place: root.get('prompt'), message: 'report' }, announce],
    'spot-check': [{ place: root.get('prompt'), message: 'spot-check' }],
    reminder: [{ place: root.get('template'), message: 'reminder' }],
  };
  const kind = root.get('kind')?.text();
  const found = kind !== undefined && kind in uses ? uses[kind as keyof typeof uses] : [];
  return found.flatMap(({ place, message }) => (place ? [{ place, message }] : []));
}
