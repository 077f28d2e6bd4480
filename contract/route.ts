import { z } from 'zod';
import type { Policy } from './policy.ts';

/** One route: where, who may, what goes in, what comes out. OpenAPI, server and web client read it. */
export interface Route<
  Method extends string = string,
  Path extends string = string,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** Fastify's form: `/api/areas/:code`. */
  readonly path: Path;
  readonly summary: string;
  readonly tag: string;
  readonly policy: Policy;
  readonly status: 200 | 201 | 202 | 204;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer?: Answer;
  /** The answer is a file of this media type instead of JSON. */
  readonly file?: string;
  /** The body is multipart with one file, at most this many bytes. */
  readonly upload?: number;
  /** Keeps what the handler wrote even where it refuses, say a failed attempt. */
  readonly keepOnRefusal?: true;
  /** Reads personal data of others for this purpose; each answer is logged. */
  readonly purpose?: string;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Sent<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
type ParamsOf<R> = R extends Route<string, string, infer P> ? P : never;
type QueryOf<R> = R extends Route<string, string, z.ZodType, infer Q> ? Q : never;
type BodyOf<R> = R extends Route<string, string, z.ZodType, z.ZodType, infer B> ? B : never;
type AnswerSchemaOf<R> =
  R extends Route<string, string, z.ZodType, z.ZodType, z.ZodType, infer A> ? A : never;

/** What a use case is given: the validated parts of a request. */
export interface InputOf<R> {
  readonly params: Parsed<ParamsOf<R>>;
  readonly query: Parsed<QueryOf<R>>;
  readonly body: Parsed<BodyOf<R>>;
  /** The one file of an upload. */
  readonly upload?: Uint8Array;
}
/** What a client sends. */
export interface RequestOf<R> {
  readonly params: Sent<ParamsOf<R>>;
  readonly query: Sent<QueryOf<R>>;
  readonly body: Sent<BodyOf<R>>;
}
/** What a route answers. */
export type AnswerOf<R> = Sent<AnswerSchemaOf<R>>;

/** Declares a route; only its types change. */
export function route<
  const Method extends 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  const Path extends string,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(
  declared: Route<Method, Path, Params, Query, Body, Answer>,
): Route<Method, Path, Params, Query, Body, Answer> {
  return declared;
}

const anyone: Policy = { allow: 'anyone' };
export const policies = { anyone, signedIn: { allow: 'signed-in' } as Policy };

/** Nine digits. */
export const Subdistrict = z.string().regex(/^\d{9}$/);
/** Twelve digits. */
export const Committee = z.string().regex(/^\d{12}$/);
/** Any area code from province to committee. */
export const AreaCodeText = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/);
export const Uuid = z.uuid();
/** A moment in UTC. */
export const InstantText = z.iso.datetime();
/** A day, `YYYY-MM-DD`. */
export const DayText = z.iso.date();
export const Language = z.enum(['zh', 'en']);

/** Text of people: trimmed, no control signs but line breaks. */
export function personText(most: number): z.ZodString {
  return (
    z
      .string()
      .trim()
      .min(1)
      .max(most)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/u)
  );
}

export const inSubdistrict = z.strictObject({ subdistrict: Subdistrict });
export const oneInSubdistrict = z.strictObject({ subdistrict: Subdistrict, id: Uuid });

/** Keyset paging: `cursor` is the opaque one of the previous page. */
export const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** A page of a list; no `nextCursor` on the last. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; nextCursor: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** What a refused call answers: code, field, and words in the caller's language. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.string(),
    field: z.string().optional(),
    message: z.string(),
    next: z.string(),
  }),
});
