/** Looks at the matters whose time has come: each kind knows what it does next. */
import type { Matter } from '../domain/matter.js';
import { minuteMs, type Instant } from '../domain/time.js';
import { followDraw } from './follow-draw.js';
import { followExport } from './follow-export.js';
import { followFinding } from './follow-finding.js';
import { followInspection } from './follow-inspection.js';
import { followLeave } from './follow-leave.js';
import { followPause } from './follow-pause.js';
import { followReading } from './follow-reading.js';
import { followRequest } from './follow-request.js';
import { followTask } from './follow-task.js';
import { followTransfer } from './follow-transfer.js';
import type { World } from './world.js';

const batchLimit = 200;
const leaseMs = minuteMs;

/** Returns how many were due. */
export async function lookAfterMatters(world: World, now: Instant): Promise<number> {
  const due = await world.stores.matters.takeDue(now, batchLimit, leaseMs);
  for (const matter of due) await follow(world, matter, now);
  return due.length;
}

function follow(world: World, matter: Matter, now: Instant): Promise<void> {
  switch (matter.kind) {
    case 'request':
      return followRequest(world, matter, now);
    case 'task':
      return followTask(world, matter, now);
    case 'reading':
      return followReading(world, matter, now);
    case 'pause':
      return followPause(world, matter, now);
    case 'finding':
      return followFinding(world, matter, now);
    case 'draw':
      return followDraw(world, matter, now);
    case 'leave':
      return followLeave(world, matter, now);
    case 'transfer':
      return followTransfer(world, matter, now);
    case 'export':
      return followExport(world, matter, now);
    case 'inspection':
      return followInspection(world, matter, now);
    default:
      return matter satisfies never;
  }
}
