/** How much the fault tests do: little in `npm test`, all of it in `npm run test:faults`. */

/** `ZERENTIAN_FAULTS=full` chooses the full sizes. */
export const atFullSize = process.env['ZERENTIAN_FAULTS'] === 'full';

/** One of two sizes. */
export function sized<Size>(small: Size, full: Size): Size {
  return atFullSize ? full : small;
}
