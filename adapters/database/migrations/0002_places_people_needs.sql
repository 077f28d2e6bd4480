-- Places, offices, residences, households, needs.
create table community.compound (
  subdistrict text not null,
  id uuid not null,
  committee text not null,
  name text not null,
  primary key (subdistrict, id),
  unique (subdistrict, committee, name)
);
create table community.building (
  subdistrict text not null,
  id uuid not null,
  compound uuid not null,
  name text not null,
  primary key (subdistrict, id),
  unique (subdistrict, compound, name),
  foreign key (subdistrict, compound) references community.compound (subdistrict, id)
);
create table community.office (
  subdistrict text not null,
  id uuid not null,
  name text not null,
  kind text not null,
  primary key (subdistrict, id),
  unique (subdistrict, name)
);
create table community.residence (
  subdistrict text not null,
  id uuid not null,
  person uuid not null,
  committee text not null,
  compound uuid,
  building uuid,
  room_sealed text,
  state text not null check (state in ('claimed', 'verified', 'refused')),
  seen text,
  refusal text,
  verified_by uuid,
  since date not null,
  until date,
  version integer not null default 1,
  primary key (subdistrict, id),
  foreign key (subdistrict, compound) references community.compound (subdistrict, id),
  foreign key (subdistrict, building) references community.building (subdistrict, id)
);
comment on column community.residence.room_sealed is 'purpose: verify residence and visit; sealed';
create unique index residence_current on community.residence (subdistrict, person) where until is null;
create index residence_listed on community.residence (subdistrict, state, committee, id) where until is null;
create table community.roster_line (
  subdistrict text not null,
  id uuid not null,
  committee text not null,
  name_fingerprint text not null,
  identity_fingerprint text,
  phone_fingerprint text,
  building uuid,
  line_sealed text not null,
  imported_at timestamptz not null,
  person uuid,
  primary key (subdistrict, id)
);
create index roster_by_identity on community.roster_line (subdistrict, identity_fingerprint);
create index roster_by_phone on community.roster_line (subdistrict, phone_fingerprint);
create table community.household (
  subdistrict text not null,
  id uuid not null,
  created_at timestamptz not null,
  primary key (subdistrict, id)
);
create table community.household_member (
  subdistrict text not null,
  household uuid not null,
  person uuid not null,
  state text not null check (state in ('invited', 'joined', 'left')),
  invited_by uuid not null,
  at timestamptz not null,
  primary key (subdistrict, household, person),
  foreign key (subdistrict, household) references community.household (subdistrict, id)
);
create unique index household_of_person on community.household_member (subdistrict, person)
  where state = 'joined';

create table community.need_counter (
  subdistrict text not null,
  day date not null,
  last integer not null,
  primary key (subdistrict, day)
);
create table community.need (
  subdistrict text not null,
  id uuid not null,
  reference text not null,
  text text not null,
  grams text[] not null,
  category text,
  committee text not null,
  compound uuid,
  building uuid,
  place_name text not null,
  channel text not null,
  visibility text not null check (visibility in ('neighbors', 'staff')),
  is_proxy boolean not null,
  confirmation text not null check (confirmation in ('not-needed', 'waiting', 'confirmed', 'rejected')),
  state text not null,
  lead_office uuid,
  assignee uuid,
  said_at timestamptz not null,
  due_on date,
  clock_from timestamptz,
  paused_at timestamptz,
  answered_at timestamptz,
  decline_reason text,
  right_channel text,
  join_count integer not null default 0,
  photo_count integer not null default 0,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (subdistrict, id),
  unique (subdistrict, reference),
  foreign key (subdistrict, compound) references community.compound (subdistrict, id),
  foreign key (subdistrict, building) references community.building (subdistrict, id),
  foreign key (subdistrict, lead_office) references community.office (subdistrict, id)
);
comment on column community.need.text is 'purpose: handle the need; erased with its author';
create index need_newest on community.need (subdistrict, id desc);
create index need_of_committee on community.need (subdistrict, committee, id desc);
create index need_of_category on community.need (subdistrict, category, id desc);
create index need_due on community.need (subdistrict, due_on, id) where state in ('expressed', 'triaged', 'asked');
create index need_of_assignee on community.need (subdistrict, assignee, id desc);
create index need_joined on community.need (subdistrict, join_count desc, id desc);
create index need_grams on community.need using gin (grams);
-- Whose need it is. Apart from the need, so that the database itself keeps it from neighbours.
create table community.need_voice (
  subdistrict text not null,
  need uuid not null,
  committee text not null,
  author uuid,
  voiced_by uuid not null,
  name_sealed text,
  phone_sealed text,
  relation text,
  reason text,
  knows boolean,
  primary key (subdistrict, need),
  foreign key (subdistrict, need) references community.need (subdistrict, id)
);
comment on column community.need_voice.name_sealed is 'purpose: answer whoever the need was voiced for; sealed';
create index need_voice_of_author on community.need_voice (subdistrict, author, need desc);
create index need_voice_of_voicer on community.need_voice (subdistrict, voiced_by, need desc);
create table community.need_join (
  subdistrict text not null,
  need uuid not null,
  person uuid not null,
  at timestamptz not null,
  primary key (subdistrict, need, person),
  foreign key (subdistrict, need) references community.need (subdistrict, id)
);
create index need_join_of_person on community.need_join (subdistrict, person, need desc);
create table community.need_message (
  subdistrict text not null,
  need uuid not null,
  id uuid not null,
  committee text not null,
  author uuid,
  kind text not null check (kind in ('ask', 'reply', 'answer', 'decline', 'reopen')),
  text text not null,
  by_person uuid not null,
  at timestamptz not null,
  primary key (subdistrict, need, id),
  foreign key (subdistrict, need) references community.need (subdistrict, id)
);
comment on column community.need_message.text is 'purpose: handle the need; erased with its author';
create table community.photo (
  subdistrict text not null,
  name text not null,
  person uuid not null,
  need uuid,
  position integer,
  at timestamptz not null,
  primary key (subdistrict, name, person)
);
create index photo_of_need on community.photo (subdistrict, need, position);
grant select, insert, update on all tables in schema community to mulin_app;
grant delete on community.need_join, community.photo to mulin_app;
revoke update on community.event from mulin_app;

insert into reference.need_category (code, zh, en, answer_within_working_days, source, valid_from, position) values
  ('repair', '房屋与公共设施维修', 'Repairs of homes and shared facilities', 7, '国办发〔2020〕53号: 5 working days, +2 for a site visit; set by the city', '2026-01-01', 1),
  ('elder-care', '养老与助餐', 'Care and meals for the elderly', 7, '老年人权益保障法 (2018); days set by the city', '2026-01-01', 2),
  ('health', '看病与健康', 'Health', 7, 'days set by the city', '2026-01-01', 3),
  ('environment', '环境与卫生', 'Environment and cleanliness', 5, '国办发〔2020〕53号', '2026-01-01', 4),
  ('traffic', '停车与出行', 'Parking and getting about', 7, 'days set by the city', '2026-01-01', 5),
  ('safety', '安全与消防', 'Safety and fire', 3, 'days set by the city', '2026-01-01', 6),
  ('children', '孩子与托管', 'Children and after-school care', 7, '未成年人保护法 (2024); days set by the city', '2026-01-01', 7),
  ('culture', '文化与体育', 'Culture and sport', 10, 'days set by the city', '2026-01-01', 8),
  ('relief', '帮困与救助', 'Relief', 5, '社会救助暂行办法 (2019); days set by the city', '2026-01-01', 9),
  ('jobs', '就业与培训', 'Jobs and training', 10, 'days set by the city', '2026-01-01', 10),
  ('neighbors', '邻里纠纷', 'Disputes between neighbors', 7, 'days set by the city', '2026-01-01', 11),
  ('other', '其他', 'Other', 7, '国办发〔2020〕53号', '2026-01-01', 12);
insert into reference.privacy_notice (version, zh, en, valid_from) values ('2026-11', '我们收什么：您的手机号、称呼、住址，和您说的事。身份证号只在核实住址时由居委会登记，加密保存，只显示头尾。

用来做什么：核实您住在哪里，把您的事办好，把结果告诉您。不作别的用途，不给别的单位，除非办您的事必须。

谁看得到：经办的居委会和街道工作人员看得到您的姓名和电话，每看一次都有记录。邻居只看到您说的话和大概位置，看不到名字。公开数据里没有名字，也没有门牌。

您可以：随时查看、更正、导出您的全部资料，也可以注销。注销后您的姓名、电话、住址和您写的话都会删去，只留下没有名字的办事记录。不同意也可以到居委会窗口或打电话办事。

存在哪里：存在本市自己的服务器上。依据：个人信息保护法第十七条。', 'What we collect: your mobile number, the name you go by, your address, and what you tell us. Your identity number is recorded only by the committee when it verifies your address; it is encrypted and shown only in part.

What for: to verify where you live, to get your matter done, and to tell you the result. For nothing else, and to nobody else unless your matter needs it.

Who sees it: the staff of the committee and the subdistrict who handle your matter see your name and phone, and each look is logged. Neighbors read your words and roughly where, never your name. Open data hold no name and no door number.

You may at any time see, correct and export all of it, or erase yourself. Then your name, phone, address and words are removed; only the record of the matter without a name stays. If you do not agree, the committee''s window and phone serve you all the same.

Where it is kept: on the city''s own servers. Basis: Personal Information Protection Law, article 17.', '2026-11-01T00:00:00Z');
