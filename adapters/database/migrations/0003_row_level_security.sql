-- Row-level security. Each transaction sets app.kind, app.person, app.persons (self and those who gave an
-- authorization), app.subdistrict and app.areas (areas of grants); without them nothing is visible.
do $$
declare t text;
begin
  foreach t in array array['event_stream', 'event', 'idempotency_key', 'timer', 'compound', 'building',
    'office', 'residence', 'roster_line', 'household', 'household_member', 'need_counter', 'need',
    'need_voice', 'need_join', 'need_message', 'photo'] loop
    execute format('alter table community.%I enable row level security', t);
  end loop;
  foreach t in array array['person', 'phone', 'one_time_code', 'sign_in_ticket', 'credential', 'session',
    'access_grant', 'residence_place', 'delegation', 'accepted_notice', 'saved_filter', 'outgoing_message',
    'access_log', 'event_stream', 'event'] loop
    execute format('alter table registry.%I enable row level security', t);
  end loop;
end $$;

-- Tables that everybody in the tenant may read: only the tenant binds.
create policy tenant on community.event_stream to mulin_app using (subdistrict = current_setting('app.subdistrict', true));
create policy tenant on community.event to mulin_app using (subdistrict = current_setting('app.subdistrict', true));
create policy tenant on community.timer to mulin_app using (subdistrict = current_setting('app.subdistrict', true) or current_setting('app.kind', true) = 'system');
create policy tenant on community.compound to mulin_app using (subdistrict = current_setting('app.subdistrict', true));
create policy tenant on community.building to mulin_app using (subdistrict = current_setting('app.subdistrict', true));
create policy tenant on community.office to mulin_app using (subdistrict = current_setting('app.subdistrict', true));
create policy tenant on community.need_counter to mulin_app using (subdistrict = current_setting('app.subdistrict', true));

-- A need that only staff may see is hidden from neighbours by the database as well.
create policy tenant on community.need to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true)
  and (
    visibility = 'neighbors'
    or current_setting('app.kind', true) in ('staff', 'system')
    or exists (
      select from community.need_voice v
      where v.subdistrict = need.subdistrict and v.need = need.id
        and (v.author::text = any (string_to_array(current_setting('app.persons', true), ','))
          or v.voiced_by::text = any (string_to_array(current_setting('app.persons', true), ',')))
    )
  )
) with check (subdistrict = current_setting('app.subdistrict', true));

-- Private rows: their person, or staff whose area holds them.
create policy private on community.need_voice to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true)
  and (
    current_setting('app.kind', true) = 'system'
    or author::text = any (string_to_array(current_setting('app.persons', true), ','))
    or voiced_by::text = any (string_to_array(current_setting('app.persons', true), ','))
    or (current_setting('app.kind', true) = 'staff' and exists (
      select from unnest(string_to_array(current_setting('app.areas', true), ',')) as a where starts_with(committee, a)))
  )
) with check (subdistrict = current_setting('app.subdistrict', true));
create policy private on community.need_message to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true)
  and (
    current_setting('app.kind', true) = 'system'
    or author::text = any (string_to_array(current_setting('app.persons', true), ','))
    or by_person::text = any (string_to_array(current_setting('app.persons', true), ','))
    or (current_setting('app.kind', true) = 'staff' and exists (
      select from unnest(string_to_array(current_setting('app.areas', true), ',')) as a where starts_with(committee, a)))
    or (kind in ('answer', 'decline') and exists (
      select from community.need_join j
      where j.subdistrict = need_message.subdistrict and j.need = need_message.need
        and j.person::text = current_setting('app.person', true)))
  )
) with check (subdistrict = current_setting('app.subdistrict', true));
create policy private on community.need_join to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true)
  and (current_setting('app.kind', true) = 'system' or person::text = current_setting('app.person', true))
);
create policy private on community.photo to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true)
  and (
    person::text = any (string_to_array(current_setting('app.persons', true), ','))
    or current_setting('app.kind', true) = 'system'
    or (need is not null and exists (
      select from community.need n where n.subdistrict = photo.subdistrict and n.id = photo.need))
  )
);
create policy private on community.idempotency_key to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true) and person::text = current_setting('app.person', true)
);
create policy private on community.residence to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true)
  and (
    current_setting('app.kind', true) = 'system'
    or person::text = any (string_to_array(current_setting('app.persons', true), ','))
    or (current_setting('app.kind', true) = 'staff' and exists (
      select from unnest(string_to_array(current_setting('app.areas', true), ',')) as a where starts_with(committee, a)))
  )
);
create policy private on community.roster_line to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true)
  and (
    current_setting('app.kind', true) = 'system'
    or (current_setting('app.kind', true) = 'staff' and exists (
      select from unnest(string_to_array(current_setting('app.areas', true), ',')) as a where starts_with(committee, a)))
  )
);
create policy private on community.household to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true) and current_setting('app.kind', true) in ('resident', 'system')
);
create policy private on community.household_member to mulin_app using (
  subdistrict = current_setting('app.subdistrict', true) and current_setting('app.kind', true) in ('resident', 'system')
);

-- registry: oneself, staff for those they serve, and the system (sign-in, before anybody is known).
create policy person on registry.person to mulin_app using (
  id::text = any (string_to_array(current_setting('app.persons', true), ','))
  or current_setting('app.kind', true) in ('staff', 'system')
);
create policy person on registry.phone to mulin_app using (
  person::text = any (string_to_array(current_setting('app.persons', true), ','))
  or current_setting('app.kind', true) in ('staff', 'system')
);
create policy person on registry.access_grant to mulin_app using (
  person::text = current_setting('app.person', true) or current_setting('app.kind', true) in ('staff', 'system')
);
create policy person on registry.residence_place to mulin_app using (
  person::text = any (string_to_array(current_setting('app.persons', true), ','))
  or current_setting('app.kind', true) in ('staff', 'system')
);
create policy person on registry.delegation to mulin_app using (
  giver::text = current_setting('app.person', true) or helper::text = current_setting('app.person', true)
  or current_setting('app.kind', true) in ('staff', 'system')
);
create policy person on registry.accepted_notice to mulin_app using (
  person::text = current_setting('app.person', true) or current_setting('app.kind', true) = 'system'
);
create policy person on registry.saved_filter to mulin_app using (
  person::text = current_setting('app.person', true) or current_setting('app.kind', true) = 'system'
);
create policy system on registry.one_time_code to mulin_app using (current_setting('app.kind', true) = 'system');
create policy system on registry.sign_in_ticket to mulin_app using (current_setting('app.kind', true) = 'system');
create policy system on registry.credential to mulin_app using (current_setting('app.kind', true) = 'system');
create policy system on registry.session to mulin_app using (current_setting('app.kind', true) = 'system');
create policy system on registry.outgoing_message to mulin_app using (current_setting('app.kind', true) = 'system');
create policy reading on registry.access_log for select to mulin_app using (current_setting('app.kind', true) = 'system');
create policy writing on registry.access_log for insert to mulin_app with check (true);
create policy person on registry.event_stream to mulin_app using (
  stream::text = current_setting('app.person', true) or current_setting('app.kind', true) in ('staff', 'system')
);
create policy person on registry.event to mulin_app using (
  stream::text = current_setting('app.person', true) or current_setting('app.kind', true) in ('staff', 'system')
);
