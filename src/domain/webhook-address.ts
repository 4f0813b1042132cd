/** Where an alarm may be sent: encrypted, but for addresses of this machine and of the office's own network. */

const ownNetwork = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2})$/;
const longestAddress = 2000;

export function isWebhookAddress(text: string): boolean {
  if (text.length > longestAddress || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ownNetwork.test(hostname));
}
