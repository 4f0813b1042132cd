/** Checks that a schedule has one trigger, whole and possible. */
import type { FaultList } from './fault.js';
import type { Place } from './place.js';
import { checkDistinct } from './references.js';

/** Says why a cron expression cannot be used; undefined: it can. */
export type CronChecker = (expression: string) => undefined | { code: 'syntax' | 'never-fires'; reason: string };

const nodeOnly = ['before', 'time'];
const cronOnly = ['workday'];

export function checkTrigger(root: Place, cron: CronChecker, faults: FaultList): void {
  const byCron = root.get('cron');
  const byNode = root.get('node');
  if (!byCron && !byNode) faults.add(root.file, root.at, 'no-trigger');
  if (byCron && byNode) faults.add(byNode.file, byNode.keyAt, 'two-triggers');
  if (byCron) checkCron(byCron, cron, faults);
  if (byNode) checkNode(root, byNode, faults);
  const lacking = byCron ? nodeOnly : byNode ? cronOnly : [];
  for (const key of lacking) {
    const place = byCron && byNode ? undefined : root.get(key);
    if (place) faults.add(place.file, place.keyAt, byCron ? 'only-with-node' : 'only-with-cron', { key });
  }
}

function checkCron(place: Place, cron: CronChecker, faults: FaultList): void {
  const expression = place.text();
  if (expression === undefined) return;
  const found = cron(expression);
  if (!found) return;
  const code = found.code === 'never-fires' ? 'cron-never-fires' : 'bad-cron';
  faults.add(place.file, place.at, code, { value: expression, reason: found.reason });
}

function checkNode(root: Place, node: Place, faults: FaultList): void {
  if (!root.get('before')) faults.add(node.file, node.keyAt, 'node-without-before');
  checkDistinct(
    node.items().map((place) => ({ place })),
    'listed-twice',
    faults,
  );
}
