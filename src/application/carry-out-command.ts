/** Carries out a command, after asking the one permission table at this moment. */
import type { Command } from '../domain/command.js';
import { mayUse } from '../domain/permission.js';
import { answerExport } from './answer-export.js';
import { askExport } from './ask-export.js';
import { carryOutBinding } from './carry-out-binding.js';
import { answerObjected, carryOutFinding, isFinding } from './carry-out-finding.js';
import { carryOutPrompt } from './carry-out-prompt.js';
import { carryOutReading, isReading } from './carry-out-reading.js';
import { carryOutRequest } from './carry-out-request.js';
import { carryOutSeveral } from './carry-out-several.js';
import { carryOutTask } from './carry-out-task.js';
import { countersign } from './hand-in-inspection.js';
import { agesPicture } from './ages-picture.js';
import { boardPicture } from './board-picture.js';
import { chainPicture } from './chain-picture.js';
import { startInspection } from './start-inspection.js';
import { allInspections, seenByInspector } from './tell-inspections.js';
import { tellBroken } from './tell-broken.js';
import { comeBack } from './answer-standing-in.js';
import { noteInquiry } from './note-act.js';
import { planTransfer } from './plan-transfer.js';
import { takeLeave } from './take-leave.js';
import { tellDuties } from './tell-duties.js';
import { tellLedger } from './tell-ledger.js';
import { tellWaiting } from './tell-waiting.js';
import { resolveUnknown } from './deal-with-unknown.js';
import { issueSignIn } from './issue-sign-in.js';
import { forgetCalendar, giveCalendar } from './give-calendar.js';
import { forgetOwn } from './forget-own.js';
import { lookAtUnit } from './look-at-unit.js';
import type { OpenPrompt } from './open-prompts.js';
import { notePhoneCall } from './note-phone-call.js';
import { decideCircular } from './release-circular.js';
import { saying, silent, type Response, type Said } from './said.js';
import { showDraw } from './show-draw.js';
import { startCycle } from './start-cycle.js';
import { showTask } from './show-task.js';
import { takeDrawNumber } from './take-draw-number.js';
import { tellCampaign } from './tell-campaign.js';
import { tellHelp } from './tell-help.js';
import { tellMine } from './tell-mine.js';
import { tellOverdue, tellPending, tellProgress } from './tell-lists.js';
import { tellStatus } from './tell-status.js';
import { urgeUnit } from './urge-unit.js';
import { say, type World } from './world.js';

export async function carryOut(
  world: World,
  said: Said,
  command: Command,
  prompts: readonly OpenPrompt[],
  number: number | undefined,
): Promise<Response> {
  const { person, now } = said;
  if (!mayUse(world.config().roster, person.id, command.verb)) return refuse(world, said, command);
  const several = await carryOutSeveral(world, said, command);
  if (several !== undefined) return several;
  await noteInquiry(world, said, command);
  switch (command.verb) {
    case 'help':
      return saying(await tellHelp(world, person));
    case 'mine':
      return saying(await tellMine(world, said, command.period));
    case 'status':
      return saying(joined(await tellStatus(world, person), await allInspections(world, person, now)), {
        picture: () => boardPicture(world, person),
      });
    case 'pending':
      return saying(await tellPending(world, person));
    case 'progress':
      return saying(await tellProgress(world, person, command.name, now));
    case 'campaign':
      return saying(await tellCampaign(world, command.name, now));
    case 'overdue':
      return saying(await tellOverdue(world, person, now, command.about));
    case 'look':
      return saying(await lookAtUnit(world, person, command.unit, command.period, said.messageId, now));
    case 'urge':
      return urgeUnit(world, said, command.unit);
    case 'questions':
    case 'take-over':
    case 'one-by-one':
    case 'explain':
    case 'skip':
      return carryOutPrompt(world, said, command, prompts, number);
    case 'release':
    case 'withhold':
      return decideCircular(world, said, command);
    case 'resend':
    case 'arrived': {
      if (command.no === undefined) return saying(say(world, 'not-understood', {}));
      const decision = { no: command.no, resend: command.verb === 'resend', by: person.id, operationId: said.messageId };
      return saying(await resolveUnknown(world, decision, now));
    }
    case 'start':
      return saying(await startCycle(world, person, command.name, now));
    case 'ledger':
      return saying(
        await tellLedger(world, person, now, command.about),
        command.about === undefined ? { picture: () => agesPicture(world, person, now) } : {},
      );
    case 'duties':
      return saying(await tellDuties(world, person, command.of));
    case 'waiting':
      return saying(await tellWaiting(world, person, now));
    case 'broken':
      return saying(await tellBroken(world, person), { picture: () => chainPicture(world, person) });
    case 'forget':
      return forgetOwn(world, said, command.what);
    case 'bind-code':
    case 'bind':
    case 'not-me':
      return carryOutBinding(world, said, command);
    case 'sign-in':
      return saying((await issueSignIn(world, person, person.id, now)).words);
    case 'calendar':
      return command.wish === 'stop' ? forgetCalendar(world, said) : giveCalendar(world, said, command.wish === 'renew');
    case 'inspect':
      return startInspection(world, said, command);
    case 'countersign':
      return countersign(world, said, command.no);
    case 'agree':
    case 'refuse': {
      const agrees = command.verb === 'agree';
      const answered = (await answerExport(world, said, agrees, command)) ?? (await answerObjected(world, said, agrees, command));
      return answered ?? carryOutRequest(world, said, command, prompts, number);
    }
    case 'extend':
    case 'difficulty':
    case 'not-applicable':
    case 'reassign':
    case 'accept':
    case 'decline':
    case 'coordinate':
    case 'watch':
    case 'withdraw':
    case 'pause':
      return carryOutRequest(world, said, command, prompts, number);
    case 'done':
      return carryOutTask(world, said, command);
    case 'close':
      return (await isFinding(world, command.no)) ? carryOutFinding(world, said, command) : carryOutTask(world, said, command);
    case 'read':
      return carryOutReading(world, said, command);
    case 'send-back':
      if (await isFinding(world, command.no)) return carryOutFinding(world, said, command);
      return (await isReading(world, said, command.no)) ? carryOutReading(world, said, command) : carryOutTask(world, said, command);
    case 'enter':
    case 'establish':
    case 'drop':
    case 'mend':
    case 'mended':
    case 'object':
    case 'reopen':
    case 'leave-closed':
    case 'recheck-fine':
    case 'relapse':
      return carryOutFinding(world, said, command);
    case 'show':
      return (await showTask(world, said, command.no)) ?? carryOutFinding(world, said, command);
    case 'draw-number':
      return takeDrawNumber(world, said, command.text ?? '');
    case 'phone':
      return notePhoneCall(world, said, command.text ?? '');
    case 'draw':
      return showDraw(world, said, command.no);
    case 'leave':
      return takeLeave(world, said, command.text);
    case 'back':
      return comeBack(world, said, command.text);
    case 'transfer':
      return planTransfer(world, said, command.text);
    case 'export':
      return askExport(world, said, command.text);
    default:
      return command satisfies never;
  }
}

function joined(...sections: readonly string[]): string {
  return sections.filter((section) => section !== '').join('\n');
}

async function refuse(world: World, said: Said, command: Command): Promise<Response> {
  // An inspector sees how inspections stand, and nothing else of a unit.
  if (command.verb === 'status' || command.verb === 'look') {
    const found = await seenByInspector(world, said, command);
    if (found !== '') return saying(found);
  }
  // To whoever has no report to read, 已阅 is a courtesy.
  if (command.verb === 'read' && command.no === undefined) return silent;
  // Whoever owns a task is told who closes it.
  if (command.verb === 'close' || command.verb === 'send-back')
    return (await isFinding(world, command.no)) ? carryOutFinding(world, said, command) : carryOutTask(world, said, command);
  return saying(say(world, 'denied', {}));
}
