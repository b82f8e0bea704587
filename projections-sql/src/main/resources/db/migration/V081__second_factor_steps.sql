-- A code of the second factor is valid in its period of 30 seconds and the ones before and after, once. So the periods
-- whose codes were used are kept, as long as a code of theirs could come again; the newest one alone would refuse an
-- older code that nobody has used.
alter table secrets.credential add column otp_used_steps bigint[] not null default '{}';

update secrets.credential set otp_used_steps = array[otp_last_step] where otp_last_step is not null;

alter table secrets.credential drop column otp_last_step;

comment on column secrets.credential.otp_used_steps is 'Periods of 30 seconds since 1970 whose codes were used lately.';
