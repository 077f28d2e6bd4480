import { createHash } from 'node:crypto';
import {
  decidePolicy,
  type PolicyAnswer,
  personOf,
  type Route,
  type RouteName,
  routes,
} from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../adapters/database/index.ts';
import { recordAccess } from '../../modules/accounts/index.ts';
import type { Effects, FileAnswer, Ports, Tables, Work } from '../../modules/record/index.ts';
import { keepAnswer, reserveKey } from '../../modules/record/index.ts';
import { applySession, type Caller, findCaller } from './caller.ts';
import { speechOf, wordsOf } from './words.ts';
import { workOf } from './work-of.ts';

/** What the server stands on. */
export interface Ground {
  readonly database: Database<Tables>;
  readonly ports: Ports;
  readonly isSecure: boolean;
}

/** A use case as the shell calls it, its types already checked where handlers are listed. */
export type AnyHandler = (work: Work, input: RequestParts) => Promise<Result<unknown>>;

export interface RequestParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload?: Uint8Array;
}

const REFUSALS: Readonly<Record<Exclude<PolicyAnswer, 'allowed'>, string>> = {
  'sign-in': 'SY-102',
  forbidden: 'SY-103',
  unverified: 'SY-108',
};

/** Puts one route of the contract on the server: policy, then one transaction, then the answer. */
export function bindRoute(
  app: FastifyInstance,
  name: RouteName,
  handler: AnyHandler,
  ground: Ground,
): void {
  const route: Route = routes[name];
  app.route({
    method: route.method as 'GET',
    url: route.path,
    config: {
      routeName: name,
      ...(isSignIn(route) ? { rateLimit: { max: signInLimit(app) } } : {}),
    },
    schema: schemaOf(name, route) as never,
    ...(route.upload === undefined ? {} : { bodyLimit: route.upload }),
    handler: async (request, reply) => {
      const caller = await findCaller(request, ground.database, ground.ports);
      const subdistrict = (request.params as { subdistrict?: string } | undefined)?.subdistrict;
      const allowed = decidePolicy(route.policy, caller.actor, subdistrict);
      if (allowed !== 'allowed') return sendFailure(request, reply, REFUSALS[allowed]);
      const upload = route.upload === undefined ? undefined : await readUpload(request);
      const effects: Effects = { seen: [] };
      const result = await workOf(
        {
          database: ground.database,
          ports: ground.ports,
          actor: caller.actor,
          givers: caller.givers,
          effects,
          keepOnRefusal: route.keepOnRefusal ?? false,
          ...(subdistrict === undefined ? {} : { subdistrict }),
          ...(caller.sessionHash === undefined ? {} : { sessionHash: caller.sessionHash }),
        },
        (work) =>
          once(request, route, name, caller, subdistrict, work, async () => {
            const answer = await handler(work, {
              params: request.params,
              query: request.query,
              body: request.body,
              ...(upload === undefined ? {} : { upload }),
            });
            await recordAccess(work, name, route.purpose, subdistrict);
            return answer;
          }),
      );
      applySession(reply, effects, ground.isSecure);
      if (!result.ok) {
        return sendFailure(
          request,
          reply,
          result.error.code,
          result.error.field,
          result.error.values,
        );
      }
      return sendAnswer(reply, route, result.value);
    },
  });
}

/** Runs a write once for each idempotency key of a person in a subdistrict; again gives the first answer. */
async function once(
  request: FastifyRequest,
  route: Route,
  name: string,
  caller: Caller,
  subdistrict: string | undefined,
  work: Work,
  run: () => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const key = request.headers['idempotency-key'];
  const person = personOf(caller.actor);
  if (route.method === 'GET' || typeof key !== 'string' || !person || !subdistrict) return run();
  if (!/^[0-9a-f-]{36}$/.test(key)) return refuse('SY-101', { field: 'Idempotency-Key' });
  const requestHash = createHash('sha256')
    .update(JSON.stringify([request.url, request.body ?? null]))
    .digest('hex');
  const slot = { subdistrict, person, key, route: name, requestHash };
  const before = await reserveKey(work, slot);
  if (before === 'other') return refuse('SY-113');
  if (before !== 'new') return ok(before.answer);
  const result = await run();
  if (result.ok) await keepAnswer(work, slot, route.status, result.value);
  return result;
}

async function readUpload(request: FastifyRequest): Promise<Uint8Array> {
  const file = await request.file();
  return file ? new Uint8Array(await file.toBuffer()) : new Uint8Array();
}

/** Refuses in the caller's language. */
export function sendFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  field?: string,
  values?: Readonly<Record<string, string | number>>,
): FastifyReply {
  const { status, body } = wordsOf(
    {
      code,
      ...(field === undefined ? {} : { field }),
      ...(values === undefined ? {} : { values }),
    },
    speechOf(request.headers['accept-language']),
  );
  return reply.code(status).type('application/json').serializer(JSON.stringify).send(body);
}

function sendAnswer(reply: FastifyReply, route: Route, value: unknown): FastifyReply {
  reply.header('cache-control', 'no-store');
  if (route.file !== undefined) {
    const { content, name } = value as FileAnswer;
    return reply
      .code(route.status)
      .type(route.file)
      .header(
        'content-disposition',
        `${route.file.startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      )
      .send(Buffer.from(content));
  }
  return reply.code(route.status).send(value);
}

function schemaOf(name: string, route: Route): Record<string, unknown> {
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.tag],
    description: describePolicy(route),
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body ? { body: route.body } : {}),
    ...(route.upload === undefined ? {} : { consumes: ['multipart/form-data'] }),
    ...(route.answer ? { response: { [route.status]: route.answer } } : {}),
  };
}

/** Who may call a route, in words. */
export function describePolicy(route: Route): string {
  const { policy } = route;
  if (policy.allow === 'anyone') return 'Anyone.';
  if (policy.allow === 'signed-in') return 'Anyone who is signed in.';
  const where = policy.scope === 'subdistrict' ? ' of the subdistrict' : '';
  return `${policy.allow.join(', ')}${where}${policy.verified ? ', residence verified' : ''}.`;
}

function isSignIn(route: Route): boolean {
  return route.path.startsWith('/api/sign-in/');
}

function signInLimit(app: FastifyInstance): number {
  return (app as FastifyInstance & { signInLimit?: number }).signInLimit ?? 30;
}
