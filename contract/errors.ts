/** What is said to people: what happened, and what to do next. */
export interface ErrorWords {
  readonly message: string;
  readonly next: string;
}

export interface ErrorEntry {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly zh: ErrorWords;
  readonly en: ErrorWords;
}

function entry(
  status: ErrorEntry['status'],
  zh: readonly [string, string],
  en: readonly [string, string],
): ErrorEntry {
  return {
    status,
    zh: { message: zh[0], next: zh[1] },
    en: { message: en[0], next: en[1] },
  };
}

/** The catalog of failures, numbered by module. `{name}` is filled from the failure's values. */
export const errors = {
  'SY-101': entry(
    400,
    ['「{field}」填得不对：{reason}', '请改一改再发'],
    ['“{field}” is not right: {reason}', 'Please correct it and send again'],
  ),
  'SY-102': entry(401, ['还没有登录', '请先登录'], ['Not signed in', 'Please sign in first']),
  'SY-103': entry(
    403,
    ['您没有这项权限', '如果这是您的工作，请找街道协调员开通'],
    ['You may not do this', 'If it is your duty, ask the coordinator for it'],
  ),
  'SY-104': entry(404, ['没有找到', '请回上一页看看'], ['Not found', 'Please go back one page']),
  'SY-105': entry(
    409,
    ['刚才有别人改过了', '请刷新后再试'],
    ['Somebody changed this just now', 'Reload and try again'],
  ),
  'SY-106': entry(
    429,
    ['点得太快了', '请过 {seconds} 秒再试'],
    ['Too many attempts', 'Please try again in {seconds} seconds'],
  ),
  'SY-107': entry(
    500,
    ['我们这边出了错，您写的没有丢', '请过一会儿再试；再不行，打居委会电话'],
    [
      'Something failed on our side; what you wrote is kept',
      'Try again later, or call the committee',
    ],
  ),
  'SY-108': entry(
    403,
    ['您的住址还没有核实', '请居委会核实后再试'],
    ['Your residence is not verified yet', 'Ask your committee to verify it'],
  ),
  'SY-109': entry(
    413,
    ['文件太大了', '请选小一点的'],
    ['The file is too large', 'Choose a smaller one'],
  ),
  'SY-110': entry(
    503,
    ['现在连不上数据库', '请过一会儿再试，您写的都在手机里'],
    ['The database cannot be reached now', 'Try again later; what you wrote stays on your phone'],
  ),
  'SY-111': entry(
    415,
    ['这种格式不能收', '请换一种格式'],
    ['This format is not accepted', 'Choose another format'],
  ),
  'SY-112': entry(
    403,
    ['这个请求不是从本站发出的', '请打开睦邻再试'],
    ['This request did not come from this site', 'Open Mulin and try again'],
  ),
  'SY-113': entry(
    409,
    ['同一个编号发来了不同的内容', '请刷新后再发'],
    ['The same key came with different content', 'Reload and send again'],
  ),
  'AR-101': entry(
    422,
    ['没有这个小区', '请从列表里选'],
    ['No such compound', 'Choose one from the list'],
  ),
  'AR-102': entry(
    422,
    ['这个居委会不在本街道', '请从列表里选'],
    ['This committee is not in the subdistrict', 'Choose one from the list'],
  ),
  'AR-103': entry(
    409,
    ['已经有同名的了', '请换个名字'],
    ['The name is taken', 'Choose another name'],
  ),
  'AC-101': entry(
    422,
    ['手机号是 11 位，以 1 开头', '请看一看号码'],
    ['A mobile number has 11 digits and starts with 1', 'Please check the number'],
  ),
  'AC-102': entry(
    422,
    ['验证码不对，或者已过时', '请看最新一条短信，或者重新要一个'],
    ['The code is wrong or too old', 'Look at the newest message, or ask for another'],
  ),
  'AC-103': entry(
    422,
    ['账号、密码或验证码不对', '请再试一次；忘了就找街道协调员'],
    ['Login, password or code is wrong', 'Try again, or ask your coordinator'],
  ),
  'AC-104': entry(
    429,
    ['试错太多次，先锁一会儿', '请 {minutes} 分钟后再试'],
    ['Too many wrong attempts', 'Try again in {minutes} minutes'],
  ),
  'AC-105': entry(
    404,
    ['这个手机号还没有登录过', '请对方先用手机号登录一次'],
    ['This phone has never signed in', 'Ask them to sign in once first'],
  ),
  'AC-106': entry(
    422,
    ['不能委托自己', '请填别人的手机号'],
    ['You cannot authorize yourself', 'Give somebody else’s phone'],
  ),
  'AC-107': entry(
    403,
    ['不能给出自己没有的范围', '请选本街道内的范围'],
    ['You cannot give a duty outside your own area', 'Choose an area inside it'],
  ),
  'AC-108': entry(
    409,
    ['不能结束自己最后一个职责', '请让另一位协调员来做'],
    ['You cannot end your own last duty', 'Let another coordinator do it'],
  ),
  'AC-109': entry(
    422,
    ['这不是现行的隐私说明', '请刷新后再看'],
    ['This is not the notice in force', 'Reload and read it again'],
  ),
  'RS-101': entry(
    422,
    ['身份证号不对', '请对着证件再看一遍'],
    ['The identity number is not right', 'Check it against the card'],
  ),
  'RS-102': entry(
    409,
    ['这个身份证号已经登记在另一个人名下', '请先核对是不是同一个人'],
    ['This identity number belongs to another person', 'Check first whether they are the same'],
  ),
  'RS-103': entry(
    403,
    ['这位居民不在您的居委会', '请转给那边的居委会'],
    ['This resident is not in your committee', 'Pass it to their committee'],
  ),
  'RS-104': entry(
    409,
    ['这条已经处理过了', '请刷新看看'],
    ['This has been dealt with', 'Reload to see'],
  ),
  'RS-105': entry(
    422,
    ['表格读不出来：{reason}', '请用下载的模板再试'],
    ['The sheet cannot be read: {reason}', 'Use the template and try again'],
  ),
  'RS-106': entry(
    409,
    ['您已经在一个家庭里', '请先退出那个家庭'],
    ['You already belong to a household', 'Leave it first'],
  ),
  'RS-107': entry(
    404,
    ['没有等您答复的邀请', '请让家人再邀请一次'],
    ['No invitation waits for you', 'Ask your family to invite you again'],
  ),
  'RS-108': entry(
    422,
    ['接手的人在本街道没有职责', '请先给他一个职责'],
    ['The successor has no duty here', 'Give them one first'],
  ),
  'RS-109': entry(
    422,
    ['人口登记里的住址和这里对不上', '请核对证件，或请居民补材料'],
    ['The population register names another address', 'Check the card, or ask for a document'],
  ),
  'ND-101': entry(
    422,
    ['这个地点不在本街道', '请从列表里选'],
    ['This place is not in the subdistrict', 'Choose one from the list'],
  ),
  'ND-102': entry(
    422,
    ['没有这个类别', '请从列表里选'],
    ['No such category', 'Choose one from the list'],
  ),
  'ND-103': entry(
    409,
    ['现在不能这样做，这件事已经{state}', '请刷新看最新情况'],
    ['Not possible now: it is already {state}', 'Reload to see where it stands'],
  ),
  'ND-104': entry(
    403,
    ['只有提出的人能这样做', '如果您是家人，请先登记委托'],
    ['Only its author may do this', 'If you are family, record an authorization first'],
  ),
  'ND-105': entry(
    403,
    ['这件事不归您管', '请转给负责的居委会'],
    ['You do not answer for this area', 'Pass it to the committee in charge'],
  ),
  'ND-106': entry(
    422,
    ['照片读不出来', '请换一张再试'],
    ['The picture cannot be read', 'Try another one'],
  ),
  'ND-107': entry(
    422,
    ['照片没找到', '请重新加一次照片'],
    ['The picture is not there', 'Add it again'],
  ),
  'ND-108': entry(
    422,
    ['他没有委托您', '请写他的名字，由居委会去问一声'],
    ['They have not authorized you', 'Write their name; the committee will ask them'],
  ),
  'ND-109': entry(
    422,
    ['没有这个科室或经办人', '请从列表里选'],
    ['No such office or handler', 'Choose from the list'],
  ),
  'ND-110': entry(
    409,
    ['自己提的不用再点', '请等答复'],
    ['It is your own need', 'Please wait for the answer'],
  ),
  'ND-111': entry(
    422,
    ['请写清楚是替谁说的', '选一位登记过的居民，或者写下称呼'],
    ['Say for whom this is', 'Choose a registered resident or write a name'],
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;
