/** Finds what reports somebody: a lead, which has its own door. The ordinary answers of a self-check, which name the same things, are none. */

/** Somebody is meant: by office, by family, or as somebody. */
const office = '(?:支书|书记|主任|村长|镇长|局长|所长|站长|院长|会计|出纳|文书|委员|队长|组长|领导|干部|村官|经办人|工作人员)';
const somebody = `(?:有人|有些人|有的人|某人|某些人|他们?|她们?|这人|那人|这家伙|老板|${office})`;
const money = '(?:钱|款|补贴|补助|补偿|低保|救济|救灾|资金|公家|公款|集体|经费|工资|粮|物资)';
const owner = '(?:村里|村集体|村|公家|集体|公|国家|大家|群众|老百姓|百姓|村民|人家|别人|老人|我们|我家|贫困户|五保户|低保户)';
/** Money itself, not a paper about it or what is done with it in the open. */
const itself = '(?!的?(?:名单|名册|表|申请|材料|存折|事|通知|卡?复印件|条|单|凭证|流水)|去|给|发|送|分)';
const gift = '(?:红包|好处|回扣|贿|礼金|烟酒|购物卡|黑钱|茶水费|辛苦费|感谢费|介绍费)';

const giver = '(?:老板|包工头|开发商|施工队|施工方|人家|别人)';
const amount = '(?:[\\d一二两三四五六七八九十几]+(?:多|来)?(?:万|千|百|块|元))';
/** What is owed for something is taken in the open. */
const owed = '(?![^,。;!?\\n]{0,4}(?:租|押金|承包|保证金|费|款))';

/** Done, not merely named: with these the one who did it need not be named. */
const deeds = [
  `收(?:了|过|受了|人家|人|别人|老板|群众|村民)[^,。;!?\\n]{0,12}${gift}`,
  `拿(?:了|过|走了?|人家|别人|老板)[^,。;!?\\n]{0,12}(?:${gift}|${money}${itself})`,
  `收(?:了|过)${giver}的?(?:${amount}${owed}|东西|现金|卡)`,
  `往${office}(?:家|那儿?)[^,。;!?\\n]{0,4}送[^,。;!?\\n]{0,6}(?:钱|礼|烟|酒|卡|红包)`,
  `给${office}[^,。;!?\\n]{0,4}送(?:了|过)?[^,。;!?\\n]{0,6}(?:${gift}|钱|礼|烟|酒)`,
  `吃(?:了|着|过)[^,。;!?\\n]{0,6}(?:回扣|空饷|低保)`,
  '(?:贪污|贪|挪用|侵占|私分|截留|克扣|冒领|骗取|套取|侵吞|私吞|吞)(?:了|过)',
  `把[^,。;!?\\n]{0,12}${money}[^,。;!?\\n]{0,8}(?:揣|装|拿|放|转|弄|搬|划|打)(?:进|到|回|走|入|给)?[^,。;!?\\n]{0,6}(?:兜|口袋|腰包|自己|(?<![各每农大国人几户])家(?![家户]|庭)|亲戚)`,
  `把[^,。;!?\\n]{0,12}${money}分(?:给|到)?了?(?:自己|自家|亲戚)`,
  '(?:揣|装)(?:进|到|入)[^,。;!?\\n]{0,4}(?:兜|口袋|腰包)',
  '(?:中饱私囊|吃拿卡要我|问我要(?:钱|好处)|要我(?:送|给)(?:钱|礼|好处|红包)|不送(?:礼|钱)不办事|不给好处不办)',
];

/** Named only: somebody has to be charged with it in the same breath. */
const charges = `(?:贪污|贪钱|贪公|贪村|贪集体|很贪|太贪|受贿|索贿|行贿|挪用|侵占|私分|截留|克扣|冒领|骗(?:低保|补|保|钱)|套取|私吞|侵吞|吃(?:回扣|空饷|拿卡要|低保)|收(?:红包|好处|回扣|礼|钱|贿)|送(?:红包|钱|好处)|优亲厚友|以权谋私|徇私|公款(?:吃喝|旅游)|包庇|打击报复|搞(?:权钱|关系户|女)|受(?:人)?好处|[做报造]假(?:账|发票)|霸占|勾结|贪|拿${owner}的?[^,。;!?\\n]{0,6}${money}${itself})`;
/** Conduct that is nobody's business but an officer's. */
const misconduct = new RegExp(`${office}[^,。;!?\\n]{0,6}(?:赌博|赌钱|嫖|包养|包二奶|酒驾)`, 'g');

const reporting =
  /(?:我|俺|本人|咱|我们|俺们)(?:也|就|今天|现在|真|实在|还)?(?:要|想|得|来|准备|打算|必须|可以|能不能|能)?(?:实名|匿名|向[^,。;!?\n]{1,8}|跟[^,。;!?\n]{1,6}|给[^,。;!?\n]{1,6})?(?:举报|检举|揭发|告发|控告)|(?:有(?:个)?(?:情况|事|问题)|[向跟给][您你])[^,。;!?\n]{0,4}(?:举报|检举)|^(?:我|要|想)?(?:举报|检举)$/;
const reportingSomebody = new RegExp(
  `我要告${office}|` +
    `(?:^|[,。;!?\\s\\d])(?:要|想|我想|我要)?(?:实名|匿名)?(?:举报|检举|揭发|告发)(?:一下|个)?(?:(?:[\\u4e00-\\u9fa5]{1,6}(?:村|镇|所|站|院|局|办|社区|组)的?)?${somebody}|[\\u4e00-\\u9fa5]{2,3}(?=(?:贪|收|拿|吃|占|把|私|骗|挪|侵|截|克|冒|套|受)))`,
);
const offeringLead =
  /给[你您]们?(?:一条|个|一个|条)线索|(?:我|俺|我们|这里|手里|手上|这边)(?:这里|这边|手里|这儿)?(?:也|还)?(?:有|掌握|知道)(?:个|条|些|点|一条|一个|几条|重要)?[^,。;!?\n]{0,3}线索|(?:提供|报|反映|举报)(?:个|一个|一条|条|点)(?:[^,。;!?\n]{0,4})线索|^线索:(?!无|没|暂|未|零|\d)|^有(?:个|条|一条|点)[^,。;!?\n]{0,3}线索(?:要|想|给|跟|向|,|。|$)/;
/** Nothing said yet but that something will be: the door is shown before it is. */
const announcing =
  /^(?:您好|你好|领导|那个|那)?[,\s]*(?:我|俺)(?:想|要|得|来)?(?:向您|向你|跟您|跟你|给您|给你|向组织|向纪委)?反映(?:一?个|一下|点|一些|些)?(?:事|事情|问题|情况|线索)(?:,?(?:行吗|可以吗|行不|能说吗|方便吗|在吗))?[?。.!]?$/;

/** What stands before a charge and takes it back: it did not happen, is taught, forbidden, looked for, or was dealt with. */
const takenBackBefore =
  /(?:没有?|未|无|不|别|勿|零|非|是否|有没有|有无|禁止|严禁|防止|杜绝|避免|谨防|防范|预防|拒绝|拒|整治|治理|纠治|查处|查纠|排查|检查|自查|抽查|督查|教育|宣传|宣讲|学习|学|警示|案例|通报|典型|培训|讲|传达|观看|签订|承诺|围绕|关于|针对|聚焦|重点|专项|如果|要是|假如|万一|凡是|对于)[^,。;!?\n]{0,12}$/;
const denial = /没|未|不|拒绝|防止|严禁|禁止|是否|有无|谁|会上讲|强调|要求/;
/** The same behind it. */
const takenBackBehind =
  /^[^,。;!?\n]{0,6}(?:等)?(?:的)?(?:情况|现象|问题|行为|情形|事|方面|案例|案|典型|教训|警示|专项|治理|整治|教育|宣传|风险|隐患)*(?:被|已|都)?(?:进行|开展|还|均|都|也|暂)?(?:谈话|约谈|提醒|批评|诫勉|核实|没有|没发现|未发现|未发生|无|零|0|不存在|案例|教育|宣传|警示|整治|治理|专项|的?危害|怎么办|算不算|要不要|咋办)/;
/** Taken care of: handed in, handed back, dealt with. */
const settled = /(?:上交|退回|退还|退了|退给|已退|拒收|推掉|推了|登记|查处|处理了|处分|立案|移交|转(?:给)?纪委|办结|免职|通报了)/;
const notSettled = /(?:没|未|不|拒不)(?:有|肯|愿)?(?:上交|退|登记|处理)/;

const deed = new RegExp(deeds.join('|'), 'g');
const charge = new RegExp(charges, 'g');
/** Without any of these nobody is reported. Only to be asked of clauses that are looked at whole. */
const anyWord = new RegExp(['举报|检举|揭发|告发|控告|我要告|线索', ...deeds, misconduct.source, charges].join('|'));
const longestClause = 200;
const nameReach = 14;
const longestName = 6;
const charged = new RegExp(`${somebody}[^,。;!?\\n]{0,10}?${charges}`, 'g');

/** Decides whether plain text reports somebody. `names`: people it may be about, by name. Time is bounded by the text's length. */
export function isAccusation(text: string, names: ReadonlySet<string> = new Set()): boolean {
  if (announcing.test(text)) return true;
  if (text.length <= longestClause && !anyWord.test(text)) return false;
  return clausesOf(text).some((clause, index, all) => {
    if (isReport(clause)) return true;
    const andNext = `${clause} ${all[index + 1] ?? ''}`;
    if (settled.test(andNext) && !notSettled.test(andNext)) return false;
    return isAlleged(clause, deed) || isAlleged(clause, misconduct) || isCharged(clause) || namesAlleged(clause, names);
  });
}

function isReport(clause: string): boolean {
  if (
    /(?:收到|接到|受理|处理|没有|未|无|零|0)[^,。;!?\n]{0,8}(?:举报|检举|线索|控告)|(?:举报|检举)(?:箱|电话|渠道|平台|宣传|奖励|制度|方式|信件|件|0|零|工作)/.test(
      clause,
    )
  )
    return false;
  return reporting.test(clause) || reportingSomebody.test(clause) || offeringLead.test(clause);
}

function isAlleged(clause: string, pattern: RegExp): boolean {
  for (const match of clause.matchAll(pattern)) {
    const before = clause.slice(0, match.index);
    const behind = clause.slice(match.index + match[0].length);
    if (!takenBackBefore.test(before) && !takenBackBehind.test(behind)) return true;
  }
  return false;
}

function isCharged(clause: string): boolean {
  // What stands between the one who is meant and the charge may take it back as well.
  return (clause.match(charged) ?? []).every((words) => !denial.test(words)) && isAlleged(clause, charged);
}

/** One of the names stands shortly before a charge. */
function namesAlleged(clause: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (const { index } of clause.matchAll(charge)) {
    for (let at = Math.max(0, index - nameReach); at < index; at += 1) {
      const name = nameAt(clause, at, names);
      if (name === undefined) continue;
      if (isCharged(`有人${clause.slice(at + name.length)}`) && !takenBackBefore.test(clause.slice(0, at))) return true;
    }
  }
  return false;
}

function nameAt(clause: string, at: number, names: ReadonlySet<string>): string | undefined {
  for (let length = 2; length <= longestName; length += 1) {
    const name = clause.slice(at, at + length);
    if (names.has(name)) return name;
  }
  return undefined;
}

/** A long text is looked at piece by piece; nobody's sentence is longer. */
function clausesOf(text: string): string[] {
  return text
    .split(/[,。;!?\n]+/)
    .filter((clause) => clause !== '')
    .flatMap((clause) => clause.match(/[\s\S]{1,200}/g) ?? []);
}
