/** A program that is told of events: a real server that can be told how to answer, and remembers what it was sent. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivery {
  id: string;
  /** Whether the signature is of this text, by the secret. */
  genuine: boolean;
  event: { type: string; timestamp: string; data: Record<string, unknown> };
  headers: IncomingMessage['headers'];
  /** As it came. */
  text: string;
}

export class TestWebhook {
  readonly key = randomBytes(32);
  readonly secret = `whsec_${this.key.toString('base64')}`;
  readonly deliveries: Delivery[] = [];
  url = '';
  answer: (response: ServerResponse, delivery: Delivery) => void = (response) => void response.writeHead(204).end();
  readonly #heard = new EventEmitter();
  readonly #server = createServer((request, response) => void this.#take(request, response));

  static async open(): Promise<TestWebhook> {
    const self = new TestWebhook();
    self.#server.listen(0, '127.0.0.1');
    await once(self.#server, 'listening');
    self.url = `http://127.0.0.1:${(self.#server.address() as AddressInfo).port}/events`;
    return self;
  }

  /** Resolves when so many were delivered; the latest is the last. */
  async heard(count: number): Promise<Delivery[]> {
    while (this.deliveries.length < count) await once(this.#heard, 'delivery');
    return this.deliveries;
  }

  types(): string[] {
    return this.deliveries.map(({ event }) => event.type);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const delivery = {
      id: String(request.headers['webhook-id']),
      genuine: this.#isGenuine(request.headers, text),
      event: JSON.parse(text) as Delivery['event'],
      headers: request.headers,
      text,
    };
    this.deliveries.push(delivery);
    this.answer(response, delivery);
    this.#heard.emit('delivery');
  }

  #isGenuine(headers: IncomingMessage['headers'], text: string): boolean {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
    const wanted = Buffer.from(`v1,${createHmac('sha256', this.key).update(signed).digest('base64')}`);
    const given = Buffer.from(String(headers['webhook-signature']));
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }
}
