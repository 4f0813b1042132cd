/** Mends what a clock that was ahead has left in the future. */
import type { Household } from '../../application/ports.js';
import { minuteMs } from '../../domain/time.js';
import { guard } from './guard.js';
import type { Lane } from './keys.js';
import type { StoreBase } from './store-base.js';

const lanes: readonly Lane[] = ['urgent', 'normal'];
/** No lease on a send is given for longer. */
const sendingLeaseMs = 2 * minuteMs;

export function clockPuttingBack({ client, keys, scripts }: StoreBase): Pick<Household, 'putClockBack'> {
  return {
    async putClockBack(now, restMs) {
      const args = { now, leaseEnd: now + sendingLeaseMs, restEnd: now + restMs };
      await scripts.run('put-clock-back', { pace: keys.pace, sending: keys.sending, rest: keys.rest }, args);
      for (const lane of lanes) {
        const queue = keys.queue(lane);
        for (const to of await guard(client.zrangebyscore(queue, `(${now}`, '+inf'))) {
          await scripts.run('requeue', { queue, queueOf: keys.queueOf(lane, to) }, { to, now });
        }
      }
    },
  };
}
