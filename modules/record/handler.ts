import type { AnswerOf, InputOf, RouteName, Routes } from '@mulin/contract';
import type { Result } from '@mulin/kernel';
import type { FileAnswer, Work } from './work.ts';

/** The validated request of a route. */
export type Input<Name extends RouteName> = InputOf<Routes[Name]>;

/** The answer of a route: nothing or a file where it declares no schema. */
export type Answer<Name extends RouteName> =
  AnswerOf<Routes[Name]> extends undefined ? FileAnswer | undefined : AnswerOf<Routes[Name]>;

/** A use case or view behind a route. */
export type Handler<Name extends RouteName> = (
  work: Work,
  input: Input<Name>,
) => Promise<Result<Answer<Name>>>;

/** The use cases of a module, by route. */
export type Handlers<Names extends RouteName> = { readonly [Name in Names]: Handler<Name> };
