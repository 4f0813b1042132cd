/** Keeps a page up to date with the demonstration, also after the line to it was lost. */
import { useEffect, useReducer, useRef } from 'react';
import type { Town } from '../../demo-port.js';
import { askTalk, askTown, listenToTown } from './ask-demo.js';
import { changed, nothingKnown, type TownState } from './town-state.js';

/** `talk` is the one that is looked at: what is said in it counts as seen. */
export function useTown(talk: string | undefined): TownState {
  const [state, tell] = useReducer(changed, nothingKnown);
  const looked = useRef(talk);
  looked.current = talk;
  useEffect(() => {
    let isWanted = true;
    const lost = (): void => {
      if (isWanted) tell({ kind: 'lost' });
    };
    const take = (town: Town): void => {
      if (!isWanted) return;
      tell({ kind: 'town', town, readAt: performance.now() });
      if (looked.current !== undefined) loadTalk(looked.current, (lines, id) => isWanted && tell({ kind: 'talk', id, lines }), lost);
    };
    const renew = (): void => void askTown().then(take, lost);
    const stop = listenToTown((events) => tell({ kind: 'events', events, readAt: performance.now() }), renew, lost);
    return () => {
      isWanted = false;
      stop();
    };
  }, []);
  const isThere = state.town !== undefined;
  const isLoaded = talk !== undefined && state.talks[talk] !== undefined;
  useEffect(() => {
    if (talk === undefined || isLoaded || !isThere) return undefined;
    let isWanted = true;
    loadTalk(
      talk,
      (lines, id) => isWanted && tell({ kind: 'talk', id, lines }),
      () => isWanted && tell({ kind: 'lost' }),
    );
    return () => {
      isWanted = false;
    };
  }, [talk, isLoaded, isThere]);
  const lines = talk === undefined ? undefined : state.talks[talk];
  useEffect(() => {
    if (talk !== undefined) tell({ kind: 'seen', id: talk });
  }, [talk, lines]);
  return state;
}

function loadTalk(id: string, onLines: (lines: Awaited<ReturnType<typeof askTalk>>, id: string) => void, onLost: () => void): void {
  askTalk(id).then((lines) => onLines(lines, id), onLost);
}
