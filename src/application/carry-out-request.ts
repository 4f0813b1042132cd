/** What units ask for when they cannot simply answer, and what leaders decide on it: 延期, 有困难, 不适用, 改派 and their decisions, 撤销, 暂停. */
import type { Command, FindingVerb, MatterVerb } from '../domain/command.js';
import { overseenBy } from '../domain/responsibility.js';
import { answerOffer, offersFor } from './answer-offer.js';
import { answerStandingIn, leaveOffersFor } from './answer-standing-in.js';
import { askExemption } from './ask-exemption.js';
import { askExtension } from './ask-extension.js';
import { askHelp } from './ask-help.js';
import { chooseSubject, type Asking, type Choice, type Typed } from './choose-subject.js';
import { decide } from './decide-request.js';
import { isUnanswered, mayAsk, type OpenPrompt } from './open-prompts.js';
import { passOn } from './pass-on.js';
import { pauseUnit } from './pause-unit.js';
import { giveNumbered } from './give-inspection.js';
import { moveNumbered } from './move-finding.js';
import { heldBy } from './request-subject.js';
import { saying, type Response, type Said } from './said.js';
import { leaderName } from './words.js';
import { withdraw } from './withdraw.js';
import { say, type World } from './world.js';

export type RequestCommand = Extract<
  Command,
  { verb: 'pause' | Exclude<MatterVerb, FindingVerb | 'done' | 'close' | 'send-back' | 'read' | 'countersign'> }
>;

export async function carryOutRequest(
  world: World,
  said: Said,
  command: RequestCommand,
  prompts: readonly OpenPrompt[],
  number: number | undefined,
): Promise<Response> {
  switch (command.verb) {
    case 'difficulty':
      return ask(world, said, command, prompts, number, askHelp);
    case 'not-applicable':
      return ask(world, said, command, prompts, number, askExemption);
    case 'extend':
      return askOrDecide(world, said, command, prompts, number, askExtension);
    case 'reassign':
      return (
        (await moveNumbered(world, said, command)) ??
        (await giveNumbered(world, said, command)) ??
        askOrDecide(world, said, command, prompts, number, passOn)
      );
    case 'agree':
    case 'refuse':
    case 'coordinate':
    case 'watch':
      return (await decide(world, said, command.verb, command)) ?? nothingToDecide(world);
    case 'accept':
    case 'decline':
      return answerEither(world, said, command.verb === 'accept', command);
    case 'withdraw':
      return withdraw(world, said, command);
    case 'pause':
      return pauseUnit(world, said, command.text);
    default:
      return command satisfies never;
  }
}

/** 接 is said of answering for a unit and of standing in for somebody: with both open the number says which. */
async function answerEither(world: World, said: Said, accepts: boolean, command: Typed): Promise<Response> {
  const leaves = await leaveOffersFor(world, said.person.id);
  if (command.no !== undefined) {
    const leave = await world.stores.matters.matter(command.no);
    return leave?.kind === 'leave' ? answerStandingIn(world, said, leave, accepts) : answerOffer(world, said, accepts, command);
  }
  const [leave] = leaves;
  const offers = leave === undefined ? [] : await offersFor(world, said);
  if (leave === undefined || (leaves.length === 0 && offers.length > 0)) return answerOffer(world, said, accepts, command);
  if (leaves.length + offers.length === 1) return answerStandingIn(world, said, leave, accepts);
  return saying(say(world, 'leave-which', { numbers: [...leaves, ...offers].map(({ no }) => no), accepts }));
}

type AskingCommand = Extract<RequestCommand, { verb: Asking }>;
type Asks = (world: World, said: Said, choice: Choice) => Promise<Response>;

async function ask(
  world: World,
  said: Said,
  command: AskingCommand,
  prompts: readonly OpenPrompt[],
  number: number | undefined,
  asks: Asks,
): Promise<Response> {
  // What stands in one's way stands there after the answer, too.
  const choice = await chooseSubject(world, said, command, prompts, number, command.verb === 'difficulty');
  if (choice.kind === 'reply') return choice.response;
  const open = heldBy(choice.subject);
  return open === undefined ? asks(world, said, choice) : saying(await stillOpen(world, open));
}

/** One request at a time: the one that is open is named, and how to take it back. */
async function stillOpen(world: World, no: number): Promise<string> {
  const request = await world.stores.matters.matter(no);
  const to = request?.kind === 'request' && request.to !== undefined ? leaderName(world, request.to) : null;
  return say(world, 'request-open', { number: no, to, offer: request?.kind === 'request' && request.ask === 'reassign' });
}

/** 延期 and 改派 are asked by a unit and chosen by a leader: the number says which, or what there is to decide on. */
async function askOrDecide(
  world: World,
  said: Said,
  command: Extract<RequestCommand, { verb: 'extend' | 'reassign' }>,
  prompts: readonly OpenPrompt[],
  number: number | undefined,
  asks: Asks,
): Promise<Response> {
  const { no } = command;
  if (number !== undefined) return ask(world, said, command, prompts, number, asks);
  const first = prompts.find((prompt) => prompt.theirs && isUnanswered(prompt));
  const leads = overseenBy(world.config().roster, said.person.id).length > 0;
  if (no !== undefined) {
    const matter = await world.stores.matters.matter(no);
    const climbs = matter?.kind === 'task' || matter?.kind === 'finding';
    const isOwn = climbs && mayAsk(world, said.person.id, command.verb, matter.unit);
    const decides =
      (matter?.kind === 'request' && (leads || first === undefined)) || (climbs && matter.level === 'supervise' && leads && !isOwn);
    if (!decides) return ask(world, said, command, prompts, number, asks);
    return (await decide(world, said, command.verb, command)) ?? nothingToDecide(world);
  }
  const decided = leads ? await decide(world, said, command.verb, command, first) : undefined;
  if (decided !== undefined) return decided;
  return leads && first === undefined ? nothingToDecide(world) : ask(world, said, command, prompts, number, asks);
}

function nothingToDecide(world: World): Response {
  return saying(say(world, 'request-none', {}));
}
