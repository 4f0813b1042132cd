/** The platform's own words for an account that it has closed or restricted; they arrive as the message of an error or of a logout. */

const looked = 500;
const words = [
  /(?:账号|帐号|微信号|account).{0,30}(?:被封|封禁|封停|冻结|停用|限制登录|限制使用|禁止登录|banned|blocked|disabled|restricted|suspended)/i,
  /(?:限制|禁止).{0,4}登录/,
  /登录环境异常|当前登录环境异常|为了你的账号安全.{0,20}(?:不能|无法)登录/,
];

export function saysRestricted(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const head = text.slice(0, looked);
  return words.some((one) => one.test(head));
}
