import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { mayOperate, operatorVerbs } from '../../src/domain/operator.js';
import { programOf } from '../../src/main/program.js';

function program(): Command {
  const output = { json: false, print: () => undefined, tell: () => undefined };
  return programOf(output, new AbortController().signal, () => undefined);
}

/** The verbs that do something, as typed. */
function verbsOf(command: Command, before: readonly string[] = []): string[] {
  return command.commands.flatMap((one) => {
    const words = [...before, one.name()];
    return one.commands.length > 0 ? verbsOf(one, words) : [words.join(' ')];
  });
}

describe('what the command line may do', () => {
  it('has a row for every verb, and every row is a verb', () => {
    expect(verbsOf(program()).sort()).toEqual(Object.keys(operatorVerbs).sort());
  });

  it.each(['reset', 'keys', 'audit', 'toString', ''])('is not %j', (verb) => {
    expect(mayOperate(verb)).toBe(false);
  });

  it.each([['reset'], ['keys', 'drop']])('is asked before a verb is carried out: %s %s has no row and does nothing', async (...words) => {
    const command = program();
    const group = words.length > 1 ? command.commands.find((one) => one.name() === words[0]) : command;
    let carriedOut = false;
    group?.command(words.at(-1) ?? '').action(() => {
      carriedOut = true;
    });
    await expect(command.parseAsync(words, { from: 'user' })).rejects.toMatchObject({ code: 'not-permitted' });
    expect(carriedOut).toBe(false);
  });
});
