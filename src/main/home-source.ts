/** The files in force as they count at this moment: with accounts bound in chat, transfers and leave, and changes of the files taken up. */
import type { Bindings, Config, Stores, Texts } from '../application/ports.js';
import type { Refreshed } from '../application/world.js';
import { dateOf } from '../domain/date-text.js';
import { withDeputies } from '../domain/effective-roster.js';
import type { Postings } from '../domain/posting.js';
import type { DateText, Instant } from '../domain/time.js';
import { transferredRoster } from '../domain/transferred-roster.js';
import { LiveFiles } from './live-files.js';
import type { Home } from './open-home.js';

export interface HomeSource {
  config(): Config;
  /** The files in force, as they are written. */
  home(): Home;
  texts: Texts;
  /** As World.refresh. One at a time, whoever asks; the files are looked at once for each instant. Rejects when the store does not answer. */
  refresh(now: Instant): Promise<Refreshed>;
}

/** The files of a home: those in force, and a look whether they have changed. */
export type HomeFiles = Pick<LiveFiles, 'home' | 'look'>;

export async function openHomeSource(
  home: Home,
  stores: Pick<Stores, 'bindings' | 'postings'>,
  now: Instant,
  files: HomeFiles = new LiveFiles(home),
): Promise<HomeSource> {
  let bindings = await stores.bindings.all();
  let postings = await stores.postings.all();
  let built = effectiveConfig(home, bindings, postings, now);
  let looked: { at: Instant; found: Refreshed } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const lookOnce = async (at: Instant): Promise<Refreshed> => {
    if (looked?.at === at) return looked.found;
    const found = await files.look(at);
    // A change is told once.
    looked = { at, found: found.kind === 'changed' ? { kind: 'same' } : found };
    return found;
  };

  const refresh = async (at: Instant): Promise<Refreshed> => {
    const found = await lookOnce(at);
    const renew = (): void => {
      const isAsBefore = built.home === files.home && built.bindings === bindings && built.postings === postings;
      if (!isAsBefore || built.today !== dayOf(files.home, at)) built = effectiveConfig(files.home, bindings, postings, at);
    };
    renew();
    const [bound, posted] = await Promise.all([stores.bindings.version(), stores.postings.version()]);
    if (bound !== bindings.version) bindings = await stores.bindings.all();
    if (posted !== postings.version) postings = await stores.postings.all();
    renew();
    return found;
  };

  return {
    config: () => built.config,
    home: () => files.home,
    texts: { render: (name, facts) => files.home.texts.render(name, facts) },
    refresh(at) {
      const turn = last.then(() => refresh(at));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

interface Built {
  home: Home;
  bindings: Bindings;
  postings: Postings;
  today: DateText;
  config: Config;
}

function effectiveConfig(home: Home, bindings: Bindings, postings: Postings, now: Instant): Built {
  const today = dayOf(home, now);
  const { roster: written } = home.config;
  const held = transferredRoster(written, postings.transfers, today);
  const roster = withDeputies(held, bindings, today, postings.leaves);
  const config = roster === written ? home.config : { ...home.config, roster, posts: held.units, written };
  return { home, bindings, postings, today, config };
}

function dayOf({ config }: Home, now: Instant): DateText {
  return dateOf(now, config.settings.timezone);
}
