/** Schedules and templates as files: whoever may open their page reads them, the office tries and changes them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { FileDesk } from '../../application/desk-port.js';
import { createFile, editFile } from '../../application/edit-file.js';
import { hearDraft } from '../../application/hear-draft.js';
import { realCases } from '../../application/real-case.js';
import { tryFile } from '../../application/try-file.js';
import type { World } from '../../application/world.js';
import type { FileFolder } from '../../domain/home-file.js';
import { mayEdit, mayOpen } from '../../domain/pages.js';
import type { Person } from '../../domain/roster.js';
import * as contract from './contract.js';
import * as shapes from './file-contract.js';
import { personAsking, refuse } from './session.js';

const { refusal } = contract;
const refusals = { 401: refusal, 403: refusal, 404: refusal, 503: refusal };
/** Each reads the whole home: as often as somebody types and pauses, no more. */
const triesAMinute = 120;

export function fileRoutes(world: World, desk: FileDesk): FastifyPluginAsyncZod {
  /** undefined: they were refused. */
  const reader = async (request: FastifyRequest, reply: FastifyReply, folder: FileFolder, edits: boolean): Promise<Person | undefined> => {
    const person = await personAsking(world, request);
    const { roster } = world.config();
    if (person === undefined) refuse(reply, 401, 'not-signed-in');
    else if (!mayOpen(roster, person.id, folder) || (edits && !mayEdit(roster, person.id))) refuse(reply, 403, 'denied');
    else return person;
    return undefined;
  };
  return async (server) => {
    server.get(
      '/files/starting',
      {
        schema: {
          summary: 'a text for each kind of schedule, with which a new one begins',
          response: { 200: shapes.startingTexts, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply, 'schedules', false);
        if (person === undefined) return reply;
        return { mayEdit: mayEdit(world.config().roster, person.id), texts: await desk.startingTexts(world.clock.now()) };
      },
    );
    server.post(
      '/files/create',
      {
        bodyLimit: shapes.bodyLimit,
        config: { rateLimit: { max: triesAMinute, timeWindow: '1 minute' } },
        schema: {
          summary: 'puts a new schedule in place when it is right and nothing stands under its name',
          body: shapes.newFile,
          response: { 200: shapes.created, ...refusals },
        },
      },
      async (request, reply) => {
        const { body: created } = request;
        const person = await reader(request, reply, created.file.folder, true);
        if (person === undefined) return reply;
        return createFile(world, desk, { person: person.id, created }, world.clock.now());
      },
    );
    server.get(
      '/files/templates/:name/cases',
      {
        schema: {
          summary: 'what is open now that a template might be said of, as far as the editor may know of it',
          params: shapes.template,
          response: { 200: shapes.realCases, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply, 'templates', true);
        return person === undefined ? reply : realCases(world, person, request.params.name);
      },
    );
    server.post(
      '/files/hear',
      {
        bodyLimit: shapes.bodyLimit,
        config: { rateLimit: { max: triesAMinute, timeWindow: '1 minute' } },
        schema: {
          summary: 'a template as it might be, said of something that is open; nothing is sent, and what is read of a unit is on record',
          body: shapes.hearing,
          response: { 200: shapes.heard, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply, 'templates', true);
        if (person === undefined) return reply;
        const { name, text, case: id } = request.body;
        return hearDraft(world, desk, { person, file: { folder: 'templates', name }, text, id }, world.clock.now());
      },
    );
    server.get(
      '/files/:folder',
      {
        schema: {
          summary: 'the files of a folder, shipped ones included',
          params: shapes.folder,
          response: { 200: shapes.listed, ...refusals },
        },
      },
      async (request, reply) => {
        const { folder } = request.params;
        return (await reader(request, reply, folder, false)) === undefined ? reply : desk.list(folder);
      },
    );
    server.get(
      '/files/:folder/:name',
      {
        schema: {
          summary: 'a file, and whether the files are in force',
          params: shapes.file,
          response: { 200: shapes.state, ...refusals },
        },
      },
      async (request, reply) => {
        const person = await reader(request, reply, request.params.folder, false);
        if (person === undefined) return reply;
        const state = await desk.read(request.params);
        if (state === undefined) return refuse(reply, 404, 'not-found');
        return { ...state, inForce: await desk.inForce(), mayEdit: mayEdit(world.config().roster, person.id) };
      },
    );
    server.post(
      '/files/check',
      {
        bodyLimit: shapes.bodyLimit,
        config: { rateLimit: { max: triesAMinute, timeWindow: '1 minute' } },
        schema: {
          summary: 'what is wrong with a file as it might be, and what it would do; nothing is changed',
          body: shapes.draft,
          response: { 200: shapes.trial, ...refusals },
        },
      },
      async (request, reply) => {
        const { file } = request.body;
        if ((await reader(request, reply, file.folder, true)) === undefined) return reply;
        const isNew = request.body.create && file.folder === 'schedules';
        if (!isNew && (await desk.read(file)) === undefined) return refuse(reply, 404, 'not-found');
        return tryFile(world, desk, request.body, world.clock.now());
      },
    );
    server.post(
      '/files/edit',
      {
        bodyLimit: shapes.bodyLimit,
        config: { rateLimit: { max: triesAMinute, timeWindow: '1 minute' } },
        schema: {
          summary: 'puts a file in place when it is right and nobody has changed it meanwhile',
          body: shapes.edit,
          response: { 200: shapes.edited, ...refusals },
        },
      },
      async (request, reply) => {
        const { body: edit } = request;
        const person = await reader(request, reply, edit.file.folder, true);
        if (person === undefined) return reply;
        const edited = await editFile(world, desk, { person: person.id, edit }, world.clock.now());
        return edited.kind === 'gone' ? refuse(reply, 404, 'not-found') : edited;
      },
    );
  };
}
