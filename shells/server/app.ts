import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import staticFiles from '@fastify/static';
import swagger from '@fastify/swagger';
import type { RouteName } from '@mulin/contract';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { type AnyHandler, bindRoute, type Ground, sendFailure } from './bind.ts';
import { handlers } from './handlers.ts';
import type { Settings } from './settings.ts';
import { bindSystemRoutes } from './system-routes.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Builds the server: every route of the contract, the two web apps, and nothing else. */
export async function buildApp(ground: Ground, settings: Settings): Promise<FastifyInstance> {
  const app = Fastify({
    logger:
      settings.log === 'silent'
        ? false
        : { level: settings.log, redact: ['req.headers', 'req.url'] },
    // No request is logged: addresses would tell who asked for what.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 256 * 1024,
    trustProxy: false,
    requestTimeout: 30_000,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  app.decorate('signInLimit', settings.signInLimit);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'blob:', 'data:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
      },
    },
    strictTransportSecurity: settings.isProduction,
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(cookie);
  await app.register(rateLimit, { max: 3000, timeWindow: '1 minute' });
  await app.register(multipart, { limits: { files: 1, fileSize: 12 * 1024 * 1024, fields: 0 } });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mulin 睦邻',
        version: '0.1.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'mulin' } } },
    },
    transform: jsonSchemaTransform,
  });
  refuseForeignOrigins(app);
  answerErrors(app);
  for (const [name, handler] of Object.entries(handlers)) {
    bindRoute(app, name as RouteName, handler as AnyHandler, ground);
  }
  bindSystemRoutes(app, ground, settings);
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await serveScreens(app);
  await app.ready();
  return app;
}

/** Writes must come from this site: the browser says so itself. Tools that send no such header may write. */
function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const site = request.headers['sec-fetch-site'];
    const { origin, host } = request.headers;
    const isForeign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && URL.parse(origin)?.host !== host);
    if (isForeign) await sendFailure(request, reply, 'SY-112');
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const first = error.validation[0];
      const path = first?.instancePath.split('/').filter(Boolean).join('.') || '';
      return sendFailure(request, reply, 'SY-101', path, { reason: first?.message ?? '' });
    }
    if (error.statusCode === 429) {
      return sendFailure(request, reply, 'SY-106', undefined, { seconds: 60 });
    }
    if (error.statusCode === 413) return sendFailure(request, reply, 'SY-109');
    if (error.statusCode === 415 || error.statusCode === 406)
      return sendFailure(request, reply, 'SY-111');
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return sendFailure(request, reply, 'SY-101', undefined, { reason: '' });
    }
    if (isUnreachable(error)) return sendFailure(request, reply, 'SY-110');
    // The message may quote a value of somebody's row, so only the code and the place are logged.
    request.log.error({ code: error.code, stack: error.stack?.split('\n').slice(1, 8) }, 'defect');
    return sendFailure(request, reply, 'SY-107');
  });
}

function isUnreachable(error: FastifyError): boolean {
  return /^(ECONNREFUSED|ECONNRESET|57P0[123]|08\d\d\d)$/.test(error.code ?? '');
}

/** The resident app at `/`, the workbench at `/work/`; unknown pages give their app's shell. */
async function serveScreens(app: FastifyInstance): Promise<void> {
  const screens = [
    { root: `${DIST}workbench`, prefix: '/work/' },
    { root: `${DIST}resident`, prefix: '/' },
  ].filter((screen) => existsSync(`${screen.root}/index.html`));
  for (const [at, screen] of screens.entries()) {
    await app.register(staticFiles, {
      ...screen,
      decorateReply: at === 0,
      setHeaders: (reply, path) => {
        const isFixed = /[/\\]assets[/\\]/.test(path);
        void reply.header(
          'cache-control',
          isFixed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  const shells = new Map(
    await Promise.all(
      screens.map(
        async ({ root, prefix }) => [prefix, await readFile(`${root}/index.html`, 'utf8')] as const,
      ),
    ),
  );
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const shell = shells.get(path === '/work' || path.startsWith('/work/') ? '/work/' : '/');
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !/\.\w+$/.test(path);
    if (!isPage || shell === undefined) return sendFailure(request, reply, 'SY-104');
    return reply.header('cache-control', 'no-cache').type('text/html').send(shell);
  });
}
