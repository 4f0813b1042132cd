/**
 * The nonce by which the page's policy lets styles in. The style system is told of it; what measures the screen makes style elements of its own
 * and is not told, so that every style element gets it when it is made. Whoever could make one here runs scripts of ours already.
 */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

const create = document.createElement.bind(document);

document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = create(name, options);
  if (name === 'style') element.nonce = nonce;
  return element;
};
