/** Scrolls a long list of the console from its top to its end as a wheel would, frame by frame. */
import type { Page } from 'playwright-core';

export interface Scrolled {
  /** The most rows there ever were in the document. */
  rows: number;
  /** The height that was scrolled over. */
  height: number;
}

/** `list`: what scrolls; `row`: one of its lines. */
export function scrollThrough(page: Page, { list, row, steps }: { list: string; row: string; steps: number }): Promise<Scrolled> {
  return page.evaluate<Scrolled>(
    `(async ([list, row, steps]) => {
      const field = document.querySelector(list);
      const height = field.scrollHeight;
      let rows = 0;
      for (let step = 1; step <= steps; step += 1) {
        const deltaY = height / steps;
        field.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }));
        if (field.scrollTop < (deltaY * step) / 2) field.scrollTop = deltaY * step;
        await new Promise(requestAnimationFrame);
        rows = Math.max(rows, document.querySelectorAll(row).length);
      }
      return { rows, height };
    })(${JSON.stringify([list, row, steps])})`,
  );
}
