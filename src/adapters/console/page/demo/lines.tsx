/** The lines of one talk, in blocks: those far from sight are only as much room as they took. Stays at the end while one is at the end. */
import { Button } from 'antd';
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { TalkLine } from '../../demo-port.js';
import { Bubble } from './bubble.js';
import { texts } from './texts.js';

const blockLines = 40;
const nearEndPx = 80;
const atEndPx = 2;
const upKeys: readonly string[] = ['Home', 'PageUp', 'ArrowUp'];
/** Further away than one scrolls in a moment. */
const sightMargin = '1500px 0px';
const characterRow = 22;
const guess = { rowPx: 26, aroundPx: 44 };

type Watch = (element: Element, tell: (isNear: boolean) => void) => () => void;
const Watching = createContext<Watch>(() => () => undefined);

export interface LinesProps {
  lines: readonly TalkLine[];
  /** Whose side is the right one. */
  own: string;
  bot: string;
  /** Several people talk: each line says whose it is. */
  named: boolean;
}

export function Lines(props: LinesProps): ReactNode {
  const { lines } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const staysAtEnd = useRef(true);
  const lastTop = useRef(0);
  const isLeaving = useRef(false);
  const watch = useWatch(scroller);
  const toEnd = (): void => {
    isLeaving.current = false;
    const { current } = scroller;
    if (current !== null) current.scrollTop = current.scrollHeight;
  };
  useLayoutEffect(() => {
    const [outside, inside] = [scroller.current, inner.current];
    if (outside === null || inside === null) return undefined;
    const keep = new ResizeObserver(() => staysAtEnd.current && toEnd());
    keep.observe(inside);
    keep.observe(outside);
    return () => keep.disconnect();
  }, []);
  const last = lines.at(-1);
  useLayoutEffect(() => {
    if (last?.from === props.own) staysAtEnd.current = true;
    if (staysAtEnd.current) toEnd();
  }, [last, props.own]);
  const blocks = useMemo(() => inBlocks(lines), [lines]);
  const onScroll = (): void => {
    const { current } = scroller;
    if (current === null) return;
    // What is told of an earlier movement comes after the key that begins the next.
    if (isLeaving.current && current.scrollTop >= lastTop.current) return;
    isLeaving.current = false;
    const leftPx = current.scrollHeight - current.scrollTop - current.clientHeight;
    // On the way up one is near the end, too, and does not want to be taken back to it.
    staysAtEnd.current = leftPx < atEndPx || (leftPx < nearEndPx && current.scrollTop >= lastTop.current);
    lastTop.current = current.scrollTop;
    setAtEnd(staysAtEnd.current);
  };
  /** Somebody goes up: before the first movement shows, a line that comes in must not take them back. */
  const leave = (): void => {
    const { current } = scroller;
    if (current === null || current.scrollTop === 0) return;
    lastTop.current = current.scrollTop;
    isLeaving.current = true;
    staysAtEnd.current = false;
  };
  return (
    <div className="lines-around">
      <div
        ref={scroller}
        className="lines"
        role="log"
        aria-live="off"
        aria-label={texts.log}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={({ key }) => upKeys.includes(key) && leave()}
        onWheel={({ deltaY }) => deltaY < 0 && leave()}
      >
        <div ref={inner}>
          {lines.length === 0 ? <p className="quiet">{texts.empty}</p> : null}
          <Watching.Provider value={watch}>
            {blocks.map((block, index) => (
              <Block
                key={block.key}
                {...props}
                lines={block.lines}
                before={blocks[index - 1]?.lines.at(-1)}
                near={index >= blocks.length - 2}
              />
            ))}
          </Watching.Provider>
        </div>
      </div>
      {isAtEnd ? null : (
        <Button className="to-end" shape="round" onClick={toEnd}>
          {texts.newer} ↓
        </Button>
      )}
    </div>
  );
}

interface BlockProps extends LinesProps {
  before: TalkLine | undefined;
  /** Shown from the first. */
  near: boolean;
}

function Block({ lines, before, near, own, bot, named }: BlockProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const watch = useContext(Watching);
  const [isNear, setNear] = useState(near);
  const heightPx = useRef<number | undefined>(undefined);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    return watch(current, (isIn) => {
      if (!isIn) heightPx.current = current.offsetHeight;
      setNear(isIn);
    });
  }, [watch]);
  if (!isNear) return <div ref={place} style={{ height: heightPx.current ?? guessed(lines) }} />;
  return (
    <div ref={place}>
      {lines.map((line, index) => (
        <Bubble key={line.no} line={line} before={lines[index - 1]?.at ?? before?.at} own={line.from === own} bot={bot} named={named} />
      ))}
    </div>
  );
}

/** One observer for all blocks. */
function useWatch(root: { current: Element | null }): Watch {
  const observer = useRef<IntersectionObserver>(undefined);
  const tellers = useRef(new Map<Element, (isNear: boolean) => void>());
  useEffect(() => () => observer.current?.disconnect(), []);
  return useMemo(
    () => (element, tell) => {
      observer.current ??= new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting } of entries) tellers.current.get(target)?.(isIntersecting);
        },
        { root: root.current, rootMargin: sightMargin },
      );
      tellers.current.set(element, tell);
      observer.current.observe(element);
      return () => {
        tellers.current.delete(element);
        observer.current?.unobserve(element);
      };
    },
    [root],
  );
}

/** A line stays in its block, whatever is dropped before it. */
function inBlocks(lines: readonly TalkLine[]): { key: number; lines: TalkLine[] }[] {
  const blocks: { key: number; lines: TalkLine[] }[] = [];
  for (const line of lines) {
    const key = Math.floor(line.no / blockLines);
    const last = blocks.at(-1);
    if (last?.key === key) last.lines.push(line);
    else blocks.push({ key, lines: [line] });
  }
  return blocks;
}

function guessed(lines: readonly TalkLine[]): number {
  let rows = 0;
  for (const { text } of lines) for (const row of text.split('\n')) rows += 1 + Math.floor(row.length / characterRow);
  return rows * guess.rowPx + lines.length * guess.aroundPx;
}
