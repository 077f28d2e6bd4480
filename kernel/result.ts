/** An expected outcome: a value, or a failure that the caller must look at. */
export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A failure that people will read: a numbered code, the field at fault, and values for its text. */
export interface Failure {
  /** Numbered by module, listed in `contract/errors.ts`, say `ND-104`. */
  readonly code: string;
  /** The input field at fault, dotted, where there is one. */
  readonly field?: string;
  /** Values that the message text names. Never personal data. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Wraps a value as a success. `ok(1)` is `{ ok: true, value: 1 }`. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps an error as a failure. `fail('x')` is `{ ok: false, error: 'x' }`. */
export function fail<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** Refuses with a catalog code. `refuse('ND-104', { field: 'text' })`. */
export function refuse(
  code: string,
  details: Omit<Failure, 'code'> = {},
): { readonly ok: false; readonly error: Failure } {
  return fail({ code, ...details });
}
