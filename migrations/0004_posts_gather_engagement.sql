create table post (
  id bigint generated always as identity,
  campaign_id bigint not null,
  unit_id bigint not null,
  channel_id bigint, -- null: published on a channel nobody registered
  channel_kind text not null,
  assignment_id bigint, -- null: spontaneous
  link text not null, -- canonical: the same post has the same link whoever enters it
  title text not null,
  content_type text not null,
  published_at timestamptz not null,
  reported_by bigint, -- null: the system itself
  reported_at timestamptz not null,
  reactions bigint not null default 0,
  comments bigint not null default 0,
  shares bigint not null default 0,
  views bigint not null default 0,
  counted_at timestamptz, -- null: nobody has counted yet
  counted_from text, -- null: as above
  constraint post_pk primary key (id),
  constraint post_link_once unique (link),
  constraint post_campaign foreign key (campaign_id) references campaign (id),
  constraint post_unit foreign key (unit_id) references unit (id),
  constraint post_channel foreign key (channel_id) references channel (id),
  constraint post_assignment foreign key (assignment_id) references assignment (id),
  constraint post_reported_by foreign key (reported_by) references person (id),
  constraint post_channel_kind_known check (
    channel_kind in ('portal', 'fanpage', 'zalo', 'press', 'radio_tv', 'youtube', 'direct', 'bulletin')
  ),
  constraint post_content_type_known check (
    content_type in
      ('news', 'article', 'in_depth', 'reportage', 'photos', 'video', 'livestream', 'infographic')
  ),
  constraint post_counted_from_known check (counted_from in ('typed', 'file', 'platform', 'feed')),
  constraint post_counts_positive check (reactions >= 0 and comments >= 0 and shares >= 0 and views >= 0)
);
create index post_by_campaign on post (campaign_id, published_at desc, id desc);
create index post_by_assignment on post (assignment_id);

-- Other names of a post (a platform's own id, a short link): an import finds it by any of them.
create table post_key (
  key text not null,
  post_id bigint not null,
  constraint post_key_pk primary key (key),
  constraint post_key_post foreign key (post_id) references post (id) on delete cascade
);
create index post_key_by_post on post_key (post_id);

-- Counts of a post at a moment. The newest is the current count; day is where its gain was tallied.
create table engagement (
  id bigint generated always as identity,
  post_id bigint not null,
  at timestamptz not null,
  day date not null,
  reactions bigint not null,
  comments bigint not null,
  shares bigint not null,
  views bigint not null,
  counted_from text not null,
  by_person bigint, -- null: the system itself
  constraint engagement_pk primary key (id),
  constraint engagement_post foreign key (post_id) references post (id) on delete cascade,
  constraint engagement_by_person foreign key (by_person) references person (id),
  constraint engagement_counted_from_known check (counted_from in ('typed', 'file', 'platform', 'feed')),
  constraint engagement_positive check (reactions >= 0 and comments >= 0 and shares >= 0 and views >= 0)
);
create index engagement_by_post on engagement (post_id, id);

create table tally (
  campaign_id bigint not null,
  unit_id bigint not null,
  channel_id bigint, -- null: a channel nobody registered
  channel_kind text not null,
  day date not null,
  posts bigint not null default 0,
  reactions bigint not null default 0, -- may be negative: people take a like back
  comments bigint not null default 0,
  shares bigint not null default 0,
  views bigint not null default 0,
  constraint tally_once unique nulls not distinct (campaign_id, unit_id, channel_id, channel_kind, day),
  constraint tally_campaign foreign key (campaign_id) references campaign (id),
  constraint tally_unit foreign key (unit_id) references unit (id),
  constraint tally_channel foreign key (channel_id) references channel (id)
);

-- A file of counts someone dropped on the board, read in the background, looked at, then applied.
create table import (
  id uuid not null,
  campaign_id bigint not null,
  by_person bigint not null,
  at timestamptz not null,
  file_name text not null,
  sha256 text not null,
  bytes bytea, -- null once applied or given up
  time_zone text not null, -- in which the file writes its publish times
  state text not null,
  rows_total integer not null default 0,
  rows_done integer not null default 0,
  problem jsonb, -- why it failed: {code, data}; null otherwise
  applied_at timestamptz, -- null: not applied
  constraint import_pk primary key (id),
  constraint import_campaign foreign key (campaign_id) references campaign (id),
  constraint import_by_person foreign key (by_person) references person (id),
  constraint import_state_known check (
    state in ('waiting', 'reading', 'ready', 'applying', 'applied', 'failed', 'dropped')
  )
);
create index import_by_campaign on import (campaign_id, at desc);

create table import_row (
  import_id uuid not null,
  row integer not null, -- as numbered in the file, header is 1
  verdict text not null,
  post_id bigint, -- of the post it matched; null otherwise
  unit_id bigint, -- of the channel it was published on; null: unknown
  body jsonb not null, -- the row as read: post and counts, or the reasons it is bad
  constraint import_row_pk primary key (import_id, row),
  constraint import_row_import foreign key (import_id) references import (id) on delete cascade,
  constraint import_row_verdict_known check (
    verdict in ('matched', 'unchanged', 'new', 'unmatched', 'outside', 'bad')
  )
);
create index import_row_by_verdict on import_row (import_id, verdict, row);
