/** Short messages as residents read them. They never carry the matter itself, only that there is news. */
const TEXTS: Readonly<Record<string, string>> = {
  'sign-in-code': '【睦邻】验证码 {code}，{minutes} 分钟内有效。不要告诉别人。',
  'need-question': '【睦邻】您的事 {reference} 需要您补充一点，请打开睦邻看看，或打居委会电话。',
  'need-answered': '【睦邻】您的事 {reference} 有答复了，请打开睦邻看看，或打居委会电话。',
  'need-declined': '【睦邻】您的事 {reference} 有回音了，请打开睦邻看看，或打居委会电话。',
};

/** A message in words. Throws on a template that nobody wrote, which is a defect. */
export function textOf(template: string, values: Readonly<Record<string, string>>): string {
  const text = TEXTS[template];
  if (text === undefined) throw new Error(`no such message: ${template}`);
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
}
