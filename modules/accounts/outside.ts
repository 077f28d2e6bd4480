import type { ResidenceView } from '@mulin/contract';
import type { Work } from '../record/index.ts';

/** A module that keeps something about people: exported with their data, erased with them. */
export interface PersonalDataSource {
  readonly name: string;
  collect(work: Work, person: string): Promise<unknown>;
  erase(work: Work, person: string): Promise<void>;
}

/** What accounts needs of modules that come after it; the shell hands it in. */
export interface AccountsOutside {
  readonly sources: readonly PersonalDataSource[];
  residencesOf(work: Work, person: string): Promise<ResidenceView[]>;
  officeNames(
    work: Work,
    subdistrict: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
}
