import { isUuid } from '@mulin/kernel';

/** The scope as row-level security reads it. */
export interface ScopeSettings {
  readonly kind: 'anonymous' | 'resident' | 'staff' | 'system';
  readonly person?: string;
  readonly persons?: readonly string[];
  readonly subdistrict?: string;
  readonly areas?: readonly string[];
}

/**
 * The statements that open a transaction in a scope: the application role, then the caller's scope.
 * `SET LOCAL` takes no parameters, so every value is checked to be digits or a UUID first.
 * Throws on anything else, which is a defect.
 */
export function openingOf(scope: ScopeSettings): string {
  return `begin; set local role mulin_app; set local statement_timeout = '30s'; set local idle_in_transaction_session_timeout = '30s'; ${settingOf(scope)}`;
}

/** The scope alone, for a change within a running transaction. */
export function settingOf(scope: ScopeSettings): string {
  const persons = scope.persons ?? (scope.person === undefined ? [] : [scope.person]);
  for (const person of [...persons, ...(scope.person === undefined ? [] : [scope.person])]) {
    if (!isUuid(person)) throw new RangeError('a scope takes UUIDs');
  }
  for (const code of [...(scope.areas ?? []), scope.subdistrict ?? '0']) {
    if (!/^\d{1,12}$/.test(code)) throw new RangeError('a scope takes digits');
  }
  const set = (name: string, value: string): string => `set local app.${name} = '${value}';`;
  return [
    set('kind', scope.kind),
    set('person', scope.person ?? ''),
    set('persons', persons.join(',')),
    set('subdistrict', scope.subdistrict ?? ''),
    set('areas', (scope.areas ?? []).join(',')),
  ].join(' ');
}
