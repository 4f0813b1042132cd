/** Puts values into the gaps `{}` of a text, in order. */
export function fill(text: string, ...values: readonly (string | number | null)[]): string {
  const left = [...values];
  return text.replace(/\{\}/g, () => String(left.shift() ?? ''));
}
