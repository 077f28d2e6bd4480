import type { COMMITTEE_KINDS, SUBDISTRICT_KINDS } from '@mulin/contract';

/**
 * 街道、镇、乡: the kind of a street-level unit by its name. Industrial zones, farms and bonded areas are
 * statistical pseudo-units: they have a code but no office, so they never count as streets.
 *
 * Source: 统计用区划代码 (2023 edition); `街道` and `镇` and `乡` end the names of real units only.
 */
export function subdistrictKindOf(name: string): (typeof SUBDISTRICT_KINDS)[number] {
  if (name.endsWith('街道') || name.endsWith('街道办事处')) return 'subdistrict';
  if (name.endsWith('镇')) return 'town';
  if (name.endsWith('乡')) return 'township';
  return 'pseudo';
}

/** 居委会、村委会: the kind of a committee by its name; anything else is a statistical pseudo-unit. */
export function committeeKindOf(name: string): (typeof COMMITTEE_KINDS)[number] {
  if (/(居委会|居民委员会|社区)$/.test(name)) return 'residents';
  if (/(村委会|村民委员会|村)$/.test(name)) return 'villagers';
  return 'pseudo';
}
