-- Kept and read by rate-limiter-flexible, which wants these three columns in this order.
create table login_try (
  key varchar(255) not null, -- which limit, and whose: 'login:' or 'address:' and so on
  points integer not null default 0,
  expire bigint, -- epoch milliseconds; null: never
  constraint login_try_pk primary key (key)
);
create index login_try_by_expire on login_try (expire);
