import type { Branded } from './ids.ts';

/** 统计用区划代码: 2 (province) to 12 digits (residents' committee); a prefix is an ancestor. */
export type AreaCode = Branded<string, 'AreaCode'>;

/** 街镇代码: the nine digits of a subdistrict, which is the tenant of every row. */
export type SubdistrictCode = Branded<string, 'SubdistrictCode'>;

/** The levels that have a statistical code of their own. */
export type AreaLevel = 'province' | 'city' | 'district' | 'subdistrict' | 'committee';

const LEVEL_BY_LENGTH: Readonly<Record<number, AreaLevel>> = {
  2: 'province',
  4: 'city',
  6: 'district',
  9: 'subdistrict',
  12: 'committee',
};

/** The level of a code by its length, or nothing where it is no area code. `310101` is a district. */
export function findAreaLevel(code: string): AreaLevel | undefined {
  return /^\d+$/.test(code) ? LEVEL_BY_LENGTH[code.length] : undefined;
}

/** Takes a code of a known level. Throws otherwise, which is a defect. */
export function areaCode(code: string): AreaCode {
  if (!findAreaLevel(code)) throw new RangeError('not an area code');
  return code as AreaCode;
}

/** Takes nine digits as a subdistrict. Throws otherwise, which is a defect. */
export function subdistrictCode(code: string): SubdistrictCode {
  if (findAreaLevel(code) !== 'subdistrict') throw new RangeError('not a subdistrict code');
  return code as SubdistrictCode;
}

/** The subdistrict that holds a committee, or the code itself. Higher levels pad with zeros. */
export function tenantOf(code: AreaCode): SubdistrictCode {
  return code.slice(0, 9).padEnd(9, '0') as SubdistrictCode;
}

/** The area one level up, or nothing above a province. `310101002001` lies in `310101002`. */
export function findParentCode(code: AreaCode): AreaCode | undefined {
  const shorter = [9, 6, 4, 2].find((length) => length < code.length);
  return shorter === undefined ? undefined : (code.slice(0, shorter) as AreaCode);
}

/** Tells whether `inner` is `outer` or lies below it. An empty outer holds nothing. */
export function isWithin(inner: string, outer: string): boolean {
  return outer.length > 0 && inner.startsWith(outer);
}
