import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSensitive } from '../../src/domain/reading/index.js';

/** The check digit makes the number; these are samples and inventions. */
const sample = '11010519491231002X';

const leads = [
  '我反映个事，有人拿村里低保钱',
  '我反映个事',
  '我想反映一个问题',
  '我想反映个情况，行吗',
  '领导，我要反映点问题',
  '我要举报',
  '我要举报李德明',
  '我要实名举报支书吴永贵',
  '我想向纪委检举一个人',
  '匿名举报会计贪污',
  '举报村主任收红包',
  '举报张老三收老板钱',
  '我检举我们所长',
  '我要控告村干部打击报复',
  '有人拿村里低保钱',
  '有人把低保款揣自己兜里了',
  '他贪污',
  '他贪了不少',
  '他贪公家的钱',
  '支书收了红包',
  '村主任收了包工头的好处费',
  '会计挪用了征地补偿款',
  '书记把扶贫款打到自己亲戚卡上',
  '出纳私分了集体的钱',
  '他们冒领了五保户的补助',
  '有人冒领低保',
  '主任收了人家两条烟酒才给办',
  '村干部优亲厚友，低保给了自家亲戚',
  '所长吃回扣',
  '有人吃空饷',
  '他把补贴装进自己口袋',
  '办证的问我要好处',
  '不送礼不办事',
  '我有条线索',
  '我这里有个线索想说',
  '我手里有一条重要线索',
  '提供一条线索，和征地有关',
  '5 有人举报不了，我要举报主任受贿',
  '1是 2 3次 3A 4 8.20 5支书收了老板红包',
  '他收了红包没上交',
  '文书截留了低保金',
  '我反映支书贪污公款',
  '会计套取项目资金',
  '队长私吞了退耕还林的补贴',
  '有人公款吃喝',
  '我们要举报村里的会计侵占集体资金',
];

const classified = [
  '那份机密文件拍给你行不',
  '有份绝密材料发给你',
  '这个是秘密文件，能发群里吗',
  '刚收到一份机密件',
  '这份文件密级是机密',
  '这个材料涉密，怎么报',
  '涉密文件怎么传给你',
  '涉密材料发哪里',
  '标着秘密级的通知要不要转',
  '我把绝密的那页拍照发你',
  '机密文件在我桌上',
  '机密级会议纪要已发您微信',
  '县里来了个秘密件，念给您听',
  '带密级的文件拍一下',
  '绝密电报转给您',
  '附件是涉密的，先发你看看',
  '5 上级机密文件传达不及时，文件发给你',
  '这张涉密图纸扫给你',
  '那些涉密资料能不能传',
  '有个带密级的通知给您看',
];

const numbers = [
  ['5王大娘补贴没到，11010519491231002X', false],
  [`身份证${sample}`, false],
  [`身份证号：${sample}。`, false],
  ['11010519491231002x', false],
  ['110105 19491231 002X', false],
  ['110105-19491231-002X', false],
  ['1101 0519 4912 3100 2X', false],
  ['１１０１０５１９４９１２３１００２Ｘ', false],
  ['1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X', false],
  ['张三110105\u200b19491231002X李四', false],
  [`${sample}李四也没到`, false],
  ['老证110105491231002', false],
  ['老证 110105 491231 002', false],
  ['440524188001010014', false],
  ['440524198001010013', false],
  ['卡号4111111111111111', true],
  ['卡号 4111 1111 1111 1111', true],
  ['打到6222 0212 3456 7890 128', true],
  ['5555-5555-5555-4444', true],
] as const;

const ordinary = [
  '1是 2 3次 3A 4 8.20 5无',
  '１、是　２、３次　３、Ａ　４、８月２０号　５、无',
  '1否 2 0 3B 4 8.12 5无',
  '1 3 2 0 3 5 4 2 5 1 6 0 7 2 8 1 9 4 10 2',
  '1 1 2 0 3 1 4 0 5 1 6 0 7 1 8 0',
  '群众反映路灯坏了',
  '5群众反映公开栏让雨泡了',
  '有人反映路不好走',
  '我反映个情况，路灯坏了',
  '我反映一下，公开栏坏了',
  '反映的问题都答复了',
  '本月没有信访举报',
  '收到举报0件',
  '收到群众举报1件，已转纪委',
  '我们收到举报2件，都转办了',
  '开展举报宣传',
  '公布了举报电话12388',
  '举报箱换了新的',
  '举报奖励制度上墙',
  '线索0条',
  '无问题线索',
  '问题线索处置2件',
  '本月移交线索1条',
  '没有线索',
  '无贪污受贿情况',
  '没有人收红包',
  '学习了贪污受贿案例',
  '通报了3起贪污案例',
  '观看警示片，讲会计挪用公款案例',
  '开展截留挪用专项整治',
  '整治吃拿卡要',
  '节日期间没有收送红包礼金',
  '干部没有收红包、购物卡',
  '严禁公款吃喝',
  '查公款吃喝0起',
  '村干部优亲厚友的情况没有',
  '干部有没有收红包：没有',
  '书记讲了不收礼、不收红包',
  '村干部签了不收红包承诺书',
  '有人送红包，已退回',
  '书记上交礼金500元',
  '推掉红包2次，已登记',
  '会计住院，账没对完',
  '会计刚交接，9月补公开',
  '9月22日支委会重核3户低保，拿下1户',
  '低保钱还没到账',
  '补贴款到账了，群众满意',
  '公章孙国栋保管',
  '主任把低保名单送到镇里了',
  '干部把钱的事说清楚了',
  '防止干部截留补贴',
  '开展保密工作1次',
  '保密教育2次',
  '没有涉密',
  '本村无涉密文件',
  '涉密人员培训1次',
  '涉密计算机检查2次',
  '涉密载体清理了',
  '未发生失泄密',
  '学习保密法',
  '严禁用微信传机密文件',
  '机密文件管理制度上墙',
  '保密自查1次，没有机密件',
  '秘密投票选了组长',
  '传达机密文件管理规定',
  '开展涉密文件清退',
  '密级：无',
  '手机13812345678',
  '电话0571-88888888，找会计',
  '统一社会信用代码91330106MA2XXXXXXX',
  '发票号12345678901234567890',
  '回执 4101 记下没有',
  '单号2026092810300001',
  '11010519491231****',
  '110105********002X',
  '110105194912310021',
  '110105199913310025',
  '4111111111111112',
  '合同编号330106202609280012',
  '绑定58320417',
  '改 2 4',
  '延期3天，会计住院，账没对完',
  '有困难 公开栏让雨泡了，没法贴',
  '不同意 208 材料不全',
  '说明 会计换人，今天才交接完',
  '支书说这事镇里知道了',
  '贪玩的娃多，防溺水讲了2次',
  '他说下周三开会',
  '拿到文号就报您',
  '有人值班，电话通',
  '书记带头讲党课1次',
  '收到',
  '好的谢谢',
  '今天天气不错',
];

describe('what must not be said in chat', () => {
  it.each(leads)('%s reports somebody', (text) => {
    expect(readSensitive(text)).toEqual({ kind: 'lead' });
  });

  it.each(classified)('%s is about classified matter', (text) => {
    expect(readSensitive(text)).toEqual({ kind: 'classified' });
  });

  it.each(numbers)('%s holds an identity number or a card: %s', (text, card) => {
    expect(readSensitive(text)).toEqual(card === undefined ? undefined : { kind: 'identity', card });
  });

  it.each(ordinary)('%s is ordinary', (text) => {
    expect(readSensitive(text)).toBeUndefined();
  });

  it('knows the names of those a report may be about', () => {
    const names = new Set(['李德明']);
    expect(readSensitive('李德明收红包', names)).toEqual({ kind: 'lead' });
    expect(readSensitive('听说李德明他们家吃低保', names)).toEqual({ kind: 'lead' });
    expect(readSensitive('李德明没有收红包', names)).toBeUndefined();
    expect(readSensitive('李德明', names)).toBeUndefined();
  });

  it('finds every number with a right check digit wherever it stands, and none with a wrong one', () => {
    const born = fc.date({ min: new Date('1920-01-01'), max: new Date('2020-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(born, fc.integer({ min: 0, max: 999 }), fc.constantFrom('', '王大娘', '5', '号'), (date, order, around) => {
        const head = `330106${date.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`;
        const right = [...'0123456789X'].filter((digit) => readSensitive(`${around}，${head}${digit}。`) !== undefined);
        expect(right).toHaveLength(1);
      }),
    );
  });

  it('is done in bounded time with any text', () => {
    for (const text of [
      '有人'.repeat(10_000),
      '1 '.repeat(10_000),
      '我要举报'.repeat(5_000),
      '贪'.repeat(20_000),
      '没'.repeat(10_000),
      '机密'.repeat(10_000),
    ]) {
      const started = performance.now();
      readSensitive(text, new Set(['李德明']));
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});
