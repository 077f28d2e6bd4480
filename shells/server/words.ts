import { type ErrorCode, type ErrorEntry, errors } from '@mulin/contract';
import type { Failure } from '@mulin/kernel';

export type Speech = 'zh' | 'en';

/** The words and status of a failure, in the caller's language. Throws on an unknown code: a defect. */
export function wordsOf(
  failure: Failure,
  speech: Speech,
): {
  status: number;
  body: { error: { code: string; field?: string; message: string; next: string } };
} {
  const entry: ErrorEntry | undefined = errors[failure.code as ErrorCode];
  if (!entry) throw new Error(`no such error code: ${failure.code}`);
  const values = { field: failure.field ?? '', ...failure.values };
  return {
    status: entry.status,
    body: {
      error: {
        code: failure.code,
        ...(failure.field === undefined ? {} : { field: failure.field }),
        message: fill(entry[speech].message, values),
        next: fill(entry[speech].next, values),
      },
    },
  };
}

/** The language of a request: English where it asks for it first, Chinese else. */
export function speechOf(header: string | undefined): Speech {
  return header?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}
