-- Whether a session is from an archive that is not this user's: nobody in it has a say here.
alter table session add column imported integer not null default 0;
