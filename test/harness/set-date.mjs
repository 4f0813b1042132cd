/** Preloaded into a program under test: its clock starts at the instant in this module's query and runs on from there. */
const realNow = Date.now;
const now = new URL(import.meta.url).searchParams.get('now');
const shiftMs = Date.parse(now ?? '') - realNow();
Date.now = () => realNow() + shiftMs;
