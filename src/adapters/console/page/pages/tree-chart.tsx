/** The chain as a chart that is folded, moved and enlarged by hand, mouse or keyboard. Only what is in sight is drawn, whatever its size. */
import { Button, Flex, theme, Typography } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject } from 'react';
import type { TreeUnitView } from '../../../../application/view-tree.js';
import { texts } from '../texts.js';
import { belowOf, box, layOut, openAtFirst, type Layout, type Placed } from './tree-layout.js';
import { Edge, nodeId, TreeNode } from './tree-node.js';

const words = texts.tree;
const margin = 24;
/** So far beyond the edge is drawn as well: moving a little shows nothing missing. */
const beyond = 300;
const scales = { least: 0.2, most: 2, step: 1.25 } as const;
/** A press that moves less is a click. */
const stillPx = 4;

interface View {
  x: number;
  y: number;
  scale: number;
}

const start: View = { x: margin, y: margin, scale: 1 };

export function TreeChart({ units, onOpen }: { units: readonly TreeUnitView[]; onOpen: (unit: TreeUnitView) => void }): ReactNode {
  const { token } = theme.useToken();
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const below = useMemo(() => belowOf(units), [units]);
  const [open, setOpen] = useState(() => openAtFirst(below, units));
  const layout = useMemo(() => layOut(below, open), [below, open]);
  const [view, setView] = useState(start);
  const [active, setActive] = useState(0);
  const at = Math.min(active, layout.placed.length - 1);
  const shown = drawn(layout, view, size, at);
  const moved = useRef<{ x: number; y: number; far: boolean } | undefined>(undefined);

  useWheel(frame, (event) => {
    event.preventDefault();
    if (!event.ctrlKey) return setView((one) => ({ ...one, x: one.x - event.deltaX, y: one.y - event.deltaY }));
    const { left, top } = frame.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const factor = event.deltaY < 0 ? scales.step : 1 / scales.step;
    return setView((one) => scaled(one, factor, { x: event.clientX - left, y: event.clientY - top }));
  });

  const zoom = (factor: number): void => setView((one) => scaled(one, factor, { x: size.width / 2, y: size.height / 2 }));
  const toggle = ({ unit }: Placed): void =>
    setOpen((before) => (before.has(unit.id) ? new Set([...before].filter((id) => id !== unit.id)) : new Set([...before, unit.id])));
  const walkTo = (index: number): void => {
    const node = layout.placed[index];
    if (node === undefined) return;
    setActive(index);
    setView((one) => inSight(one, node, size));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const node = layout.placed[at];
    if (node === undefined) return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => walkTo(at + 1),
      ArrowUp: () => walkTo(at - 1),
      ArrowRight: () => (node.children > 0 && !node.isOpen ? toggle(node) : node.isOpen ? walkTo(at + 1) : undefined),
      ArrowLeft: () => (node.isOpen ? toggle(node) : walkTo(node.parent)),
      Home: () => walkTo(0),
      End: () => walkTo(layout.placed.length - 1),
      Enter: () => onOpen(node.unit),
      ' ': () => toggle(node),
      '+': () => zoom(scales.step),
      '-': () => zoom(1 / scales.step),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  const onMove = (event: PointerEvent): void => {
    const from = moved.current;
    if (from === undefined || event.buttons === 0) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.far && Math.hypot(dx, dy) < stillPx) return;
    moved.current = { x: event.clientX, y: event.clientY, far: true };
    setView((one) => ({ ...one, x: one.x + dx, y: one.y + dy }));
  };
  /** The end of a drag is no click. */
  const clicked = (act: () => void) => (): void => (moved.current?.far === true ? undefined : act());

  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        <Button onClick={() => zoom(scales.step)} aria-label={words.larger}>
          ＋
        </Button>
        <Button onClick={() => zoom(1 / scales.step)} aria-label={words.smaller}>
          －
        </Button>
        <Button onClick={() => setView(fitting(layout, size))}>{words.whole}</Button>
        <Button onClick={() => setOpen(new Set(units.map(({ id }) => id)))}>{words.unfold}</Button>
        <Button onClick={() => (setOpen(openAtFirst(below, units.length > 60 ? units : [])), setView(start), setActive(0))}>{words.fold}</Button>
      </Flex>
      <div
        ref={frame}
        role="tree"
        tabIndex={0}
        aria-label={words.chart}
        aria-activedescendant={nodeId(layout.placed[at]?.unit.id ?? '')}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => (moved.current = { x: event.clientX, y: event.clientY, far: false })}
        onPointerMove={onMove}
        style={{
          height: '62vh',
          minHeight: 380,
          overflow: 'hidden',
          touchAction: 'none',
          border: `1px solid ${token.colorBorderSecondary}`,
          borderRadius: 8,
          background: token.colorBgLayout,
        }}
      >
        <svg role="presentation" width="100%" height="100%" style={{ display: 'block', userSelect: 'none' }}>
          <g role="presentation" transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
            {shown.map((index) => {
              const node = layout.placed[index];
              const above = node === undefined ? undefined : layout.placed[node.parent];
              return node === undefined || above === undefined ? null : <Edge key={node.unit.id} from={above} to={node} />;
            })}
            {shown.map((index) => {
              const node = layout.placed[index];
              return node === undefined ? null : (
                <TreeNode
                  key={node.unit.id}
                  node={node}
                  isActive={index === at}
                  onOpen={clicked(() => (setActive(index), onOpen(node.unit)))}
                  onToggle={clicked(() => (setActive(index), toggle(node)))}
                />
              );
            })}
          </g>
        </svg>
      </div>
      <Typography.Text type="secondary">{words.chartHow}</Typography.Text>
    </Flex>
  );
}

interface Size {
  width: number;
  height: number;
}

/** The places of what is in sight, and of the one the keyboard is at. */
function drawn({ placed }: Layout, { x, y, scale }: View, { width, height }: Size, active: number): number[] {
  const [left, top] = [(-x - beyond) / scale, (-y - beyond) / scale];
  const [right, bottom] = [(width - x + beyond) / scale, (height - y + beyond) / scale];
  return placed.flatMap((node, index) => {
    const isSeen = node.y + box.height > top && node.y < bottom && node.x + box.width > left && node.x < right;
    return isSeen || index === active ? [index] : [];
  });
}

function scaled({ x, y, scale }: View, factor: number, around: { x: number; y: number }): View {
  const next = Math.min(scales.most, Math.max(scales.least, scale * factor));
  const ratio = next / scale;
  return { scale: next, x: around.x - (around.x - x) * ratio, y: around.y - (around.y - y) * ratio };
}

function fitting({ width, height }: Layout, size: Size): View {
  const fit = Math.min((size.width - 2 * margin) / width, (size.height - 2 * margin) / height, 1);
  return { x: margin, y: margin, scale: Math.max(scales.least, fit) };
}

/** Moved as little as shows the whole of a node. */
function inSight(view: View, node: Placed, size: Size): View {
  const shift = (offset: number, from: number, length: number, room: number): number => {
    const begin = offset + from * view.scale;
    const end = begin + length * view.scale;
    if (begin < margin) return offset + margin - begin;
    return end > room - margin ? offset + room - margin - end : offset;
  };
  return { ...view, x: shift(view.x, node.x, box.width, size.width), y: shift(view.y, node.y, box.height, size.height) };
}

function useSize(frame: RefObject<HTMLDivElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 1000, height: 600 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

/** React listens to the wheel passively: the page would scroll as well. */
function useWheel(frame: RefObject<HTMLDivElement | null>, onWheel: (event: WheelEvent) => void): void {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const listener = (event: WheelEvent): void => latest.current(event);
    element.addEventListener('wheel', listener, { passive: false });
    return () => element.removeEventListener('wheel', listener);
  }, [frame]);
}
