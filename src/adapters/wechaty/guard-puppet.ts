/** Failures that Wechaty's packages leave without anybody to catch them, and which would end the process. */
import type { Readable, Writable } from 'node:stream';
import type { Puppet } from 'wechaty-puppet';
import { guardPayloadStore } from './guard-payload-store.js';

/** A download as gRPC gives it. */
interface Download extends Readable {
  cancel(): void;
}

interface Downloader {
  download(request: unknown): Download;
}

/** Makes a puppet safe to lose its connection at any moment. To be called before it is started. */
export function guardPuppet(puppet: Puppet): void {
  guardDirtyPayload(puppet);
  guardPayloadStore(puppet);
  puppet.once('login', () => {
    const client = grpcClientOf(puppet);
    if (client !== undefined) guardDownloads(client);
  });
}

/**
 * The notice that a payload is stale is sent without waiting for its answer, so its rejection is caught here. A notice that is lost costs
 * nothing: the next connection asks for the payload anew.
 */
function guardDirtyPayload(puppet: Puppet): void {
  const dirtyPayload = puppet.dirtyPayload.bind(puppet);
  puppet.dirtyPayload = (type, id) => {
    // PuppetService answers with a promise although the type says void.
    void Promise.resolve(dirtyPayload(type, id)).catch(() => undefined);
  };
}

/** PuppetService keeps its client behind a getter that throws before the start. */
function grpcClientOf(puppet: Puppet): Downloader | undefined {
  if (!('grpcManager' in puppet)) return undefined;
  const { grpcManager } = puppet as { grpcManager: { client: Downloader } };
  return grpcManager.client;
}

/**
 * PuppetService pipes a download on without listening for its errors: a server that dies in the middle would end the process, and what had
 * arrived would pass for the whole file. Here the error goes to whoever reads, and who stops reading ends the download.
 */
function guardDownloads(client: Downloader): void {
  const download = client.download.bind(client);
  client.download = (request) => {
    const call = download(request);
    const pipe = call.pipe.bind(call);
    call.on('error', () => undefined);
    call.pipe = <T extends NodeJS.WritableStream>(to: T, options?: { end?: boolean }): T => {
      const target = to as T & Writable;
      call.on('error', (error) => target.destroy(error));
      target.on('close', () => call.cancel());
      return pipe(to, options);
    };
    return call;
  };
}
