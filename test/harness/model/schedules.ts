/** The schedules of the model's committee: one of every kind, often enough that a few weeks see them all. */
const ladder = (at: readonly [string, string, string]): string => `escalate:
  - { level: press, at: +${at[0]}, to: principal }
  - { level: supervise, at: +${at[1]}, to: supervisor }
  - { level: circulate, at: +${at[2]}, to: [discipline-secretary, secretary], release: discipline-secretary }
`;
const questions = `questions:
  - { id: meeting, type: yes-no, text: 本周会上专题研究过党风廉政吗？, label: 专题研究, follow-up: no, follow-up-text: 打算哪天开？ }
  - { id: talks, type: number, text: 咬耳扯袖谈了几次？, label: 谈话, measure: 次, max: 99 }
  - { id: issue, type: text, text: 主要问题，或要镇里协调的事？, label: 问题 }
`;

export const schedules: Readonly<Record<string, string>> = {
  check: `name: 每周自查
kind: self-check
cron: "0 9 * * 1"
workday: next
basis: 镇党委落实主体责任实施意见
audience: { units: all }
ask: liaison
deadline: 2wd
announce: { group: all-units, template: self-check-open }
prompt: self-check
${questions}remind: [{ at: -1wd }]
${ladder(['1wd', '2wd', '3wd'])}`,
  spot: `name: 抽查
kind: self-check
cron: "0 20 * * 6"
workday: none
urgent: true
audience: { units: [dongcun, shiqiao] }
ask: principal
deadline: 4h
prompt: self-check
${questions}${ladder(['1h', '2h', '3h'])}`,
  report: `name: 履责报告
kind: report
cron: "30 9 * * 2"
workday: next
basis: 镇党委落实主体责任实施意见
audience: { units: [dongcun, caizheng, qingshan] }
ask: principal
to: [supervisor, secretary]
deadline: 3wd
prompt: report
parts:
  - { id: principal, text: 主体责任：研究定了哪些事？, label: 主体责任 }
  - { id: direct, text: 直接责任：自己经手的，有要说清的吗？, label: 直接责任 }
escalate: [{ level: press, at: +1wd, to: principal }, { level: supervise, at: +2wd, to: supervisor }]
`,
  rules: `name: 制度台账
kind: task
cron: "0 9 15 * *"
workday: next
basis: 镇党委制度建设计划
ask: principal
close: clerk
items:
  - { id: gongwu, text: 公务接待办法, unit: dongcun, due: 2026-08-28 }
  - { id: caiwu, text: 财务审批办法, unit: caizheng, due: 2026-09-23, lead: caizheng, support: [dongcun] }
  - { id: yinzhang, text: 印章管理办法, unit: qingshan, due: 2026-10-10 }
remind: [{ at: -2wd }]
escalate: [{ level: press, at: +1wd, to: principal }, { level: supervise, at: +2wd, to: supervisor }]
`,
  lot: `name: 每周抽签
kind: spot-check
cron: "0 9 * * 2-5"
workday: next
basis: 镇党委明察暗访安排
audience: { units: all, sample: 2 }
deadline: 30m
perYear: 12
plan: { name: 2026年明察暗访计划, filing: 青纪备〔2026〕3号 }
question: 村部这会儿谁在、在忙什么？一句话就行。
`,
  digest: 'name: 周报\nkind: digest\ncron: "0 9 * * 1"\nworkday: next\nto: [secretary, discipline-secretary]\n',
  nudge: 'name: 咬耳扯袖\nkind: nudge\ncron: "0 10 * * 3"\nworkday: next\nto: [principal, supervisor]\nlibrary: nudges.md\n',
  notice: 'name: 值班提醒\nkind: reminder\ncron: "0 15 * * 4"\nworkday: next\nto: [supervisor]\ntemplate: node-reminder\n',
};
