/** The chat of the demonstration: be anyone, one-to-one with the bot or in a group, and let time pass. */
import { App, Drawer, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Town } from '../../demo-port.js';
import { go, useRoute } from '../route.js';
import { texts as console } from '../texts.js';
import { Timezone } from '../times.js';
import { openConsoleAs } from './ask-demo.js';
import { ClockBar, useForward } from './clock-bar.js';
import type { Draft } from './composer.js';
import { Guide, GuideStrip, type Progress } from './guide.js';
import { PeopleList } from './people-list.js';
import { Talk } from './talk.js';
import { texts, type Step } from './texts.js';
import type { TownState } from './town-state.js';
import { useGuide } from './use-guide.js';
import { useMedia } from './use-media.js';
import { useTown } from './use-town.js';

export default function Chat(): ReactNode {
  const [, who, group] = useRoute();
  const state = useTown(group ?? who ?? firstPerson);
  const { town } = state;
  if (town === undefined) return <main className="chat-wait">{state.lost ? texts.lost : <Skeleton active />}</main>;
  return (
    <Timezone.Provider value={town.timezone}>
      <Frame state={state} town={town} who={who ?? firstPerson} group={group} />
    </Timezone.Provider>
  );
}

/** Whom the guide begins with. */
const firstPerson = 'zhao';

interface FrameProps {
  state: TownState;
  town: Town;
  who: string;
  group: string | undefined;
}

function Frame({ state, town, who, group }: FrameProps): ReactNode {
  const isWide = useMedia('(min-width: 1080px)');
  const isMiddling = useMedia('(min-width: 720px)');
  const { message } = App.useApp();
  const { done, take } = useGuide(town.run);
  const forward = useForward();
  const [draft, setDraft] = useState<Draft & { who: string }>({ who: '', text: '', turn: 0 });
  /** The step whose words are put where one writes; it is taken when they are sent. */
  const [written, setWritten] = useState<{ who: string; index: number }>();
  const [open, setOpen] = useState<'people' | 'guide'>();
  const person = town.people.find(({ id }) => id === who) ?? town.people[0];
  if (person === undefined) return null;
  const toConsole = async (as: string, inNewTab = false): Promise<void> => {
    try {
      await openConsoleAs(as);
      if (inNewTab) window.open('#/today', '_blank', 'noopener');
      else go('today');
    } catch {
      message.error(texts.failed);
    }
  };
  const onStep = async (step: Step, index: number): Promise<void> => {
    setOpen(undefined);
    go('chat', step.who);
    if (step.forward !== undefined) await forward(step.forward);
    const { words } = step;
    if (words === undefined) take(index);
    else {
      setWritten({ who: step.who, index });
      setDraft(({ turn }) => ({ who: step.who, text: words, turn: turn + 1 }));
    }
    if (step.console === true) await toConsole(step.who);
  };
  const onSent = (): void => {
    if (written?.who !== who) return;
    take(written.index);
    setWritten(undefined);
  };
  const progress: Progress = { done, busy: town.moving, onStep: (step, index) => void onStep(step, index) };
  const people = (
    <PeopleList
      state={state}
      who={person.id}
      onChoose={(id) => {
        setOpen(undefined);
        go('chat', id);
      }}
    />
  );
  return (
    <div className="chat">
      <header className="chat-head">
        <span className="brand">
          <strong>{console.product}</strong> <span className="of-town">{town.committee} · </span>
          {texts.title}
        </span>
        <ClockBar state={state} onForward={(by) => void forward(by)} />
      </header>
      {state.lost ? <div className="lost">{texts.lost}</div> : null}
      {isWide ? null : <GuideStrip {...progress} onAll={() => setOpen('guide')} />}
      <main className="columns">
        {isWide ? <Guide {...progress} /> : null}
        {isMiddling ? people : null}
        <Talk
          key={`${person.id}/${group ?? ''}`}
          state={state}
          town={town}
          person={person}
          group={town.groups.find(({ id }) => id === group)}
          draft={draft.who === person.id ? draft : { text: '', turn: 0 }}
          onTaken={() => setDraft(({ turn }) => ({ who: '', text: '', turn }))}
          onSent={onSent}
          onConsole={(inNewTab) => void toConsole(person.id, inNewTab)}
          {...(isMiddling ? {} : { onPeople: () => setOpen('people') })}
        />
      </main>
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        placement="left"
        getContainer={false}
        size={320}
        title={open === 'guide' ? texts.guide : texts.people}
      >
        {open === 'guide' ? <Guide {...progress} /> : people}
      </Drawer>
    </div>
  );
}
