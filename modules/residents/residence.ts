import type { PersonPrints } from '../accounts/index.ts';
import type { RosterLine } from './store.ts';

/**
 * Tells whether a roster line names a person: the same identity number, or the same phone and name.
 * A name alone never does, and a line with another identity number is another person.
 */
export function fitsRoster(
  line: Pick<RosterLine, 'identity_fingerprint' | 'phone_fingerprint' | 'name_fingerprint'>,
  prints: PersonPrints,
): boolean {
  if (line.identity_fingerprint !== null && prints.identity !== null) {
    return line.identity_fingerprint === prints.identity;
  }
  return (
    line.phone_fingerprint !== null &&
    prints.phones.includes(line.phone_fingerprint) &&
    line.name_fingerprint === prints.name
  );
}
