/** What one sees of one's phone: with whom one talks, what was said, and where one writes. */
import { Badge, Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { TalkLine, Town, TownGroup, TownPerson } from '../../demo-port.js';
import { go } from '../route.js';
import { Composer, type Draft } from './composer.js';
import { Lines } from './lines.js';
import { offersIn, type Offer } from './offers.js';
import { texts } from './texts.js';
import { unreadIn, type TownState } from './town-state.js';

const announcedCharacters = 300;

interface TalkProps {
  state: TownState;
  town: Town;
  person: TownPerson;
  group: TownGroup | undefined;
  draft: Draft;
  onTaken: () => void;
  onSent: () => void;
  onConsole: (inNewTab: boolean) => void;
  /** There is no list of people beside it. */
  onPeople?: () => void;
}

export function Talk({ state, town, person, group, draft, onTaken, onSent, onConsole, onPeople }: TalkProps): ReactNode {
  const lines = state.talks[group?.id ?? person.id] ?? [];
  const offers = useMemo(
    () => (group === undefined ? offersTo(person, lines) : offersInGroup(person, town.bot)),
    [person, group, lines, town.bot],
  );
  const latest = lines.findLast(({ from }) => from !== person.name);
  return (
    <section className="talk" aria-label={group?.name ?? `${person.name} · ${texts.assistant}`}>
      <div className="talk-head">
        <div className="as">
          <span>
            <span className="quiet you">{texts.you} </span>
            <strong>{person.name}</strong>
            <span className="quiet"> {person.stranger ? texts.stranger : person.posts.join('、')}</span>
          </span>
          {onPeople === undefined ? null : (
            <Button size="small" onClick={onPeople}>
              {texts.people}
            </Button>
          )}
          {person.stranger ? null : (
            <span className="to-console">
              <Button size="small" onClick={() => onConsole(false)} aria-label={texts.console}>
                {onPeople === undefined ? texts.console : texts.consoleShort}
              </Button>{' '}
              <Button
                size="small"
                className="tab-apart"
                onClick={() => onConsole(true)}
                title={texts.consoleTab}
                aria-label={texts.consoleTab}
              >
                ↗
              </Button>
            </span>
          )}
        </div>
        <nav className="tabs" aria-label={texts.talks}>
          <Tab name={`${texts.assistant}（${texts.one}）`} on={group === undefined} unread={0} onChoose={() => go('chat', person.id)} />
          {person.stranger
            ? null
            : town.groups.map(({ id, name }) => (
                <Tab key={id} name={name} on={group?.id === id} unread={unreadIn(state, id)} onChoose={() => go('chat', person.id, id)} />
              ))}
        </nav>
      </div>
      <Lines lines={lines} own={person.name} bot={town.bot} named={group !== undefined} />
      <div className="unseen" aria-live="polite">
        {latest === undefined ? '' : `${latest.from ?? town.bot}：${latest.text.slice(0, announcedCharacters)}`}
      </div>
      <Composer
        speaker={{ who: person.id, ...(group === undefined ? {} : { group: group.id }) }}
        bot={town.bot}
        offers={offers}
        draft={draft}
        onTaken={onTaken}
        onSent={onSent}
      />
    </section>
  );
}

interface TabProps {
  name: string;
  on: boolean;
  unread: number;
  onChoose: () => void;
}

function Tab({ name, on, unread, onChoose }: TabProps): ReactNode {
  return (
    <Badge count={on ? 0 : unread} size="small" offset={[-6, 4]}>
      <button type="button" className="tab" aria-current={on ? 'page' : undefined} onClick={onChoose}>
        {name}
      </button>
    </Badge>
  );
}

/** What the bot's last message offers, and what somebody of that kind usually asks. */
function offersTo(person: TownPerson, lines: readonly TalkLine[]): Offer[] {
  const last = lines.findLast(({ from, picture }) => from === null && picture === null);
  const offered = last === undefined ? [] : offersIn(last.text);
  const others = usualFor(person).filter((words) => !offered.some((one) => one.words.trim() === words.trim()));
  return [...offered, ...others.map((words) => ({ words, whole: !words.endsWith(' ') }))];
}

/** There it hears only what mentions it. */
function offersInGroup(person: TownPerson, bot: string): Offer[] {
  return usualFor(person).map((words) => ({ words: `@${bot} ${words}`, whole: true }));
}

function usualFor({ leads, stranger }: TownPerson): readonly string[] {
  return stranger ? texts.usualStranger : leads ? texts.usualLeads : texts.usual;
}
