import type { Routes } from '@mulin/contract';
import { chinaDateOf, ok, refuse } from '@mulin/kernel';
import type { FastifyInstance } from 'fastify';
import { demoPeople, signInDemoPerson } from '../../demo/people.ts';
import { findServedSubdistrict, listServedSubdistricts } from '../../modules/areas/index.ts';
import type { Handlers } from '../../modules/record/index.ts';
import { type AnyHandler, bindRoute, type Ground } from './bind.ts';
import type { SystemRouteName } from './handlers.ts';
import type { Settings } from './settings.ts';

export const VERSION = '0.1.0';

/** Routes about the running system itself. */
export function bindSystemRoutes(app: FastifyInstance, ground: Ground, settings: Settings): void {
  const handlers: Handlers<SystemRouteName> = {
    getHealth: async (work) => {
      await listServedSubdistricts(work.tx);
      return ok({ state: 'ok' as const, version: VERSION, database: ground.database.kind });
    },
    getSettings: async (work) => {
      const [home] = await listServedSubdistricts(work.tx);
      const served = home ? await findServedSubdistrict(work.tx, home) : undefined;
      return ok({
        isDemo: settings.isDemo,
        version: VERSION,
        homeSubdistrict: home ?? null,
        today: chinaDateOf(work.ports.clock.now()),
        emergencyPhone: '110 / 119 / 120',
        committeePhone: served?.phone ?? null,
      });
    },
    signInDemo: async (work, { body }) =>
      settings.isDemo ? signInDemoPerson(work, body.who) : refuse('SY-104'),
    listDemoPeople: async () => ok({ items: settings.isDemo ? demoPeople() : [] }),
  };
  for (const [name, handler] of Object.entries(handlers)) {
    bindRoute(app, name as keyof Routes, handler as AnyHandler, ground);
  }
}
