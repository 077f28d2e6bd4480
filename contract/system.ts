import { z } from 'zod';
import { policies, route } from './route.ts';

export const systemRoutes = {
  getHealth: route({
    method: 'GET',
    path: '/api/health',
    summary: 'Alive, and whether the database answers',
    tag: 'system',
    policy: policies.anyone,
    status: 200,
    answer: z.object({ state: z.literal('ok'), version: z.string(), database: z.string() }),
  }),
  getSettings: route({
    method: 'GET',
    path: '/api/settings',
    summary: 'What the screens must know before anybody signs in',
    tag: 'system',
    policy: policies.anyone,
    status: 200,
    answer: z.object({
      isDemo: z.boolean(),
      version: z.string(),
      homeSubdistrict: z.string().nullable(),
      today: z.string(),
      emergencyPhone: z.string(),
      committeePhone: z.string().nullable(),
    }),
  }),
  signInDemo: route({
    method: 'POST',
    path: '/api/sign-in/demo',
    summary: 'One-click sign-in of the demonstration only',
    tag: 'system',
    policy: policies.anyone,
    status: 200,
    body: z.strictObject({ who: z.string().max(40) }),
    answer: z.object({ state: z.literal('signed-in') }),
  }),
  listDemoPeople: route({
    method: 'GET',
    path: '/api/demo/people',
    summary: 'Who can be signed in with one click in the demonstration; empty elsewhere',
    tag: 'system',
    policy: policies.anyone,
    status: 200,
    answer: z.object({
      items: z.array(
        z.object({
          who: z.string(),
          zh: z.string(),
          en: z.string(),
          app: z.enum(['resident', 'workbench']),
        }),
      ),
    }),
  }),
};
