/** Serves the page that the build made. Its styles are let in by a nonce; nothing from elsewhere is. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const noncePlace = '__NONCE__';
const demoPlace = '__DEMO__';

/** `folder` holds index.html and assets/, whose names carry their digests. The page is told whether it is a demonstration. */
export async function servePage(server: FastifyInstance, folder: string, isDemo: boolean): Promise<void> {
  const [{ default: files }, page] = await Promise.all([import('@fastify/static'), readFile(join(folder, 'index.html'), 'utf8')]);
  await server.register(files, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    preCompressed: true,
  });
  server.get('/', { schema: { hide: true } }, async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(noncePlace, nonce).replace(demoPlace, isDemo ? 'yes' : 'no'));
  });
}

/** The page of answer forms, which lies one level below: where its parts are is told from there. */
export async function formPage(folder: string): Promise<string> {
  return (await readFile(join(folder, 'form.html'), 'utf8')).replaceAll('"./assets/', '"../assets/');
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
