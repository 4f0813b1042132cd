/** Which calls of the ports change nothing. */

/** Calls that change nothing: before and after are the same to everybody. Whatever is not here counts as a change. */
export const reads: ReadonlySet<string> = new Set(
  `outbox: due nextDue open unsettled waiting byNumber byIds tally load sends latestLease stillClaimed
  cycles: missed cycle openCycles cyclesSince closedIds nextDue extended records openUnits counts standing
  replies: latest all versions draft explanation
  conversation: seen dialog
  circulars: waiting circular openCirculars
  matters: matter open since nextDue
  ledger: count list history established inspections draws
  rounds: since given
  bindings: version all untold ownAccount
  household: courier lastBeat clockAcceptedAt restsUntil acts outages linksKnown ping
  calendarLinks: holder since holders
  webhooks: mark lease
  audit: extent entries sealsAfter sealAt lastSeal sign
  reads: of
  jobs: job list turn filesBefore
  retention: lastRun closedBefore attachments settledBefore openAbout circularsBefore unsettledBefore actors
  files: read
  chat: knows
  content: load`
    .split('\n')
    .flatMap((line) => {
      const [store = '', methods = ''] = line.trim().split(': ');
      return methods.split(' ').map((method) => `${store}.${method}`);
    }),
);
