import { describe, expect, it } from 'vitest';
import { relay, type Presence } from '../../src/domain/inspection-relay.js';
import { inspectionOf } from '../harness/inspection-books.js';

interface Case {
  title: string;
  inspectors: string[];
  gone?: string[];
  away?: string[];
  followers?: Record<string, string>;
  instead?: string;
  after: string[] | undefined;
  to?: string[];
}

const cases: Case[] = [
  { title: 'stays with whoever is there', inspectors: ['luo', 'qin'], instead: 'xu', after: undefined },
  {
    title: 'goes to whoever follows, in their place',
    inspectors: ['luo', 'qin'],
    gone: ['luo'],
    followers: { luo: 'chen' },
    after: ['chen', 'qin'],
  },
  {
    title: 'stays with the others when nobody follows',
    inspectors: ['luo', 'qin'],
    gone: ['luo'],
    instead: 'xu',
    after: ['qin'],
    to: ['qin'],
  },
  { title: 'goes to whoever decides when nobody is left', inspectors: ['luo'], gone: ['luo'], instead: 'xu', after: ['xu'] },
  { title: 'stays where it is when nobody can take it', inspectors: ['luo'], gone: ['luo'], after: undefined },
  {
    title: 'is walked by a deputy beside whoever is on leave',
    inspectors: ['luo'],
    away: ['luo'],
    followers: { luo: 'qin' },
    after: ['qin', 'luo'],
  },
  { title: 'waits for whoever is on leave with no deputy', inspectors: ['luo'], away: ['luo'], instead: 'xu', after: undefined },
  {
    title: 'does not come twice to one',
    inspectors: ['luo', 'qin'],
    gone: ['luo'],
    followers: { luo: 'qin' },
    after: ['qin'],
    to: ['qin'],
  },
  { title: 'has a deputy only once', inspectors: ['qin', 'luo'], away: ['luo'], followers: { luo: 'qin' }, after: undefined },
];

describe('an inspection whose inspectors are not there', () => {
  it.each(cases)('$title', ({ inspectors, gone = [], away = [], followers = {}, instead, after, to }) => {
    const presence = (one: string): Presence => (gone.includes(one) ? 'gone' : away.includes(one) ? 'away' : 'there');
    const places = Object.fromEntries(inspectors.map((one, index) => [one, index]));
    const found = relay(inspectionOf(1, { inspectors, places }), { presence, follower: (one) => followers[one], instead });
    expect(found?.inspection.inspectors).toEqual(after);
    if (found === undefined) return;
    expect(found.to).toEqual(to ?? after?.filter((one) => !inspectors.includes(one)));
    // Nobody else is kept from the item that they were asked.
    for (const one of [...gone, ...away]) expect(found.inspection.places).not.toHaveProperty(one);
    expect(found.inspection.paused).toEqual(away.filter((one) => after?.includes(one)));
  });
});
