/** How codes and accounts stand in Redis: by their keyed digests, which nobody without the key file can guess; an account is sealed besides. */
import type { Sealer } from './sealer.js';

export interface BindingMarks {
  code(code: string): Promise<string>;
  account(account: string): Promise<{ digest: string; sealed: string }>;
  /** The account that was sealed. */
  open(digest: string, sealed: string): Promise<string>;
}

export function bindingMarks(sealer: Sealer): BindingMarks {
  const placeOf = (digest: string) => ({ id: `account:${digest}` });
  return {
    code: (code) => sealer.digest({ id: 'code' }, code),
    async account(account) {
      const digest = await sealer.digest({ id: 'account' }, account);
      return { digest, sealed: await sealer.seal(placeOf(digest), { account }) };
    },
    async open(digest, sealed) {
      return (await sealer.open<{ account: string }>(placeOf(digest), sealed)).account;
    },
  };
}
