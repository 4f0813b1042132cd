/** Tells stock phrases from a statement about the unit. */
import { plain } from './plain.js';
import { madeOf } from './wording.js';

const stock = (
  '高度重视 十分重视 加强领导 加强组织领导 狠抓落实 抓好落实 抓紧抓实 抓实抓细 确保实效 取得实效 取得明显成效 取得成效 落到实处 落地见效 见行见效 提高认识 提高思想认识 统一思想 ' +
  '强化责任 压实责任 落实责任 明确责任 强化担当 主动担当 认真落实 严格落实 全面落实 扎实推进 持续推进 深入推进 稳步推进 有序推进 有序开展 扎实开展 常抓不懈 警钟长鸣 提高政治站位 提升政治站位 ' +
  '加强学习 加强管理 加强教育 加强监督 强化监督 强化管理 强化学习 严格要求 严格执行 严格管理 严格把关 从严要求 从严管理 不折不扣 举一反三 以案为鉴 以案促改 引以为戒 形成长效机制 建立长效机制 ' +
  '建立健全制度 完善制度 健全机制 完善机制 层层传导压力 传导压力 层层压实责任 全面从严治党 从严治党 主体责任 党风廉政建设 党风廉政建设工作 一岗双责 齐抓共管 认真学习 深刻领会 深入学习 贯彻落实 ' +
  '上级精神 上级要求 上级部署 会议精神 文件精神 相关要求 有关要求 有关规定 相关规定 各项工作 工作部署 安排部署 廉洁自律 遵规守纪 遵纪守法 筑牢防线 筑牢思想防线 守住底线 知敬畏 存戒惧 守底线 ' +
  '推动工作 做好工作 强化措施 采取有力措施 采取措施 加大力度 加大工作力度 加大监督力度 提升能力 转变作风 改进作风 求真务实 真抓实干 再接再厉 继续努力 久久为功 落细落实 思想上高度重视 行动上狠抓落实 ' +
  '加强党性修养 增强责任意识 增强廉洁意识 增强规矩意识 强化纪律意识 营造良好氛围 营造浓厚氛围 做到警钟长鸣 按要求落实 按要求开展 按照要求落实 认真履行职责 履职尽责 认真履职'
).split(' ');
const fillers =
  '我们 我村 我镇 我所 我单位 本单位 本村 村里 单位 党支部 支部 村党支部 村两委 两委 班子 领导班子 干部 党员 党员干部 全体 大家 切实 进一步 不断 持续 认真 严格 深入 全面 坚决 坚持 做到 继续 始终 积极 主动 充分 着力 下一步 今后 工作 制度 措施 力度 ' +
  '对此 对 把 将 和 与 及 的 了 上 中 并 也 都 要 能 会 以 为 按照 根据 通过 各 各级 各项 确保 保证 推动 促进 加强 强化 提高 落实 抓好 做好 开展 推进';
const stockPhrases = new Set(stock);
const words = new Set([...stock, ...fillers.split(' '), ...',。.;、!:?"“”()~…-'.split(''), ' ', '\n']);
const longest = Math.max(...[...words].map((word) => word.length));

/**
 * Decides whether a text holds stock phrases and nothing else. Any other word (a number, a place, a day, the name of a thing) makes it a statement,
 * so short honest answers and anything concrete are never boilerplate.
 */
export function isBoilerplate(text: string): boolean {
  return isOnlyStock(plain(text));
}

/** The same for text that is plain already. */
export function isOnlyStock(clean: string): boolean {
  if (!madeOf(clean, words, longest) || clean.replace(/[\s\p{P}]/gu, '').length < 4) return false;
  for (const phrase of stockPhrases) if (clean.includes(phrase)) return true;
  return false;
}
