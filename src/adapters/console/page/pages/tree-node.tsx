/** One unit in the chart: its name and who answers for it; a break is told by a sign as well as in red. */
import { theme } from 'antd';
import type { ReactNode } from 'react';
import { texts } from '../texts.js';
import { box, type Placed } from './tree-layout.js';

const words = texts.tree;
const fits = 11;
const toggleRadius = 12;

interface TreeNodeProps {
  node: Placed;
  isActive: boolean;
  onOpen: () => void;
  onToggle: () => void;
}

export const nodeId = (unit: string): string => `unit-${unit}`;

export function TreeNode({ node, isActive, onOpen, onToggle }: TreeNodeProps): ReactNode {
  const { token } = theme.useToken();
  const { unit, x, y, level, children, isOpen } = node;
  const isBroken = unit.broken.length > 0;
  const line = isActive ? token.colorText : isBroken ? token.colorError : token.colorBorder;
  const breaks = unit.broken.map((one) => one.words).join('；');
  const label = [unit.name, `${words.principal} ${unit.principal ?? words.nobody}`, isBroken ? `${words.broken} ${breaks}` : ''];
  return (
      <g
        id={nodeId(unit.id)}
        role="treeitem"
        aria-level={level + 1}
        aria-selected={isActive}
        {...(children > 0 ? { 'aria-expanded': isOpen } : {})}
        aria-label={label.filter((part) => part !== '').join('，')}
        transform={`translate(${x} ${y})`}
        style={{ cursor: 'pointer' }}
      >
        <rect
          width={box.width}
          height={box.height}
          rx={8}
          fill={isBroken ? token.colorErrorBg : token.colorBgContainer}
          stroke={line}
          strokeWidth={isActive ? 3 : isBroken ? 2 : 1}
          onClick={onOpen}
        />
        <g pointerEvents="none">
          <text x={12} y={22} fontSize={15} fontWeight={600} fill={token.colorText}>
            {cut(unit.name)}
          </text>
          <text x={12} y={41} fontSize={13} fill={isBroken ? token.colorError : token.colorTextSecondary}>
            {isBroken ? `✕ ${cut(breaks)}` : (unit.principal ?? words.nobody)}
          </text>
        </g>
        {children === 0 ? null : (
          <g transform={`translate(${box.width} ${box.height / 2})`} onClick={onToggle}>
            <circle r={toggleRadius} fill={token.colorBgContainer} stroke={token.colorBorder} />
            <text textAnchor="middle" y={4} fontSize={children > 999 && !isOpen ? 8 : 11} fill={token.colorText}>
              {isOpen ? '－' : children}
            </text>
          </g>
        )}
      </g>
  );
}

/** Drawn beneath all units. */
export function Edge({ from, to }: { from: Placed; to: Placed }): ReactNode {
  const { token } = theme.useToken();
  const left = from.x + box.width;
  const bend = to.x - box.gapX / 2;
  const [start, end] = [from.y + box.height / 2, to.y + box.height / 2];
  return <path d={`M${left} ${start}H${bend}V${end}H${to.x}`} fill="none" stroke={token.colorBorder} />;
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length > fits ? `${letters.slice(0, fits - 1).join('')}…` : text;
}
