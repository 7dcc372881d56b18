-- A stream is one audience and one counter; its entries are numbered without gaps in commit order.
create table stream (
  id text not null, -- 'campaign:12', 'org', 'people'
  head bigint not null default 0, -- seq of its newest entry
  constraint stream_pk primary key (id)
);

create table command (
  id uuid not null, -- made by the client: the same command sent twice is answered once
  person_id bigint, -- null: the system itself
  kind text not null,
  reply jsonb not null,
  at timestamptz not null,
  constraint command_pk primary key (id),
  constraint command_person foreign key (person_id) references person (id)
);

create table journal_entry (
  stream_id text not null,
  seq bigint not null,
  at timestamptz not null,
  by_person bigint, -- null: the system itself
  command_id uuid not null,
  kind text not null,
  body jsonb not null,
  constraint journal_entry_pk primary key (stream_id, seq),
  constraint journal_entry_stream foreign key (stream_id) references stream (id),
  constraint journal_entry_person foreign key (by_person) references person (id),
  constraint journal_entry_seq_positive check (seq > 0)
);

insert into stream (id) values ('org'), ('people');
