/** What an officer says of a telephone call, without the words that only say that there was one. */

const throughAtStart =
  /^(?:(?:已经?)?(?:打)?(?:了)?电话(?:核实|问过|问了|打通了?|通了|接了)?|已?核实(?:了|过)?|打?通了|接通了)[了过]?[\s,，:：、。;；]*/u;

/** Empty: nothing else was said. */
export function afterCall(words: string): string {
  return words
    .trim()
    .replace(throughAtStart, '')
    .replace(/[。.\s]+$/u, '');
}
