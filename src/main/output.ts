/** Where a verb's answer goes. */
export interface Output {
  /** One JSON document instead of words. */
  json: boolean;
  print: (text: string) => void;
}

/** Prints the answer once: as JSON, or in words. */
export function answer(output: Output, facts: unknown, words: () => string): void {
  output.print(output.json ? JSON.stringify(facts) : words());
}
