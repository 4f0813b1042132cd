/** Finds talk about a classified document or matter. Keeping secrets as a duty, which self-checks ask about, is none. */

const marked = /绝密|机密(?!性|码|钥)|秘密(?:文件|级|件)|密级|涉密|带密的|标密/g;
/** It did not happen, or is forbidden, or is asked about as a duty. */
const denied = /(?:没有?|未|无|不|非|零|严禁|禁止|防止|杜绝|避免|别|勿|谨防)[^,。;!?\n]{0,10}$/;
/** Behind it: a denial, or the keeping of secrets as work. */
const managed =
  /^(?:文件|材料|资料|信息|载体|人员|计算机|电脑|设备|岗位|场所|会议)?(?:的)?(?:人员|岗位|计算机|电脑|设备|载体|U盘|场所|网络|管理|保管制度|制度|台账|培训|教育|宣传|学习|检查|自查|清理|清查|排查|清退|销毁登记|责任|意识|承诺书|工作|纪律|规定|法|知识|风险|隐患|事件|事故|案例|情况|无|没有|0|零|怎么[填写答]|要不要[填写]|:无|:没有|为无|档案|由?专人|由[^,。;!?\n]{0,4}(?:保管|管理|登记|负责)|专柜|(?:都|均|已|全部)?按(?:规定|时|要求))/;
/** Teaching and looking after it, named before. */
const taught = /(?:学习|传达|培训|教育|宣传|讲|检查|自查|排查|清查|清理|整改|落实|签订|完善|健全|管理|开展)[^,。;!?\n]{0,12}$/;
/** A document in hand, or one that is to be passed on: then no work of keeping is meant. */
const inHand =
  /(?:这|那|有|一)(?:份|个|件|张|本|页|批|些)|发(?:给|你|您|群|到|我|不|过|出)|传(?:给|你|您|群|到|我|不|过)|拍(?:给|照|下|个|张|了)|扫(?:描|给)|转(?:给|你|您|发|到|我)|截图|复印|照片|给[你您]看|收到[^,。;!?\n]{0,4}(?:份|件|机密|绝密|秘密|涉密|密级)|能不能(?:发|传|拍|转)|怎么(?:发|传|报|交|送)/;

/** Decides whether plain text is about classified matter. */
export function isClassified(text: string): boolean {
  if (!text.includes('密')) return false;
  return text.split(/[,。;!?\n]+/).some((clause) => {
    for (const match of clause.matchAll(marked)) {
      const before = clause.slice(Math.max(0, match.index - 40), match.index);
      const behind = clause.slice(match.index + match[0].length, match.index + match[0].length + 40);
      if (denied.test(before)) continue;
      if (inHand.test(before) || inHand.test(behind)) return true;
      if (!managed.test(behind) && !taught.test(before)) return true;
    }
    return false;
  });
}
