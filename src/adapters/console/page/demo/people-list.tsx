/** Everybody one can be, with how much of what they got has not been looked at. */
import { Badge, Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import type { TownPerson } from '../../demo-port.js';
import { useTimes } from '../times.js';
import { texts } from './texts.js';
import { unreadIn, type TownState } from './town-state.js';

const shownUnread = 99;

export function PeopleList({ state, who, onChoose }: { state: TownState; who: string; onChoose: (id: string) => void }): ReactNode {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const found = (state.town?.people ?? []).filter(
    ({ name, posts }) => wanted === '' || [name, ...posts].some((word) => word.includes(wanted)),
  );
  return (
    <section className="people" aria-label={texts.people}>
      <div className="people-head">
        <strong>{texts.people}</strong>
        <span className="quiet">{texts.peopleHow}</span>
        <Input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={texts.search}
          aria-label={texts.search}
          maxLength={40}
          allowClear
        />
      </div>
      <ul>
        {found.map((person) => (
          <Person key={person.id} person={person} unread={unreadIn(state, person.id)} chosen={person.id === who} onChoose={onChoose} />
        ))}
      </ul>
      {found.length === 0 ? <p className="quiet">{texts.nobody}</p> : null}
    </section>
  );
}

interface PersonProps {
  person: TownPerson;
  unread: number;
  chosen: boolean;
  onChoose: (id: string) => void;
}

function Person({ person: { id, name, posts, last, stranger }, unread, chosen, onChoose }: PersonProps): ReactNode {
  const times = useTimes();
  return (
    <li>
      <button type="button" className="person" aria-current={chosen} onClick={() => onChoose(id)}>
        <Badge count={unread} overflowCount={shownUnread} size="small">
          <span className="face" aria-hidden>
            {name.slice(0, 1)}
          </span>
        </Badge>
        <span className="who">
          <span className="name">
            {name} <span className="quiet">{stranger ? texts.stranger : (posts[0] ?? '')}</span>
          </span>
          <span className="quiet last">{last === null ? ' ' : last.picture ? texts.picture : last.text}</span>
        </span>
        <span className="quiet at">{last === null ? '' : times.clock(last.at)}</span>
        {unread > 0 ? (
          <span className="unseen">
            {unread} {texts.unread}
          </span>
        ) : null}
      </button>
    </li>
  );
}
