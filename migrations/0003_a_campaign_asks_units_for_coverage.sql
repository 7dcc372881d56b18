create table campaign (
  id bigint generated always as identity,
  unit_id bigint not null,
  parent_id bigint, -- null: not part of a higher level's campaign
  kind text not null,
  name text not null,
  starts_on date not null,
  ends_on date not null,
  peak_days date[] not null default '{}',
  time_zone text not null default 'Asia/Ho_Chi_Minh',
  post_target integer, -- posts over the whole campaign; null: none set
  opened_at timestamptz, -- null: being prepared
  closed_at timestamptz, -- null: not closed
  created_at timestamptz not null,
  constraint campaign_pk primary key (id),
  constraint campaign_unit foreign key (unit_id) references unit (id),
  constraint campaign_parent foreign key (parent_id) references campaign (id),
  constraint campaign_kind_known check (
    kind in ('workers_month', 'congress', 'anniversary', 'emergency', 'drive', 'other')
  ),
  constraint campaign_days_in_order check (ends_on >= starts_on),
  constraint campaign_target_positive check (post_target > 0)
);
create index campaign_by_unit on campaign (unit_id);

create table directive (
  id bigint generated always as identity,
  campaign_id bigint not null,
  symbol text not null, -- number and symbol: '438/KH-LĐLĐ'
  issued_on date, -- null: not known
  issuer text not null default '',
  summary text not null default '',
  link text, -- null: no address
  constraint directive_pk primary key (id),
  constraint directive_campaign foreign key (campaign_id) references campaign (id)
);
create index directive_by_campaign on directive (campaign_id);

create table event (
  id bigint generated always as identity,
  campaign_id bigint not null,
  name text not null,
  place text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz, -- null: not said
  host_unit_id bigint, -- null: not said
  constraint event_pk primary key (id),
  constraint event_campaign foreign key (campaign_id) references campaign (id),
  constraint event_host_unit foreign key (host_unit_id) references unit (id),
  constraint event_times_in_order check (ends_at >= starts_at)
);
create index event_by_campaign on event (campaign_id);

create table coverage (
  id bigint generated always as identity,
  campaign_id bigint not null,
  event_id bigint, -- null: about the campaign's theme
  title text not null,
  content_type text not null,
  channel_kind text not null,
  due_at timestamptz not null,
  constraint coverage_pk primary key (id),
  constraint coverage_campaign foreign key (campaign_id) references campaign (id),
  constraint coverage_event foreign key (event_id) references event (id),
  constraint coverage_content_type_known check (
    content_type in
      ('news', 'article', 'in_depth', 'reportage', 'photos', 'video', 'livestream', 'infographic')
  ),
  constraint coverage_channel_kind_known check (
    channel_kind in ('portal', 'fanpage', 'zalo', 'press', 'radio_tv', 'youtube', 'direct', 'bulletin')
  )
);
create index coverage_by_campaign on coverage (campaign_id);
create index coverage_by_event on coverage (event_id);

create table assignment (
  id bigint generated always as identity,
  campaign_id bigint not null,
  coverage_id bigint not null,
  unit_id bigint not null,
  person_id bigint, -- null: the unit as a whole
  due_at timestamptz not null,
  state text not null,
  state_by bigint, -- null: the system itself
  state_at timestamptz not null,
  reason text, -- why it was returned, declined or cancelled; null otherwise
  done_by bigint, -- null: never marked done
  done_at timestamptz,
  reminded_by bigint, -- null: never reminded
  reminded_at timestamptz,
  before jsonb, -- the facts the latest change replaced, for undo; null: nothing to undo
  constraint assignment_pk primary key (id),
  constraint assignment_campaign foreign key (campaign_id) references campaign (id),
  constraint assignment_coverage foreign key (coverage_id) references coverage (id),
  constraint assignment_unit foreign key (unit_id) references unit (id),
  constraint assignment_person foreign key (person_id) references person (id),
  constraint assignment_state_by foreign key (state_by) references person (id),
  constraint assignment_done_by foreign key (done_by) references person (id),
  constraint assignment_reminded_by foreign key (reminded_by) references person (id),
  constraint assignment_state_known check (
    state in ('assigned', 'accepted', 'done', 'verified', 'returned', 'declined', 'cancelled')
  ),
  constraint assignment_reason_given check (state not in ('returned', 'declined') or reason <> ''),
  constraint assignment_done_known check ((done_by is null) or (done_at is not null))
);
create index assignment_by_campaign on assignment (campaign_id);
create index assignment_by_unit on assignment (unit_id);
-- A unit is asked for a coverage once; a cancelled assignment may be made again.
create unique index assignment_once on assignment (coverage_id, unit_id) where state <> 'cancelled';

-- Evidence photos live in the database: one transaction, one backup.
create table file (
  id uuid not null,
  campaign_id bigint not null,
  assignment_id bigint, -- null: uploaded, not yet shown as evidence
  unit_id bigint not null,
  by_person bigint not null,
  at timestamptz not null,
  mime text not null,
  width integer not null,
  height integer not null,
  bytes bytea not null,
  constraint file_pk primary key (id),
  constraint file_campaign foreign key (campaign_id) references campaign (id),
  constraint file_assignment foreign key (assignment_id) references assignment (id),
  constraint file_unit foreign key (unit_id) references unit (id),
  constraint file_by_person foreign key (by_person) references person (id),
  constraint file_at_most_10_mb check (octet_length(bytes) <= 10485760)
);
create index file_by_assignment on file (assignment_id);
