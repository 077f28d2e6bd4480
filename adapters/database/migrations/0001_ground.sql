-- The ground: roles, schemas, areas, the city registry, the record of events.
-- Written at the level of PostgreSQL 15; one object a statement; no triggers.
-- The application role owns nothing, so row-level security binds it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'mulin_app') then
    create role mulin_app login;
  end if;
end $$;
do $$ begin execute format('grant mulin_app to %I', current_user); end $$;

create schema reference;
create schema registry;
create schema community;
grant usage on schema reference, registry, community to mulin_app;

-- reference: city-wide lists, the same for every tenant.
create table reference.area (
  code text primary key check (code ~ '^[0-9]+$' and length(code) in (2, 4, 6, 9, 12)),
  level text not null,
  name text not null,
  kind text,
  parent text references reference.area (code),
  valid_from date,
  valid_to date
);
create index area_parent on reference.area (parent, code);
create table reference.need_category (
  code text primary key,
  zh text not null,
  en text not null,
  answer_within_working_days integer not null check (answer_within_working_days between 1 and 90),
  source text not null,
  valid_from date not null,
  valid_to date,
  position integer not null
);
create table reference.privacy_notice (
  version text primary key,
  zh text not null,
  en text not null,
  valid_from timestamptz not null
);
-- A subdistrict that uses Mulin.
create table reference.served_subdistrict (
  subdistrict text primary key references reference.area (code),
  since date not null,
  phone text
);
grant select on all tables in schema reference to mulin_app;
grant insert, update on reference.area, reference.served_subdistrict to mulin_app;

-- registry: people belong to the city; keyed by person, never joined with community tables.
-- purpose of each personal column stands in its comment.
create table registry.person (
  id uuid primary key,
  name_sealed text not null,
  birthday_sealed text,
  identity_sealed text,
  identity_fingerprint text unique,
  language text not null default 'zh' check (language in ('zh', 'en')),
  elder_mode boolean not null default false,
  created_at timestamptz not null,
  erased_at timestamptz
);
comment on column registry.person.name_sealed is 'purpose: address the person; sealed';
comment on column registry.person.birthday_sealed is 'purpose: eligibility by age; sealed';
comment on column registry.person.identity_sealed is 'purpose: one identity number, one person; sealed, shown masked';
create table registry.phone (
  person uuid not null references registry.person (id),
  id uuid not null,
  phone_sealed text not null,
  phone_fingerprint text not null,
  since timestamptz not null,
  until timestamptz,
  primary key (person, id)
);
comment on column registry.phone.phone_sealed is 'purpose: sign-in and answers; sealed, shown masked';
create index phone_found on registry.phone (phone_fingerprint) where until is null;
create table registry.one_time_code (
  id uuid primary key,
  phone_fingerprint text not null,
  code_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0,
  used_at timestamptz
);
create index one_time_code_of_phone on registry.one_time_code (phone_fingerprint, created_at desc);
create table registry.sign_in_ticket (
  ticket_hash text primary key,
  phone_fingerprint text not null,
  phone_sealed text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table registry.credential (
  person uuid primary key references registry.person (id),
  login text not null unique,
  password_hash text not null,
  authenticator_sealed text not null,
  last_step bigint not null default 0,
  failures integer not null default 0,
  locked_until timestamptz
);
create table registry.session (
  token_hash text primary key,
  person uuid not null references registry.person (id),
  kind text not null check (kind in ('resident', 'staff')),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_of_person on registry.session (person);
create table registry.access_grant (
  id uuid primary key,
  person uuid not null references registry.person (id),
  role text not null,
  area text not null,
  office uuid,
  since timestamptz not null,
  until timestamptz,
  given_by uuid,
  ended_by uuid
);
create index grant_of_person on registry.access_grant (person) where until is null;
create index grant_in_area on registry.access_grant (area text_pattern_ops) where until is null;
-- A fact per person of where they have residences, so that a session finds its tenants.
create table registry.residence_place (
  person uuid not null references registry.person (id),
  residence uuid not null,
  subdistrict text not null,
  committee text not null,
  verified boolean not null,
  until timestamptz,
  primary key (person, residence)
);
create table registry.delegation (
  id uuid primary key,
  giver uuid not null references registry.person (id),
  helper uuid not null references registry.person (id),
  relation text not null,
  since timestamptz not null,
  until timestamptz
);
create index delegation_of_helper on registry.delegation (helper) where until is null;
create index delegation_of_giver on registry.delegation (giver) where until is null;
create table registry.accepted_notice (
  person uuid not null references registry.person (id),
  version text not null,
  at timestamptz not null,
  primary key (person, version)
);
create table registry.saved_filter (
  person uuid not null references registry.person (id),
  id uuid not null,
  register text not null,
  name text not null,
  query text not null,
  primary key (person, id)
);
create table registry.outgoing_message (
  id uuid primary key,
  channel text not null,
  to_sealed text not null,
  template text not null,
  values_sealed text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0
);
create index outgoing_message_waiting on registry.outgoing_message (created_at) where sent_at is null;
-- Who saw what of whom, and why.
create table registry.access_log (
  id uuid primary key,
  at timestamptz not null,
  actor uuid,
  subject uuid,
  route text not null,
  purpose text not null,
  subdistrict text
);
create index access_log_of_subject on registry.access_log (subject, at);
create table registry.event_stream (
  stream uuid primary key,
  seq integer not null,
  hash text not null
);
create table registry.event (
  id uuid not null,
  stream uuid not null,
  seq integer not null,
  type text not null,
  actor uuid,
  role text not null,
  at timestamptz not null,
  payload jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (at, id)
) partition by range (at);
create table registry.event_default partition of registry.event default;
create index registry_event_of_stream on registry.event (stream, seq);
grant select, insert, update on all tables in schema registry to mulin_app;
grant delete on registry.saved_filter, registry.one_time_code, registry.sign_in_ticket, registry.outgoing_message to mulin_app;
revoke update on registry.event, registry.access_log from mulin_app;

-- community: what happens in a subdistrict. The subdistrict leads every key.
create table community.event_stream (
  subdistrict text not null,
  stream uuid not null,
  seq integer not null,
  hash text not null,
  primary key (subdistrict, stream)
);
create table community.event (
  subdistrict text not null,
  id uuid not null,
  stream uuid not null,
  seq integer not null,
  type text not null,
  actor uuid,
  role text not null,
  at timestamptz not null,
  payload jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (subdistrict, at, id)
) partition by range (at);
create table community.event_default partition of community.event default;
create index event_of_stream on community.event (subdistrict, stream, seq);
create table community.idempotency_key (
  subdistrict text not null,
  person uuid not null,
  key uuid not null,
  route text not null,
  request_hash text not null,
  status integer not null,
  answer jsonb,
  at timestamptz not null,
  primary key (subdistrict, person, key)
);
create table community.timer (
  subdistrict text not null,
  id uuid not null,
  due_at timestamptz not null,
  kind text not null,
  subject uuid not null,
  attempts integer not null default 0,
  primary key (subdistrict, id)
);
create index timer_due on community.timer (due_at);
grant select, insert, update on all tables in schema community to mulin_app;
grant delete on community.timer, community.idempotency_key to mulin_app;
revoke update on community.event from mulin_app;
