import { z } from 'zod';
import { inSubdistrict, route, Uuid } from './route.ts';

/** 科室、中心: an office that can answer for a need. */
export const Office = z.object({ id: Uuid, name: z.string(), kind: z.string() });
export type Office = z.infer<typeof Office>;

export const organizationRoutes = {
  listOffices: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/offices',
    summary: 'Offices of a subdistrict',
    tag: 'organizations',
    policy: { allow: ['worker', 'coordinator', 'department'], scope: 'subdistrict' },
    status: 200,
    params: inSubdistrict,
    answer: z.object({ items: z.array(Office) }),
  }),
};
