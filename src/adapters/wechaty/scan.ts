import qrcode from 'qrcode-terminal';

/** A QR code of `url` in half blocks, to be printed on a terminal with a dark background. */
export function renderQr(url: string): string {
  let drawn = '';
  // With a callback it is called before generate() returns, and nothing is printed.
  qrcode.generate(url, { small: true }, (picture) => {
    drawn = picture;
  });
  return drawn;
}
