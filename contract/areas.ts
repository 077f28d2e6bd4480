import { z } from 'zod';
import {
  AreaCodeText,
  Committee,
  inSubdistrict,
  personText,
  policies,
  route,
  Subdistrict,
  Uuid,
} from './route.ts';

/** Kinds of street-level units; a pseudo-unit is statistical only and never counts as a street. */
export const SUBDISTRICT_KINDS = ['subdistrict', 'town', 'township', 'pseudo'] as const;
/** Kinds of committees: 居委会, 村委会, and statistical pseudo-units. */
export const COMMITTEE_KINDS = ['residents', 'villagers', 'pseudo'] as const;

export const Area = z.object({
  code: AreaCodeText,
  level: z.enum(['province', 'city', 'district', 'subdistrict', 'committee']),
  name: z.string(),
  kind: z.enum([...SUBDISTRICT_KINDS, ...COMMITTEE_KINDS]).nullable(),
  parent: AreaCodeText.nullable(),
});
export type Area = z.infer<typeof Area>;

/** 小区: a compound under a committee. */
export const Compound = z.object({ id: Uuid, committee: Committee, name: z.string() });
/** 楼: a building of a compound. */
export const Building = z.object({ id: Uuid, compound: Uuid, name: z.string() });
export type Compound = z.infer<typeof Compound>;
export type Building = z.infer<typeof Building>;

/** Everything one can choose a place from in a subdistrict. */
export const PlaceTree = z.object({
  subdistrict: Area,
  committees: z.array(Area),
  compounds: z.array(Compound),
  buildings: z.array(Building),
});
export type PlaceTree = z.infer<typeof PlaceTree>;

export const areaRoutes = {
  listAreas: route({
    method: 'GET',
    path: '/api/areas',
    summary: 'Areas under a parent, or found by name or code',
    tag: 'areas',
    policy: policies.anyone,
    status: 200,
    query: z.strictObject({
      parent: AreaCodeText.optional(),
      q: z.string().trim().max(40).optional(),
      /** Only subdistricts that use Mulin. */
      served: z.enum(['true']).optional(),
    }),
    answer: z.object({ items: z.array(Area) }),
  }),
  getArea: route({
    method: 'GET',
    path: '/api/areas/:code',
    summary: 'One area with its ancestors, highest first',
    tag: 'areas',
    policy: policies.anyone,
    status: 200,
    params: z.strictObject({ code: AreaCodeText }),
    answer: Area.extend({ ancestors: z.array(Area), childCount: z.number().int() }),
  }),
  getPlaceTree: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/places',
    summary: 'Committees, compounds and buildings of a subdistrict',
    tag: 'areas',
    policy: policies.anyone,
    status: 200,
    params: inSubdistrict,
    answer: PlaceTree,
  }),
  addCompound: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/compounds',
    summary: 'Adds a compound',
    tag: 'areas',
    policy: { allow: ['worker', 'coordinator'], scope: 'subdistrict' },
    status: 201,
    params: inSubdistrict,
    body: z.strictObject({ committee: Committee, name: personText(60) }),
    answer: Compound,
  }),
  addBuilding: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/buildings',
    summary: 'Adds a building to a compound',
    tag: 'areas',
    policy: { allow: ['worker', 'coordinator'], scope: 'subdistrict' },
    status: 201,
    params: z.strictObject({ subdistrict: Subdistrict }),
    body: z.strictObject({ compound: Uuid, name: personText(60) }),
    answer: Building,
  }),
};
