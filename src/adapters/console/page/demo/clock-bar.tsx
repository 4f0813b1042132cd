/** The demonstration's clock, which runs by itself, and how to let time pass. */
import { App, Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTimes } from '../times.js';
import { forward } from './ask-demo.js';
import { texts } from './texts.js';
import type { TownState } from './town-state.js';

const lookMs = 1_000;
const ways = ['next', '1h', '1d', '1wd'] as const;

export function ClockBar({ state, onForward }: { state: TownState; onForward: (by: string) => void }): ReactNode {
  const times = useTimes();
  const now = useDemoNow(state.clock);
  const isMoving = state.town?.moving ?? false;
  return (
    <div className="clock">
      <time className="now" aria-label={texts.clock} dateTime={now === undefined ? undefined : new Date(now).toISOString()}>
        {now === undefined ? '' : times.words(now)}
      </time>
      <div className="ways" role="group" aria-label={texts.forward}>
        {ways.map((by) => (
          <Button key={by} size="small" type={by === 'next' ? 'primary' : 'default'} disabled={isMoving} onClick={() => onForward(by)}>
            {texts.by[by]}
          </Button>
        ))}
      </div>
      <span role="status" className="quiet moving">
        {isMoving ? texts.moving : ''}
      </span>
    </div>
  );
}

function useDemoNow(clock: TownState['clock']): number | undefined {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setTurn((one) => one + 1), lookMs);
    return () => window.clearInterval(timer);
  }, []);
  void turn;
  return clock === undefined ? undefined : clock.now + performance.now() - clock.readAt;
}

/** Lets time pass, and says when nothing came of it. Resolves when it has passed. */
export function useForward(): (by: string) => Promise<void> {
  const { message } = App.useApp();
  return async (by) => {
    try {
      if (!(await forward(by))) message.info(texts.nothing);
    } catch {
      message.error(texts.failed);
    }
  };
}
