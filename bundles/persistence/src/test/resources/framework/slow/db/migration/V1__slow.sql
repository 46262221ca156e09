create table never (id integer primary key);
select pg_sleep(300);
