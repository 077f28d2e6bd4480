/** The fictional subdistrict that a fresh start shows. No code or name here belongs to a real place. */
export const DEMO_SUBDISTRICT = '990101001';

export const DEMO_AREAS = [
  { code: '99', name: '示范省（虚构）' },
  { code: '9901', name: '示范市（虚构）' },
  { code: '990101', name: '临江区（虚构）' },
  { code: '990101001', name: '梧桐里街道' },
  { code: '990101002', name: '柳浦街道' },
  { code: '990101001001', name: '青石居委会' },
  { code: '990101001002', name: '望江居委会' },
  { code: '990101001003', name: '丁香居委会' },
  { code: '990101001004', name: '老码头居委会' },
  { code: '990101002001', name: '柳浦一居委会' },
] as const;

/** Compounds with their buildings, by committee. */
export const DEMO_COMPOUNDS: readonly {
  readonly committee: string;
  readonly name: string;
  readonly buildings: number;
}[] = [
  { committee: '990101001001', name: '青石里', buildings: 12 },
  { committee: '990101001001', name: '青石新村', buildings: 8 },
  { committee: '990101001002', name: '望江苑', buildings: 10 },
  { committee: '990101001002', name: '江畔公寓', buildings: 4 },
  { committee: '990101001003', name: '丁香园', buildings: 9 },
  { committee: '990101001004', name: '老码头里弄', buildings: 6 },
];

export const DEMO_OFFICES = [
  { name: '社区服务办公室', kind: 'office' },
  { name: '社区管理办公室', kind: 'office' },
  { name: '综合为老服务中心', kind: 'center' },
  { name: '房管维修站', kind: 'station' },
] as const;
