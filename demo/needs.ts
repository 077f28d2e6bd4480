/** What happened to a need of the demonstration after it was said. */
export interface DemoNeed {
  readonly who: string;
  readonly text: string;
  readonly category?: string;
  /** Days before today on which it was said. */
  readonly daysAgo: number;
  readonly joined?: readonly string[];
  readonly isPrivate?: true;
  /** Taken down at a window, on a visit or by phone, by this member of staff. */
  readonly by?: { readonly login: string; readonly channel: 'window' | 'visit' | 'phone' };
  readonly triage?: { readonly office: string; readonly assignee: string };
  readonly question?: string;
  readonly reply?: string;
  readonly answer?: string;
  readonly decline?: { readonly text: string; readonly rightChannel: string };
  readonly closes?: true;
}

const repair = { office: '房管维修站', assignee: 'liming' };
const care = { office: '综合为老服务中心', assignee: 'zhaolei' };
const managed = { office: '社区管理办公室', assignee: 'chenjing' };

/** Fictional needs in the words that people use; said on working days of the last weeks. */
export const DEMO_NEEDS: readonly DemoNeed[] = [
  {
    who: 'wang',
    daysAgo: 12,
    category: 'elder-care',
    joined: ['sun', 'wu', 'zheng'],
    text: '我腿脚不好，中午想在家附近吃口热饭。原来的食堂搬远了，走过去要二十分钟。',
    triage: care,
    question: '您一个星期大概要送几天？要不要低盐？',
    reply: '周一到周五，低盐，软一点就好。',
    answer:
      '青石里 6 号楼下的助餐点 12 月 1 日开，中午 11 点到 12 点半；走不动的可以送到家，每餐 2 元。',
  },
  {
    who: 'zhang',
    daysAgo: 6,
    category: 'repair',
    joined: ['wang', 'feng', 'sun'],
    text: '5 号楼的电梯这个月坏了三次，昨天还困了人，请查一查到底怎么回事。',
    triage: repair,
  },
  { who: 'zhang', daysAgo: 1, text: '小区东门的路灯有两盏不亮，晚上接孩子看不清台阶。' },
  {
    who: 'zhao',
    daysAgo: 9,
    category: 'children',
    joined: ['zheng', 'zhou'],
    text: '孩子四点放学，我们六点才下班，能不能在居委会办个看护班，写写作业就行？',
    triage: managed,
  },
  {
    who: 'sun',
    daysAgo: 15,
    category: 'health',
    triage: care,
    text: '想每个星期量一次血压，卫生站太远，能不能有人到新村来量？',
    answer: '从下周起，每周三上午 9 点到 10 点，卫生站的护士在青石新村活动室量血压，不用预约。',
    closes: true,
  },
  {
    who: 'zhou',
    daysAgo: 4,
    category: 'environment',
    joined: ['zhao'],
    text: '丁香园 7 号楼后面的垃圾点早上八点还没清，味道很大，夏天更受不了。',
  },
  {
    who: 'wu',
    daysAgo: 10,
    category: 'safety',
    joined: ['zheng', 'sun', 'zhang', 'zhou'],
    text: '弄堂里电线老化，有的地方用胶布缠着，下雨天打火花，怕着火。',
    triage: { office: '社区管理办公室', assignee: 'chenjing' },
  },
  {
    who: 'zheng',
    daysAgo: 3,
    category: 'traffic',
    joined: ['zhao'],
    text: '江畔公寓门口总有车停在消防通道上，救护车进不来。',
  },
  {
    who: 'zheng',
    daysAgo: 8,
    category: 'neighbors',
    isPrivate: true,
    triage: managed,
    text: '楼上半夜跳绳，说过两次了还是一样。想请居委会帮着讲一讲，不要说是我提的。',
    question: '一般几点到几点？',
    reply: '夜里十点半到十一点半。',
  },
  {
    who: 'feng',
    daysAgo: 2,
    category: 'elder-care',
    by: { login: 'liming', channel: 'visit' },
    text: '独居，想装一个按一下就能叫人的铃，夜里起来怕摔倒。',
  },
  {
    who: 'sun',
    daysAgo: 5,
    category: 'repair',
    by: { login: 'liming', channel: 'phone' },
    text: '厨房下水又堵了，自己通不开，地上都是水。',
    triage: repair,
    answer: '维修站师傅 11 月 20 日上门疏通好了，弯管换了新的，三个月内再堵免费来。',
  },
  {
    who: 'zhou',
    daysAgo: 18,
    category: 'culture',
    joined: ['zhao', 'zhang'],
    text: '活动室晚上能不能开到九点？下班想跳跳操，现在六点就关门。',
    triage: managed,
    answer: '12 月起，周二、周四活动室开到晚上九点，先试两个月，看大家来得多不多。',
    closes: true,
  },
  {
    who: 'zhao',
    daysAgo: 7,
    category: 'other',
    text: '我和公司的加班费纠纷，街道能不能帮我判一下？',
    decline: {
      text: '加班费的争议要由劳动人事争议仲裁委员会来裁，街道不能判。可以先来调解窗口问问。',
      rightChannel: '区劳动人事争议仲裁委员会，或街道劳动争议调解窗口',
    },
  },
  {
    who: 'wang',
    daysAgo: 1,
    category: 'culture',
    text: '想学用手机挂号，孩子不在身边，教过两次又忘了。能不能办个慢一点的班？',
    joined: ['sun'],
  },
];
