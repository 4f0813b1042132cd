#!/usr/bin/env node
/** The executable. It hears signals from its first moment on; the program itself takes a second to load. */
import { listenForSignals } from './main/signals.js';

const stopping = listenForSignals();
const { runProgram } = await import('./main/program.js');
await runProgram(stopping);
