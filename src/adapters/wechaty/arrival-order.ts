/**
 * Puts messages back into the order in which the puppet announced them. Wechaty loads each message, its writer and its room on its own, so
 * a short answer overtakes a long one. A message that is not there `patienceMs` after its turn came is no longer waited for: it follows
 * when it comes, if it comes. Those behind it that were waited for as long are not waited for once more.
 */
export class ArrivalOrder<T extends { id: string }> {
  readonly #release: (item: T) => void;
  readonly #patienceMs: number;
  #slots: { id: string; announcedAt: number; item?: T }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(release: (item: T) => void, patienceMs: number) {
    this.#release = release;
    this.#patienceMs = patienceMs;
  }

  announced(id: string): void {
    this.#slots.push({ id, announcedAt: performance.now() });
    if (this.#slots.length === 1) this.#watchFirst();
  }

  arrived(item: T): void {
    const slot = this.#slots.find((candidate) => candidate.id === item.id && candidate.item === undefined);
    if (slot === undefined) return this.#release(item);
    slot.item = item;
    this.#advance();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#slots.length = 0;
  }

  #advance(): void {
    let released = false;
    for (let first = this.#slots[0]; first?.item !== undefined; first = this.#slots[0]) {
      this.#slots.shift();
      released = true;
      this.#release(first.item);
    }
    if (released) this.#watchFirst();
  }

  #watchFirst(): void {
    clearTimeout(this.#timer);
    if (this.#slots.length === 0) return;
    const since = performance.now();
    this.#timer = setTimeout(() => {
      this.#slots = this.#slots.filter(({ item, announcedAt }) => item !== undefined || announcedAt > since);
      this.#advance();
      this.#watchFirst();
    }, this.#patienceMs);
  }
}
