create table thing (id uuid primary key, name text not null unique, at timestamptz, amount int not null default 0);
