/** Which alarms are raised, and what the receiver of the webhook has not accepted yet. */
import { alarmKinds, type Alarm, type AlarmFacts, type AlarmKind } from '../../application/alarm-port.js';
import type { Instant } from '../../domain/time.js';

/** A change as the receiver hears of it. `id` is the same however often it is sent. */
export interface AlarmCall extends Alarm {
  id: string;
  state: 'raised' | 'cleared';
  at: Instant;
}

export interface BoardState {
  alarms: readonly Alarm[];
  untold: readonly AlarmCall[];
}

const mostFacts = 20;
const longestFact = 200;

export class AlarmBoard {
  readonly #raised = new Map<AlarmKind, Alarm>();
  #untold: AlarmCall[] = [];

  constructor(state: BoardState = { alarms: [], untold: [] }) {
    for (const alarm of state.alarms) this.#raised.set(alarm.kind, alarm);
    this.#untold = [...state.untold];
  }

  get state(): BoardState {
    const alarms = alarmKinds.map((kind) => this.#raised.get(kind)).filter((alarm) => alarm !== undefined);
    return { alarms, untold: this.#untold };
  }

  /** Returns whether anything changed. `tell`: somebody is to hear of it. */
  raise(kind: AlarmKind, given: AlarmFacts, now: Instant, tell: boolean): boolean {
    const facts = cut(given);
    const before = this.#raised.get(kind);
    if (before !== undefined) {
      if (JSON.stringify(before.facts) === JSON.stringify(facts)) return false;
      this.#raised.set(kind, { ...before, facts });
      return true;
    }
    const alarm: Alarm = { kind, since: now, facts };
    this.#raised.set(kind, alarm);
    // What was not told of it before has been overtaken: so there are at most two of a kind.
    this.#untold = this.#untold.filter((call) => call.kind !== kind);
    if (tell) this.#untold.push({ ...alarm, id: `${kind}/${now}/raised`, state: 'raised', at: now });
    return true;
  }

  clear(kind: AlarmKind, now: Instant, tell: boolean): boolean {
    const alarm = this.#raised.get(kind);
    if (alarm === undefined) return false;
    this.#raised.delete(kind);
    if (tell) this.#untold.push({ ...alarm, id: `${kind}/${alarm.since}/cleared`, state: 'cleared', at: now });
    return true;
  }

  next(): AlarmCall | undefined {
    return this.#untold[0];
  }

  told(id: string): void {
    this.#untold = this.#untold.filter((call) => call.id !== id);
  }
}

function cut(facts: AlarmFacts): AlarmFacts {
  const kept = Object.entries(facts).slice(0, mostFacts);
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, longestFact) : value]));
}
