/** A finding is closed by somebody else, for what was shown; what is opened again keeps all that was said before; nobody learns of one before it is one. */
import type { Finding } from '../../../src/domain/finding.js';
import type { View } from './view.js';

export function wrongFindings(view: View): string[] {
  return view.matters.filter((matter): matter is Finding => matter.kind === 'finding').flatMap((finding) => wrongFinding(view, finding));
}

function wrongFinding(view: View, finding: Finding): string[] {
  const { no, state, closed, reopened, evidence, owner, unit, establishedAt } = finding;
  const wrong: string[] = [];
  const last = closed.at(-1);
  if (closed.length !== reopened + (state === 'closed' ? 1 : 0)) wrong.push(`finding ${no} lost what it was closed with: ${closed.length}`);
  if (closed.some(({ evidence: shown }) => shown === 0)) wrong.push(`finding ${no} was closed without evidence`);
  if (closed.reduce((sum, { evidence: shown }) => sum + shown, 0) > evidence.length) wrong.push(`finding ${no} lost what was shown`);
  // Posts are looked at when it happens: whoever closed it may hold another one now.
  const isNew = view.fresh.some(({ act, object }) => act === 'finding-closed' && object.startsWith(`matter/${no}@`));
  const responsible = view.config.roster.units.get(unit);
  const own = [owner, responsible?.principal, responsible?.liaison, ...evidence.map(({ by }) => by)];
  if (isNew && last !== undefined && own.includes(last.by)) wrong.push(`finding ${no} was closed by ${last.by}, whose own it is`);
  const told = view.freshSent.filter(({ notices }) => notices.some((id) => id.startsWith(`finding/${no}@`)));
  const overseers = [...view.config.roster.people.values()].filter(({ roles }) => roles.length > 0).map(({ id }) => id);
  for (const { person } of establishedAt === undefined ? told : [])
    if (person !== undefined && !overseers.includes(person)) wrong.push(`${person} is told of finding ${no}, which is none yet`);
  return wrong;
}
